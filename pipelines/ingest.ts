import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import type { Source } from '../src/sources/source.ts';
import { openWarehouse, type Warehouse } from '../src/warehouse/warehouse.ts';
import { taxonomyDir } from './knowledge.ts';
import { pseudonymSecrets } from './pseudonym-key.ts';
import { openToldSink } from './outbox.ts';
import type { CountingSink } from './sink.ts';
import { startTextPool, type TextPool } from './text/pool.ts';

/** What an ingest did. */
export interface IngestSummary {
  readonly tickets: number;
  readonly rejects: number;
  /** Event fields that the contract does not know, with how often they came. */
  readonly unknownFields: ReadonlyMap<string, number>;
}

/** What an ingest works with. */
export interface IngestSetting {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly sink: ProgressSink;
  readonly log: Log;
  readonly now: () => number;
}

/** Text threads as the settings say, with the keys of the warehouse's pseudonyms. */
export async function textPool(config: Config, warehouse: Warehouse, log: Log): Promise<TextPool> {
  return startTextPool(config.threads, {
    taxonomyDir: taxonomyDir(config),
    pseudonymSecrets: await pseudonymSecrets(config, warehouse, log),
    maxMessageBytes: config.maxMessageBytes,
    threshold: config.tagging.threshold,
  });
}

async function follow(source: Source, sink: CountingSink, setting: IngestSetting, signal: AbortSignal): Promise<void> {
  const progress = startProgress(source.label, setting.sink);
  try {
    await source.run(sink, signal, (state) => progress.update(state));
    await sink.drain();
  } finally {
    const { tickets, rejects } = sink.totals;
    progress.end(`${tickets.toLocaleString('en')} tickets, ${rejects.toLocaleString('en')} rejected`);
  }
}

/** Opens the warehouse of the settings, does some work with it, and closes it whatever happens. */
export async function withWarehouse<T>(
  config: Config,
  purpose: string,
  work: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const { dataDir, memoryLimit, timeZone } = config;
  const warehouse = await openWarehouse({ dataDir, memoryLimit, timeZone, purpose });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** Takes a source's tickets into the warehouse with text threads that others use after it. */
export async function ingestWith(
  pool: TextPool,
  source: Source,
  setting: IngestSetting,
  signal: AbortSignal,
): Promise<IngestSummary> {
  const { warehouse, now, config, log } = setting;
  const told = await openToldSink({ warehouse, pool, now }, config, log);
  try {
    await follow(source, told.sink, setting, signal);
  } finally {
    await told.close();
  }
  return { ...told.sink.totals };
}

/** Takes a source's tickets into the warehouse until it ends or the signal aborts; what was accepted is committed. */
export async function ingest(source: Source, setting: IngestSetting, signal: AbortSignal): Promise<IngestSummary> {
  const pool = await textPool(setting.config, setting.warehouse, setting.log);
  try {
    return await ingestWith(pool, source, setting, signal);
  } finally {
    await pool.close();
  }
}
