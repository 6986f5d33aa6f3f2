import { copyFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import { textOf } from '../src/warehouse/rows.ts';
import type { MergeCounts } from '../src/warehouse/merge.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { withWarehouse } from './ingest.ts';

/** What a merge works with. */
export interface MergeSetting {
  readonly config: Config;
  readonly log: Log;
  readonly now: () => number;
}

/** What a merge did. */
export interface MergeSummary {
  readonly folders: readonly ({ readonly folder: string } & MergeCounts)[];
  readonly tickets: number;
  /** Offsets that no merged warehouse holds though another member of the group read them, `topic/partition:from-to`. */
  readonly missing: readonly string[];
}

const KEY = 'pseudonym.key';

function checkFolder(folder: string, dataDir: string): void {
  if (!existsSync(join(folder, 'warehouse.duckdb')))
    throw new Fault('file-not-found', `${folder} holds no warehouse.`, { next: 'Name data folders.' });
  if (existsSync(dataDir) && realpathSync(folder) === realpathSync(dataDir))
    throw new Fault('bad-usage', `${folder} is the data folder that is merged into.`, {
      next: 'Name another one with GROUNDSWELL_DATA_DIR.',
    });
}

/** One person has one pseudonym only under one key: the first folder's is taken over, another one is refused. */
function checkKey(folder: string, { dataDir, pseudonymKey }: Config): void {
  const [theirs, ours] = [join(folder, KEY), join(dataDir, KEY)];
  if (pseudonymKey !== '' || !existsSync(theirs)) return;
  if (!existsSync(ours)) copyFileSync(theirs, ours);
  else if (readFileSync(theirs, 'utf8').trim() !== readFileSync(ours, 'utf8').trim())
    throw new Fault('bad-config', `${theirs} is another key than ${ours}: one user would be two.`, {
      next: 'Start all members of a group with the same key: GROUNDSWELL_PSEUDONYM_KEY_FILE, or copies of one pseudonym.key.',
    });
}

/** The file to read of a folder: its warehouse, brought up to date; the published snapshot while a process holds that. */
async function fileOf(folder: string, { config, log }: MergeSetting): Promise<string> {
  try {
    await withWarehouse({ ...config, dataDir: folder }, 'merge', () => Promise.resolve());
    return join(folder, 'warehouse.duckdb');
  } catch (error) {
    const snapshot = join(folder, 'insights.duckdb');
    if (!(error instanceof Fault && error.code === 'warehouse-owned' && existsSync(snapshot))) throw error;
    log(`${error.message} Its published snapshot is taken instead.`);
    return snapshot;
  }
}

async function missingIn(warehouse: Warehouse): Promise<string[]> {
  const holes = await warehouse.rows('report/holes');
  return holes
    .filter((row) => row['cause'] === 'group')
    .map((row) => `${textOf(row, 'label')}:${textOf(row, 'from_position')}-${Number(row['to_position']) - 1}`);
}

/**
 * Merges the warehouses of data folders into that of the settings. A message is known by stream and position, so that one
 * taken twice is merged once; the latest closing of a ticket wins; merging again changes nothing.
 */
export async function merge(setting: MergeSetting, folders: readonly string[]): Promise<MergeSummary> {
  const { config, now } = setting;
  for (const folder of folders) checkFolder(folder, config.dataDir);
  return withWarehouse(config, 'merge', async (warehouse) => {
    const done: MergeSummary['folders'][number][] = [];
    for (const folder of folders) {
      checkKey(folder, config);
      const file = await fileOf(folder, setting);
      done.push({ folder, ...(await warehouse.merge(file, now())) });
    }
    await warehouse.refresh();
    const [status] = await warehouse.rows('report/status');
    return { folders: done, tickets: status?.['tickets'] as number, missing: await missingIn(warehouse) };
  });
}
