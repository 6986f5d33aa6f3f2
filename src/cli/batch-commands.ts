import { InvalidArgumentError, Option, type Command } from 'commander';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { renderAgain } from '../../pipelines/report.ts';
import { readOwnerStatus } from '../../pipelines/monitor.ts';
import { ownerLines, readStatus, statusLines } from '../../pipelines/status.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { FORMATS, type Format } from '../../pipelines/weekly/publish.ts';
import { checkWeek, lastCompleteWeek } from '../../pipelines/weekly/week.ts';
import { Fault } from '../errors.ts';
import type { ReportLanguage } from '../report/model.ts';
import { command, openShell, type CommonOptions, type Shell } from './shell.ts';

interface WeekOptions extends CommonOptions {
  readonly week?: string;
}

interface ReportOptions extends WeekOptions {
  readonly format: Format[];
  readonly lang: ReportLanguage[];
  readonly out: string;
}

function listOf<T extends string>(allowed: readonly T[]): (text: string) => T[] {
  return (text) =>
    text.split(',').map((part) => {
      const found = allowed.find((one) => one === part.trim());
      if (found === undefined) throw new InvalidArgumentError(`allowed: ${allowed.join(', ')}`);
      return found;
    });
}

function weekOption(): Option {
  return new Option('--week <week>', 'ISO week such as 2026-W47 (default: the last complete one)');
}

function chosenWeek(options: WeekOptions, { config, now }: Shell): string {
  return options.week === undefined ? lastCompleteWeek(config.timeZone, now()) : checkWeek(options.week);
}

function weeklyCommand(): Command {
  return command('weekly', 'Runs a week’s batch: marts, trends, reports, snapshot; run twice it changes nothing', [
    ['weekly', 'the last complete week'],
    ['weekly --week 2026-W47', 'that week'],
  ])
    .addOption(weekOption())
    .action(async (options: WeekOptions) => {
      const shell = openShell(options);
      const week = chosenWeek(options, shell);
      const done = await withWarehouse(shell.config, 'weekly', (warehouse) => weekly({ ...shell, warehouse }, week));
      const { changed, folder, index } = done;
      shell.answer(`${changed === 0 ? 'Nothing to publish anew' : `${changed} reports published`}: ${index}`, {
        week,
        changed,
        folder,
        index,
      });
    });
}

function reportCommand(): Command {
  return command('report', 'Renders a week’s reports again from what the warehouse holds', [
    ['report --week 2026-W47 --format html --lang zh --out ./reports', 'only these faces, into a folder of one’s own'],
  ])
    .addOption(weekOption())
    .addOption(
      new Option('--format <list>', 'html, md, json').argParser(listOf(FORMATS)).default([...FORMATS], 'html,md,json'),
    )
    .addOption(
      new Option('--lang <list>', 'en, zh').argParser(listOf(['en', 'zh'] as const)).default(['en', 'zh'], 'en,zh'),
    )
    .addOption(new Option('--out <dir>', 'folder to write to').default('reports'))
    .action(async (options: ReportOptions) => {
      const shell = openShell(options);
      const week = chosenWeek(options, shell);
      const { folder, files } = await withWarehouse(shell.config, 'report', (warehouse) =>
        renderAgain({ ...shell, warehouse }, week, options.format, options.lang, options.out),
      );
      shell.answer(`${files.length} files in ${folder}`, { week, folder, files });
    });
}

function snapshotCommand(): Command {
  return command('snapshot', 'Publishes the analysts’ copy, insights.duckdb, and the Parquet of changed weeks', [
    ['snapshot', 'readers of the old copy are undisturbed'],
  ]).action(async (options: CommonOptions) => {
    const shell = openShell(options);
    const done = await withWarehouse(shell.config, 'snapshot', async (warehouse) =>
      warehouse.snapshot(await warehouse.refresh()),
    );
    shell.answer(`${done.file}, ${(done.bytes / 1e6).toFixed(1)} MB; Parquet of ${done.weeks} weeks`, done);
  });
}

const isOwned = (error: unknown): boolean => error instanceof Fault && error.code === 'warehouse-owned';

function statusCommand(): Command {
  return command(
    'status',
    'Says what the warehouse holds, where the streams stand, the last runs, and rejects by code',
    [
      ['status', 'for people; while `run` holds the warehouse, as `run` said within the last minute'],
      ['status --json', 'for machines'],
    ],
  ).action(async (options: CommonOptions) => {
    const shell = openShell(options);
    const status = await withWarehouse(shell.config, 'status', readStatus).catch((error: unknown) => {
      const said = isOwned(error) ? readOwnerStatus(shell.config.dataDir) : undefined;
      if (said === undefined) throw error;
      return said;
    });
    const lines = statusLines(status, shell.now());
    shell.answer([...('owner' in status ? ownerLines(status, shell.now()) : []), ...lines].join('\n'), status);
  });
}

/** Commands that work on the warehouse in batches. */
export function batchCommands(): Command[] {
  return [weeklyCommand(), reportCommand(), snapshotCommand(), statusCommand()];
}
