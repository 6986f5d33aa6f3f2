import { Option, type Command } from 'commander';
import { correct, exportCorrected, readCorrections } from '../../pipelines/correct.ts';
import { erase, type EraseSummary } from '../../pipelines/erase.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadTaxonomy, taxonomyDir } from '../../pipelines/knowledge.ts';
import { merge, type MergeSummary } from '../../pipelines/merge.ts';
import { listRejects, rejectLines } from '../../pipelines/rejects.ts';
import { rotateKey } from '../../pipelines/rotate-key.ts';
import { retag, retagLines } from '../../pipelines/retag.ts';
import { Fault } from '../errors.ts';
import { command, complain, openShell, wholeNumber, type CommonOptions } from './shell.ts';

function retagCommand(): Command {
  return command('retag', 'Tags history again after a change of taxonomy or model; reviewers’ words stay', [
    ['retag --preview', 'what would change: tickets by topic with examples, and what the last report would flag'],
    ['retag', 'does it, week by week; killed, the next run goes on'],
  ])
    .addOption(new Option('--preview', 'change nothing, say what would change').default(false))
    .action(async (options: CommonOptions & { preview: boolean }) => {
      const shell = openShell(options);
      const { config, progress } = shell;
      const done = await withWarehouse(config, 'retag', (warehouse) =>
        retag({ config, warehouse, progress }, options.preview),
      );
      shell.answer(retagLines(done, options.preview).join('\n'), done);
    });
}

function rotateKeyCommand(): Command {
  return command(
    'rotate-key',
    'Takes a new key for the pseudonyms of users and agents; nobody’s history is torn apart',
    [['rotate-key', 'a new key in the data folder; with GROUNDSWELL_PSEUDONYM_KEY, the one added there']],
  ).action(async (options: CommonOptions) => {
    const shell = openShell(options);
    const done = await withWarehouse(shell.config, 'rotate-key', (warehouse) => rotateKey({ ...shell, warehouse }));
    shell.answer(
      `${done.pseudonyms.toLocaleString('en')} pseudonyms are made with ${done.keys} keys now, one upon the other. Back up all of them.`,
      done,
    );
  });
}

function correctCommand(): Command {
  return command('correct', 'Takes reviewers’ corrections of topics, which win over the machine', [
    ['correct reviewed.csv', 'columns ticket_id, topic, verdict (yes or no), reviewer; or NDJSON of the same'],
    ['correct --export rows.ndjson', 'corrected tickets as training rows for npm run train -- rows.ndjson'],
  ])
    .argument('[file]', 'CSV or NDJSON of corrections')
    .option('--export <file>', 'write all corrected tickets, redacted, as training rows')
    .action(async (file: string | undefined, options: CommonOptions & { export?: string }) => {
      const shell = openShell(options);
      const { config } = shell;
      if (file === undefined && options.export === undefined)
        throw new Fault('bad-usage', 'Neither a file of corrections nor --export was given.', {
          next: 'See `groundswell correct --help`.',
        });
      const topics = new Set(loadTaxonomy(taxonomyDir(config)).topics.map(({ id }) => id));
      const corrections = file === undefined ? [] : await readCorrections(file, topics, complain(file));
      const done = await withWarehouse(config, 'correct', async (warehouse) => ({
        ...(file === undefined
          ? { taken: 0, unknownTickets: 0, weeks: [] }
          : await correct(warehouse, corrections, shell.now())),
        exported: options.export === undefined ? 0 : await exportCorrected(warehouse, options.export),
      }));
      shell.answer(
        [
          ...(file === undefined
            ? []
            : [`${done.taken} corrections taken; figures of ${done.weeks.length} weeks changed.`]),
          ...(done.unknownTickets === 0
            ? []
            : [`${done.unknownTickets} corrected tickets are not in the warehouse (yet).`]),
          ...(options.export === undefined ? [] : [`${done.exported} training rows in ${options.export}`]),
        ].join('\n'),
        done,
      );
    });
}

function eraseLine({ tickets, closings, weeks, reports }: EraseSummary, preview: boolean): string {
  if (preview) return `${tickets} tickets (${closings} closings) would be erased. Nothing was changed.`;
  if (tickets === 0)
    return 'The warehouse held nothing of it. It is remembered: what was closed before now is refused when it comes.';
  return `${tickets} tickets (${closings} closings) erased from ${weeks.length} weeks; ${reports.length} weeks’ reports made anew. What was closed before now is refused when it comes again.`;
}

function eraseCommand(): Command {
  return command('erase', 'Removes a person or a ticket from everything in the data folder', [
    ['erase --user u-4711', 'the desk’s id of the user'],
    ['erase --ticket T-88 --preview', 'only say what would go'],
  ])
    .option('--user <id>', 'user id as the events carry it')
    .option('--ticket <id>', 'ticket id')
    .addOption(new Option('--preview', 'change nothing, say what would go').default(false))
    .action(async (options: CommonOptions & { user?: string; ticket?: string; preview: boolean }) => {
      const shell = openShell(options);
      if ((options.user === undefined) === (options.ticket === undefined))
        throw new Fault('bad-usage', 'Exactly one of --user and --ticket is needed.', {
          next: 'See `groundswell erase --help`.',
        });
      const done = await erase(
        shell,
        options.user === undefined ? { kind: 'ticket', id: options.ticket ?? '' } : { kind: 'user', id: options.user },
        options.preview,
      );
      shell.answer(eraseLine(done, options.preview), done);
    });
}

function rejectsCommand(): Command {
  return command('rejects', 'Lists and groups the messages that could not be taken, without their text', [
    ['rejects', 'by code and reason'],
    ['rejects --code bad-time --limit 20', 'where they lie: topic/partition and offset, or file and line'],
  ])
    .option('--code <code>', 'list those of one code')
    .option('--limit <number>', 'at most so many', wholeNumber, 50)
    .action(async (options: CommonOptions & { code?: string; limit: number }) => {
      const shell = openShell(options);
      const done = await withWarehouse(shell.config, 'rejects', (warehouse) =>
        listRejects(warehouse, options.code, options.limit),
      );
      shell.answer(rejectLines(done).join('\n'), done);
    });
}

function mergeLines({ folders, tickets, missing }: MergeSummary): string[] {
  const n = (count: number): string => count.toLocaleString('en');
  return [
    ...folders.map(
      ({ folder, closings, rejects }) =>
        `${folder}: ${n(closings)} closings and ${n(rejects)} refused messages were new.`,
    ),
    `${n(tickets)} tickets.`,
    ...(missing.length === 0
      ? []
      : [`Read by a member of the group whose folder was not merged: ${missing.join(', ')}. Merge that as well.`]),
  ];
}

function mergeCommand(): Command {
  return command('merge', 'Merges the warehouses of other data folders into this one; again, it changes nothing', [
    ['merge /data/a /data/b /data/c', 'the members of a shared group; a running one’s last snapshot is taken'],
  ])
    .argument('<folders...>', 'data folders')
    .action(async (folders: string[], options: CommonOptions) => {
      const shell = openShell(options);
      const done = await merge(shell, folders);
      shell.answer(mergeLines(done).join('\n'), done);
    });
}

/** Commands that look back at history or change it. */
export function historyCommands(): Command[] {
  return [retagCommand(), correctCommand(), rotateKeyCommand(), rejectsCommand(), eraseCommand(), mergeCommand()];
}
