import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/root.ts';

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
