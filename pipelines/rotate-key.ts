import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import { renewedPseudonym } from '../src/ticket/pseudonym.ts';
import type { Step, Warehouse } from '../src/warehouse/warehouse.ts';
import { nextSecret } from './pseudonym-key.ts';

/** What a rotation works with. */
export interface RotateSetting {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly progress: ProgressSink;
  readonly log: Log;
}

/** What a rotation did. */
export interface RotateSummary {
  readonly pseudonyms: number;
  /** Keys that make a pseudonym from now on. */
  readonly keys: number;
}

const PART = 20_000;
const UPDATES = ['closings-user', 'closings-agent', 'tickets-user', 'tickets-agent', 'erased'];

/**
 * Takes a further key for pseudonyms: every stored pseudonym becomes its own under that key, new tickets get theirs under
 * all keys one upon the other, so that users stay who they are and whoever knows only the old keys recognises nobody. The
 * ids themselves are not needed. One transaction says which keys count, so that it is done or not done whenever the
 * process dies; a key that was made by then is used by the next attempt. Snapshot and Parquet are published anew and the
 * warehouse file is written anew, so that no free block keeps what was.
 */
export async function rotateKey({ config, warehouse, progress, log }: RotateSetting): Promise<RotateSummary> {
  const bar = startProgress('rotate key', progress);
  await warehouse.refresh();
  const secret = await nextSecret(config, warehouse, log);
  const [used] = await warehouse.rows('rotate/keys-used');
  const keys = (used?.['keys'] as number) + 1;
  const old = (await warehouse.rows('rotate/keys')).map((row) => row['key'] as string);
  const parts: Step[] = [];
  for (let from = 0; from < old.length; from += PART) {
    const rows = old.slice(from, from + PART).map((one) => ({ old: one, new: renewedPseudonym(secret, one) }));
    parts.push({ name: 'rotate/add', parameters: { rows: JSON.stringify(rows) } });
  }
  bar.update({ done: 1, total: 3, note: `${old.length.toLocaleString('en')} pseudonyms` });
  await warehouse.write([
    { name: 'rotate/begin', parameters: {} },
    ...parts,
    ...UPDATES.map((name) => ({ name: `rotate/${name}`, parameters: {} })),
    { name: 'rotate/forget', parameters: {} },
    { name: 'rotate/remember', parameters: { keys } },
  ]);
  bar.update({ done: 2, total: 3, note: 'snapshot' });
  await warehouse.writeAnew();
  const weeks = await warehouse.rows('rotate/weeks');
  await warehouse.snapshot(weeks.map((row) => row['week'] as string));
  bar.end(`${old.length.toLocaleString('en')} pseudonyms renewed`);
  return { pseudonyms: old.length, keys };
}
