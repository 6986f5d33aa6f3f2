import { spawn, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { openWarehouse } from '../../src/warehouse/warehouse.ts';

/** The program as a process of its own; `said()` is what it wrote to standard error so far. */
export interface Child {
  readonly process: ChildProcess;
  said(): string;
  /** Resolves with the exit code, null after a signal. */
  ended(): Promise<number | null>;
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
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { process: child, said: () => said, ended: () => ended };
}

/** Bytes by which the write-ahead log must grow: more than opening a warehouse that is there writes. */
const A_COMMIT = 20_000;

/** Makes a data folder's warehouse, so that from then on only commits make its write-ahead log grow. */
export async function makeWarehouse(dataDir: string): Promise<void> {
  await (await openWarehouse({ dataDir, memoryLimit: '256MB', timeZone: 'UTC', purpose: 'test' })).close();
}

/** Resolves with true once the program has committed tickets, with false when it ended before or time is up. */
export async function untilCommits({ process: child }: Child, dataDir: string, milliseconds: number): Promise<boolean> {
  const size = (): number => statSync(join(dataDir, 'warehouse.duckdb.wal'), { throwIfNoEntry: false })?.size ?? 0;
  const end = performance.now() + milliseconds;
  for (let least = size(); child.exitCode === null && performance.now() < end; least = Math.min(least, size())) {
    if (size() > least + A_COMMIT) return true;
    await sleep(10);
  }
  return false;
}
