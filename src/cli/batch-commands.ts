import { InvalidArgumentError, Option, type Command } from 'commander';
import { backtestHistory, backtestLines } from '../../pipelines/backtest.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { renderAgain } from '../../pipelines/report.ts';
import { readOwnerStatus } from '../../pipelines/monitor.ts';
import { ownerLines, readStatus, statusLines } from '../../pipelines/status.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { FORMATS, type Format } from '../../pipelines/weekly/publish.ts';
import { checkWeek, lastCompleteWeek } from '../../pipelines/weekly/week.ts';
import { Fault } from '../errors.ts';
import type { ReportLanguage } from '../report/model.ts';
import { command, openShell, wholeNumber, type CommonOptions, type Shell } from './shell.ts';

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

interface BacktestOptions extends WeekOptions {
  readonly weeks: number;
  readonly budgets?: number[];
  readonly rate?: number;
  readonly team?: string;
  readonly shuffles: number;
  readonly seed: number;
}

function numberBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`a number from ${least} to ${most}`);
  };
}

/** Budgets tried beside the one of the settings. */
const BUDGETS = [0.1, 0.25, 0.5, 1, 2];

function backtestCommand(): Command {
  const budget = numberBetween(0.001, 1000);
  return command('backtest', 'What past weeks’ reports would have flagged, how early, and how often by chance', [
    ['backtest --weeks 26', 'half a year at several budgets of false alarms a week (trends.budget)'],
    ['backtest --team payments --budgets 0.5,1', 'only the topics of one team'],
    ['backtest --rate 0.2 --shuffles 100', 'a looser trends.falseDiscoveryRate, a surer count of false alarms'],
  ])
    .addOption(new Option('--weeks <number>', 'weeks looked at').argParser(wholeNumber).default(26))
    .addOption(new Option('--week <week>', 'last of them, such as 2026-W47 (default: the newest complete one)'))
    .addOption(
      new Option(
        '--budgets <list>',
        'false alarms a week, such as 0.5,1,2 (default: some, and trends.budget)',
      ).argParser((text) => text.split(',').map(budget)),
    )
    .addOption(
      new Option('--rate <share>', 'false-discovery rate (default: trends.falseDiscoveryRate)').argParser(
        numberBetween(0.001, 0.5),
      ),
    )
    .addOption(new Option('--team <id>', 'count only the topics of this team'))
    .addOption(new Option('--shuffles <number>', 'times that history is shuffled').argParser(wholeNumber).default(20))
    .addOption(new Option('--seed <number>', 'of the shuffles').argParser(wholeNumber).default(1))
    .action(async (options: BacktestOptions) => {
      const shell = openShell(options);
      const { config, now, progress } = shell;
      const { weeks, week, team, shuffles, seed } = options;
      const own = config.trends.budget;
      const request = {
        weeks,
        shuffles,
        seed,
        budgets: options.budgets ?? [...new Set([...BUDGETS, own])].toSorted((a, b) => a - b),
        falseDiscoveryRate: options.rate ?? config.trends.falseDiscoveryRate,
        ...(week === undefined ? {} : { week: checkWeek(week) }),
        ...(team === undefined ? {} : { team }),
      };
      const done = await withWarehouse(config, 'backtest', (warehouse) =>
        backtestHistory(warehouse, config, request, lastCompleteWeek(config.timeZone, now()), progress),
      );
      shell.answer(backtestLines(done, own).join('\n'), done);
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
  return [weeklyCommand(), reportCommand(), backtestCommand(), snapshotCommand(), statusCommand()];
}
