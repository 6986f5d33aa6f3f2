import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/root.ts';

/** The command line's entry, and the flags with which it is started. */
export const ENTRY = ['--disable-warning=ExperimentalWarning', join(PACKAGE_ROOT, 'src', 'cli.ts')];

/** What a child process came to. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a child is started. */
export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Flags of Node before the entry. */
  readonly flags?: readonly string[];
  /** A shell line that ends in `exec "$@"`, run before the program: limits, redirections. */
  readonly wrap?: string;
  readonly uid?: number;
}

/** Runs groundswell in a child process with one text thread and waits for its end. */
export function runCli(args: readonly string[], dataDir: string, options: ChildOptions = {}): Promise<Ended> {
  const line = [process.execPath, ...(options.flags ?? []), ...ENTRY, ...args];
  const [command = '', ...rest] = options.wrap === undefined ? line : ['sh', '-c', options.wrap, 'sh', ...line];
  const child = spawn(command, rest, {
    env: { ...process.env, GROUNDSWELL_DATA_DIR: dataDir, GROUNDSWELL_THREADS: '1', ...options.env },
    stdio: 'pipe',
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
