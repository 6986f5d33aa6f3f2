import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { promote, promotedLines } from '../../pipelines/promote.ts';
import { listThemes, themeLines } from '../../pipelines/theme-list.ts';
import type { Config } from '../config.ts';
import { openSnapshot, type SnapshotReader } from '../warehouse/reader.ts';
import { command, openShell, wholeNumber, type CommonOptions } from './shell.ts';

const LONGEST_SECONDS = 60;

async function withSnapshot<T>(
  config: Config,
  data: string | undefined,
  work: (reader: SnapshotReader) => Promise<T>,
): Promise<T> {
  const file = join(data ?? config.dataDir, 'insights.duckdb');
  const reader = await openSnapshot(file, config.timeZone, LONGEST_SECONDS);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
}

interface PromoteOptions extends CommonOptions {
  readonly owner?: string;
  readonly data?: string;
  readonly preview: boolean;
}

function promoteCommand(): Command {
  return command(
    'promote',
    'Writes a theme into the taxonomy as a topic, with its first phrases, for a person to edit',
    [
      ['themes promote th-0042 broadcast.karaoke', 'into the folder that GROUNDSWELL_PIPELINES_DIR names'],
      ['themes promote th-0042 games.stuck --owner client --preview', 'only say what would be written'],
    ],
  )
    .argument('<theme>', 'id of the theme')
    .argument('<topic>', 'area.topic, not there yet')
    .option('--owner <team>', 'team that owns it (default: that of the area’s first topic)')
    .option('--data <dir>', 'data folder (default: dataDir of the settings)')
    .addOption(new Option('--preview', 'write nothing').default(false))
    .action(async (theme: string, topic: string, options: PromoteOptions) => {
      const shell = openShell(options);
      const promotion = { theme, topic, ...(options.owner === undefined ? {} : { owner: options.owner }) };
      const done = await withSnapshot(shell.config, options.data, (reader) =>
        promote(shell.config, reader, promotion, options.preview),
      );
      shell.answer(promotedLines(done, options.preview).join('\n'), done);
    });
}

/** Commands on themes: what there is, and making a topic of one. */
export function themeCommands(): Command[] {
  const themes = command('themes', 'Lists the themes of the last weeks in the snapshot; promotes one to a topic', [
    ['themes', 'id, status, tickets, users, name'],
    ['themes --weeks 12 --json', 'for machines'],
    ['themes promote th-0042 broadcast.karaoke', 'writes it into the taxonomy'],
  ])
    .enablePositionalOptions()
    .option('--weeks <number>', 'weeks back from the newest', wholeNumber, 4)
    .option('--data <dir>', 'data folder (default: dataDir of the settings)')
    .action(async (options: CommonOptions & { weeks: number; data?: string }) => {
      const shell = openShell(options);
      const rows = await withSnapshot(shell.config, options.data, (reader) => listThemes(reader, options.weeks));
      shell.answer(themeLines(rows, options.weeks).join('\n'), { themes: rows });
    });
  return [themes.addCommand(promoteCommand())];
}
