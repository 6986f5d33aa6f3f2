import { readAgain } from '../src/sources/kafka-again.ts';
import type { RawBatch } from '../src/sources/source.ts';
import { textPool, type IngestSetting } from './ingest.ts';
import { jobsOf } from './text/job.ts';

/** What trying refused messages again did. */
export interface RetrySummary {
  /** Refused messages of the topic before. */
  readonly tried: number;
  /** Of these, those that are tickets now. */
  readonly tickets: number;
  /** Those that were refused again, counted once as before. */
  readonly rejects: number;
  /** Those that Kafka no longer has; they stay refused. */
  readonly missing: number;
}

/**
 * Takes the topic's refused messages again, by their place in Kafka. What passes now becomes a ticket and is refused no
 * longer, in one transaction; what is refused again stays, with its newest reason. Killed, the next try goes on.
 */
export async function retryRejects(setting: IngestSetting, signal: AbortSignal): Promise<RetrySummary> {
  const { config, warehouse, log, now } = setting;
  const prefix = `kafka:${config.kafka.topic}/`;
  const rows = await warehouse.rows('report/reject-positions', { prefix });
  const wanted = new Map<number, number[]>();
  for (const row of rows) {
    const partition = Number((row['stream'] as string).slice(prefix.length));
    const offsets = wanted.get(partition) ?? [];
    if (offsets.length === 0) wanted.set(partition, offsets);
    offsets.push(row['position'] as number);
  }
  const done = { tickets: 0, rejects: 0 };
  if (rows.length === 0) return { tried: 0, ...done, missing: 0 };
  const offsets = await warehouse.offsets();
  const pool = await textPool(config, warehouse, log);
  let id = 0;
  const take = async (batch: RawBatch): Promise<void> => {
    const results = await Promise.all(jobsOf(batch, () => id++).map((job) => pool.run(job)));
    const packed = results.map((result) => result.packed);
    await warehouse.retake({ packed, offsets: [], taggerVersion: pool.taggerVersion, now: now() });
    done.tickets += results.reduce((sum, { tickets }) => sum + tickets, 0);
    done.rejects += results.reduce((sum, { rejects }) => sum + rejects, 0);
  };
  try {
    const expected = (partition: number): number => offsets.get(`${prefix}${partition}`)?.position ?? 0;
    await readAgain(config.kafka, wanted, { expected, take, signal });
    await warehouse.refresh();
  } finally {
    await pool.close();
  }
  return { tried: rows.length, ...done, missing: signal.aborted ? 0 : rows.length - done.tickets - done.rejects };
}
