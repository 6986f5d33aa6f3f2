import type { Command } from 'commander';
import { analystCommands } from './analyst-commands.ts';
import { batchCommands } from './batch-commands.ts';
import { historyCommands } from './history-commands.ts';
import { demoCommand } from './demo-command.ts';
import { streamCommands } from './stream-commands.ts';
import { textCommands } from './text-commands.ts';
import { themeCommands } from './theme-commands.ts';

/** Every command, in the order of --help. */
export function allCommands(): Command[] {
  return [
    demoCommand(),
    ...streamCommands(),
    ...batchCommands(),
    ...historyCommands(),
    ...themeCommands(),
    ...analystCommands(),
    ...textCommands(),
  ];
}
