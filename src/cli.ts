import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { faultLine, Fault } from './errors.ts';
import { PACKAGE_ROOT } from './root.ts';
import { shownJson, shownText } from './terminal.ts';
import { allCommands } from './cli/commands.ts';

/** The program with all its commands. */
export function buildProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  const program = new Command('groundswell')
    .description('Turns closed support tickets of live-streaming platforms into weekly decisions.')
    .version(version)
    .showHelpAfterError('(add --help for the options and examples)')
    .addHelpText(
      'after',
      '\nStart with `groundswell demo`. Settings: groundswell.config.json and GROUNDSWELL_* variables; see the README.',
    );
  for (const command of allCommands()) program.addCommand(command);
  return program;
}

/** Wrong use throws instead of ending the process, and is said without what could steer a terminal. */
function tame(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: (text) => process.stderr.write(shownText(text)) });
  for (const child of command.commands) tame(child);
}

/** A reader that went away (`| head`) ends the program quietly; nobody who reads the log is no reason to end at all. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`groundswell: Standard output can’t be written (${error.code ?? error.name}).\n`);
    process.exit(1);
  });
  process.stderr.on('error', () => undefined);
}

/** Runs one command line; resolves to the exit code: 0 done, 1 failed, 2 wrong use. */
export async function main(argv: readonly string[]): Promise<number> {
  const program = buildProgram();
  tame(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (argv.includes('--json')) {
      const code = error instanceof Fault ? error.code : 'internal';
      process.stderr.write(`${shownJson({ error: code, message: faultLine(error) })}\n`);
    } else {
      process.stderr.write(`groundswell: ${shownText(faultLine(error))}\n`);
    }
    return error instanceof Fault && (error.code === 'bad-usage' || error.code === 'bad-config') ? 2 : 1;
  }
}

if (import.meta.main) {
  process.umask(0o077);
  endWithReader();
  process.exitCode = await main(process.argv.slice(2));
}
