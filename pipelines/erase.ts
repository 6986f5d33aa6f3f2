import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import type { ProgressSink } from '../src/progress.ts';
import { mondayOf, weekOf } from '../src/report/format.ts';
import { forgetTexts, memoryFromBytes, memoryToBytes } from '../src/themes/memory.ts';
import { pseudonym, pseudonymKey } from '../src/ticket/pseudonym.ts';
import { compactFile } from '../src/warehouse/compact-file.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { VECTORS_DIR } from './embeddings.ts';
import { withWarehouse } from './ingest.ts';
import { pseudonymSecrets } from './pseudonym-key.ts';
import { horizons } from './retention.ts';
import { weekly } from './weekly.ts';

/** Who or what is erased: a person by the desk's user id, or one ticket. */
export type Erasable =
  { readonly kind: 'user'; readonly id: string } | { readonly kind: 'ticket'; readonly id: string };

/** What an erasure works with. */
export interface EraseSetting {
  readonly config: Config;
  readonly progress: ProgressSink;
  readonly log: Log;
  readonly now: () => number;
  /** Folder of events.yaml and actions.yaml when it is not the pipelines folder. */
  readonly eventsDir?: string;
}

/** What an erasure did, or would do. */
export interface EraseSummary {
  readonly tickets: number;
  readonly closings: number;
  /** ISO weeks whose figures changed. */
  readonly weeks: readonly string[];
  /** Of these, the weeks whose published reports were made anew. */
  readonly reports: readonly string[];
}

const DELETIONS = ['tickets', 'ticket-topics', 'ticket-themes', 'corrections', 'closing-topics', 'closings'];

async function memorySteps(warehouse: Warehouse, texts: ReadonlySet<string>) {
  const kept = await warehouse.rows('erase/memories');
  return kept.flatMap(({ week, memory }) => {
    const before = memoryFromBytes(memory as Uint8Array);
    const after = forgetTexts(before, texts);
    return after === before
      ? []
      : [
          {
            name: 'erase/write-memory',
            parameters: { week: week as string, memory: Buffer.from(memoryToBytes(after)).toString('base64') },
          },
        ];
  });
}

/** Removes rows in one transaction; returns what went and the weeks it touches. */
async function remove(warehouse: Warehouse, setting: EraseSetting, what: Erasable, preview: boolean) {
  const { config, log, now } = setting;
  const user =
    what.kind === 'user'
      ? pseudonym(pseudonymKey(await pseudonymSecrets(config, warehouse, log)), 'user', what.id)
      : '';
  const ticket = what.kind === 'ticket' ? what.id : '';
  await warehouse.refresh();
  await warehouse.write([{ name: 'erase/choose', parameters: { user, ticket } }]);
  const [count] = await warehouse.rows('erase/count');
  const counts = { tickets: count?.['tickets'] as number, closings: count?.['closings'] as number };
  if (preview) return { ...counts, weeks: [] };
  const texts = (await warehouse.rows('erase/texts')).map((row) => (row['text'] as string | null) ?? '');
  const key = what.kind === 'user' ? user : createHash('sha256').update(ticket).digest('hex');
  const weeks = await warehouse.rewrite([
    { name: 'erase/touched', parameters: {} },
    ...(await memorySteps(warehouse, new Set(texts))),
    { name: 'erase/remember', parameters: { kind: what.kind, key, now: now() } },
    ...DELETIONS.map((name) => ({ name: `erase/delete-${name}`, parameters: {} })),
  ]);
  return { ...counts, weeks: weeks.map(weekOf) };
}

/**
 * Erases a person or a ticket: from log, tickets, topics, themes, memory, marts, snapshot, Parquet and published reports;
 * vectors that an embedding server gave are forgotten altogether.
 * The warehouse file is written anew so that nothing of it stays in a free block, and the published weeks that it touches
 * are run again. What was closed before now is refused when it comes again. With `preview` nothing is changed.
 */
export async function erase(setting: EraseSetting, what: Erasable, preview: boolean): Promise<EraseSummary> {
  const { config } = setting;
  const gone = await withWarehouse(config, 'erase', (warehouse) => remove(warehouse, setting, what, preview));
  if (preview) return { ...gone, reports: [] };
  await compactFile(config.dataDir);
  rmSync(join(config.dataDir, VECTORS_DIR), { recursive: true, force: true });
  return withWarehouse(config, 'erase', async (warehouse) => {
    const published = new Set((await warehouse.rows('report/publications')).map((row) => row['week'] as string));
    const left = new Set(
      (await warehouse.rows('report/weeks', { week: '9999-01-01' })).map((row) => weekOf(row['week'] as string)),
    );
    const kept = await horizons(warehouse);
    const isKept = (week: string): boolean => mondayOf(week) >= kept.texts && mondayOf(week) >= kept.tickets;
    const reports = gone.weeks.filter((week) => published.has(week) && left.has(week) && isKept(week));
    for (const week of reports) await weekly({ ...setting, warehouse }, week);
    for (const week of gone.weeks)
      if (!left.has(week)) rmSync(join(config.dataDir, 'reports', week), { recursive: true, force: true });
    if (reports.length === 0) await warehouse.snapshot([]);
    return { ...gone, reports };
  });
}
