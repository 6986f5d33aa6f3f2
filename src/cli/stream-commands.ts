import type { Command } from 'commander';
import { ingest, withWarehouse } from '../../pipelines/ingest.ts';
import { retryRejects, type RetrySummary } from '../../pipelines/retry.ts';
import { runOwner } from '../../pipelines/run.ts';
import type { Config } from '../config.ts';
import { Fault } from '../errors.ts';
import { openFiles } from '../sources/files.ts';
import { openKafka } from '../sources/kafka.ts';
import type { Source } from '../sources/source.ts';
import { command, openShell, stopSignal, type CommonOptions, type Shell } from './shell.ts';

interface IngestOptions extends CommonOptions {
  readonly kafka?: string;
  readonly topic?: string;
  readonly follow: boolean;
  readonly retryRejects: boolean;
}

function withKafka(config: Config, brokers: string | undefined, topic: string | undefined): Config {
  const kafka = { ...config.kafka };
  if (brokers !== undefined) kafka.brokers = brokers.split(',').map((broker) => broker.trim());
  if (topic !== undefined) kafka.topic = topic;
  return { ...config, kafka };
}

function sourceOf(files: readonly string[], { config, log }: Shell, follow: boolean): Source {
  if (files.length > 0) return openFiles(files, { stdin: process.stdin, maxMessageBytes: config.maxMessageBytes, log });
  if (config.kafka.brokers.length > 0) return openKafka(config.kafka, { follow, log });
  throw new Fault('bad-usage', 'Nothing to take tickets from.', {
    next: 'Name files, or a Kafka with --kafka host:9092 or GROUNDSWELL_KAFKA_BROKERS.',
  });
}

function retryLine({ tried, tickets, rejects, missing }: RetrySummary): string {
  const n = (count: number): string => count.toLocaleString('en');
  if (tried === 0) return 'No message of the topic is refused.';
  const gone = missing === 0 ? '' : ` ${n(missing)} are no longer in Kafka and stay refused.`;
  return `${n(tried)} refused messages tried again: ${n(tickets)} are tickets now, ${n(rejects)} are refused still.${gone}`;
}

async function retry(files: readonly string[], shell: Shell): Promise<void> {
  if (files.length > 0 || shell.config.kafka.brokers.length === 0)
    throw new Fault('bad-usage', 'Refused messages are taken again from Kafka only.', {
      next: 'Name a Kafka with --kafka host:9092; records of files: correct the file and take it under another name.',
    });
  const done = await withWarehouse(shell.config, 'ingest', (warehouse) =>
    retryRejects({ ...shell, sink: shell.progress, warehouse }, stopSignal(shell.log)),
  );
  shell.answer(retryLine(done), done);
}

function ingestCommand(): Command {
  return command('ingest', 'Takes closed tickets into the warehouse, from files or from Kafka', [
    ['ingest tickets/*.ndjson.gz', 'NDJSON, .gz, CSV and Parquet; a file taken twice changes nothing'],
    ['ingest - < tickets.ndjson', 'from standard input'],
    ['ingest --kafka localhost:9092', 'up to what the topic holds now, then ends'],
    ['ingest --kafka b1:9092,b2:9092 --follow', 'until stopped'],
    ['ingest --kafka localhost:9092 --retry-rejects', 'refused messages again, after a fix'],
  ])
    .argument('[files...]', 'files or globs; - for standard input')
    .option('--kafka <brokers>', 'host:port[,host:port] (default: kafka.brokers of the settings)')
    .option('--topic <name>', 'topic of closed tickets (default: kafka.topic of the settings)')
    .option('--follow', 'do not end at the end of the topic', false)
    .option('--retry-rejects', 'take the topic’s refused messages again, by their place in Kafka', false)
    .action(async (files: string[], options: IngestOptions) => {
      const shell = openShell(options, (config) => withKafka(config, options.kafka, options.topic));
      if (options.retryRejects) return retry(files, shell);
      const source = sourceOf(files, shell, options.follow);
      const { tickets, rejects, unknownFields } = await withWarehouse(shell.config, 'ingest', (warehouse) =>
        ingest(source, { ...shell, sink: shell.progress, warehouse }, stopSignal(shell.log)),
      );
      const unknown = [...unknownFields].map(([name, times]) => `${name} (${times})`).join(', ');
      shell.answer(
        `${tickets.toLocaleString('en')} tickets taken, ${rejects.toLocaleString('en')} messages rejected.` +
          (unknown === '' ? '' : ` Fields that were left out: ${unknown}.`) +
          (rejects > 0 ? ' `groundswell sql "from rejects"` shows why.' : ''),
        { tickets, rejects, unknownFields: Object.fromEntries(unknownFields) },
      );
    });
}

function runCommand(): Command {
  return command('run', 'Follows Kafka, runs the weekly batch on its schedule, publishes snapshots; until stopped', [
    ['run --kafka localhost:9092', 'the long-lived owner of the warehouse'],
    ['run', 'brokers and schedule from the settings'],
  ])
    .option('--kafka <brokers>', 'host:port[,host:port] (default: kafka.brokers of the settings)')
    .option('--topic <name>', 'topic of closed tickets')
    .action(async (options: IngestOptions) => {
      const shell = openShell(options, (config) => withKafka(config, options.kafka, options.topic));
      const source = sourceOf([], shell, true);
      await withWarehouse(shell.config, 'run', (warehouse) =>
        runOwner(source, { ...shell, sink: shell.progress, warehouse }, stopSignal(shell.log)),
      );
    });
}

/** Commands that take tickets. */
export function streamCommands(): Command[] {
  return [runCommand(), ingestCommand()];
}
