import { Command, InvalidArgumentError, Option } from 'commander';
import type { BadLine } from '../../pipelines/lines.ts';
import { loadConfig, type Config } from '../config.ts';
import { stderrLog, type Log } from '../log.ts';
import { SILENT, type ProgressSink } from '../progress.ts';
import { shownJson, shownText } from '../terminal.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly json: boolean;
  readonly config?: string;
  readonly quiet: boolean;
}

/** What a command works with: settings, log, progress and a way to answer. */
export interface Shell {
  readonly config: Config;
  readonly log: Log;
  readonly progress: ProgressSink;
  readonly now: () => number;
  readonly json: boolean;
  /** Prints the answer: `human` for people, `machine` as one JSON object with --json. */
  answer(human: string, machine: unknown): void;
}

/** A command with the options that every command has and examples in its help. */
export function command(
  name: string,
  summary: string,
  examples: readonly (readonly [line: string, does: string])[],
): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const help = examples.map(([line, does]) => `  $ groundswell ${line.padEnd(width)}   ${does}`).join('\n');
  return new Command(name)
    .description(summary)
    .addOption(new Option('--json', 'answer as JSON, log as JSON lines').default(false))
    .addOption(new Option('--config <file>', 'settings file (default: groundswell.config.json when it is there)'))
    .addOption(new Option('--quiet', 'no progress').default(false))
    .addHelpText('after', `\nExamples:\n${help}`);
}

function progressOn(stream: NodeJS.WriteStream, options: CommonOptions): ProgressSink {
  if (options.quiet || options.json) return SILENT;
  return {
    isTerminal: stream.isTTY,
    columns: stream.columns ?? 80,
    write: (text) => {
      stream.write(text);
    },
    now: () => performance.now(),
  };
}

/** The shell of a command, its settings loaded and checked; `adjust` lets the command's own options win over them. */
export function openShell(options: CommonOptions, adjust: (config: Config) => Config = (config) => config): Shell {
  const config = adjust(loadConfig(options.config === undefined ? {} : { file: options.config }));
  return {
    config,
    log: options.quiet ? () => undefined : stderrLog(options.json),
    progress: progressOn(process.stderr, options),
    now: () => Date.now(),
    json: options.json,
    answer: (human, machine) => {
      process.stdout.write(options.json ? `${shownJson(machine)}\n` : human === '' ? '' : `${shownText(human)}\n`);
    },
  };
}

/** A signal that aborts on the first SIGINT or SIGTERM; a second one ends the program at once. */
export function stopSignal(log: Log): AbortSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    log(`Stopping after ${name}: what was read is committed first.`);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

/** Says which line was left out and why, and remembers that there was one: the command then exits with 1. */
export function complain(file: string): (bad: BadLine) => void {
  return ({ line, code, detail }) => {
    process.stderr.write(shownText(`${file === '-' ? 'standard input' : file}:${line} ${code}: ${detail}\n`));
    process.exitCode = 1;
  };
}

/** A whole number from 1 on, of an option. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1 on');
  return value;
}
