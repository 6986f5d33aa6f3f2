import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { warehouseBytes } from '../../pipelines/monitor.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { openWarehouse } from '../../src/warehouse/warehouse.ts';

/** The program as a process of its own; `said()` is what it wrote to standard error so far. */
export interface Child {
  readonly process: ChildProcess;
  said(): string;
  /** Resolves with the exit code, null after a signal. */
  ended(): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Kills what a test that failed left running. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts the command line on a data folder, quietly. */
export function startProgram(
  args: readonly string[],
  dataDir: string,
  environment: Readonly<Record<string, string>>,
): Child {
  const entry = join(PACKAGE_ROOT, 'src', 'cli.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args, '--quiet'], {
    env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir, GROUNDSWELL_THREADS: '1', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { process: child, said: () => said, ended: () => ended };
}

/** Bytes by which the warehouse must grow: more than opening one that is there writes. */
const A_COMMIT = 10_000;

/** Makes a data folder's warehouse, so that from then on only commits make it grow. */
export async function makeWarehouse(dataDir: string): Promise<void> {
  await (await openWarehouse({ dataDir, memoryLimit: '256MB', timeZone: 'UTC', purpose: 'test' })).close();
}

/** Resolves with true once the program has opened the warehouse and stored tickets, with false when it ended or time is up. */
export async function untilCommits({ process: child }: Child, dataDir: string, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  const owner = join(dataDir, 'owner.json');
  let base = Number.POSITIVE_INFINITY;
  while (child.exitCode === null && performance.now() < end) {
    const bytes = warehouseBytes(dataDir);
    const isOpen = existsSync(owner) && readFileSync(owner, 'utf8').includes(`"pid":${child.pid},`);
    if (isOpen) base = Math.min(base, bytes);
    if (bytes > base + A_COMMIT) return true;
    await sleep(10);
  }
  return false;
}
