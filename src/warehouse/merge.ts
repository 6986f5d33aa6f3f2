import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../errors.ts';
import { commonHoles, type Hole, type Holding } from './gaps.ts';
import { runNamed, textOf, type Row } from './rows.ts';

/** What came from a member's warehouse. */
export interface MergeCounts {
  readonly closings: number;
  readonly rejects: number;
}

/** Steps in their order: what was erased refuses what comes after it, what is a ticket by now is refused no longer. */
const STEPS = [
  'merge/closings',
  'merge/topics',
  'merge/erased',
  'merge/solved',
  'erase/refuse-closings',
  'retention/refuse-closings',
  'erase/refuse-topics',
  'erase/refuse-rows',
  'merge/rejects',
  'merge/corrections',
];

interface Sides {
  here: Holding;
  member: Holding;
  label: string;
}

const NOTHING: Holding = { next: 0, gaps: [] };

async function sides(connection: DuckDBConnection): Promise<Map<string, Sides>> {
  const all = new Map<string, Sides>();
  const at = (row: Row): { entry: Sides; side: 'here' | 'member' } => {
    const stream = row['stream'] as string;
    const entry = all.get(stream) ?? { here: NOTHING, member: NOTHING, label: row['label'] as string };
    all.set(stream, entry);
    return { entry, side: row['side'] as 'here' | 'member' };
  };
  for (const row of await runNamed(connection, 'merge/holdings')) {
    const { entry, side } = at(row);
    entry[side] = { ...entry[side], next: row['position'] as number };
  }
  for (const row of await runNamed(connection, 'merge/gaps')) {
    const { entry, side } = at(row);
    const hole: Hole = {
      from: row['from_position'] as number,
      to: row['to_position'] as number,
      cause: row['cause'] as string,
    };
    entry[side] = { ...entry[side], gaps: [...entry[side].gaps, hole] };
  }
  return all;
}

async function mergeGaps(connection: DuckDBConnection, now: number): Promise<void> {
  for (const [stream, { here, member, label }] of await sides(connection)) {
    const holes = commonHoles(here, member);
    if (JSON.stringify(holes) === JSON.stringify(here.gaps)) continue;
    await runNamed(connection, 'merge/forget-gaps', { stream });
    for (const hole of holes) await runNamed(connection, 'warehouse/note-gap', { ...hole, stream, label, now });
  }
}

/** Throws Fault('warehouse-newer') when the attached member has other migrations than this warehouse. */
export async function checkVersions(connection: DuckDBConnection, file: string): Promise<void> {
  const differing = await runNamed(connection, 'merge/versions').catch(() => [{ name: 'no warehouse of groundswell' }]);
  if (differing.length === 0) return checkKeys(connection, file);
  throw new Fault(
    'warehouse-newer',
    `${file} was written by another version of groundswell (${differing.map((row) => textOf(row, 'name')).join(', ')}).`,
    { next: 'Run the same version everywhere; a newer one upgrades a data folder when it opens it.' },
  );
}

async function checkKeys(connection: DuckDBConnection, file: string): Promise<void> {
  const [keys] = await runNamed(connection, 'merge/keys');
  if (keys?.['here'] === keys?.['member']) return;
  throw new Fault(
    'bad-config',
    `The pseudonyms of ${file} were made with another number of keys (${keys === undefined ? '?' : textOf(keys, 'member')}) than those here (${keys === undefined ? '?' : textOf(keys, 'here')}): one user would be two.`,
    { next: 'Rotate the keys of the folder that has fewer, with the same new key, and merge then.' },
  );
}

/** Takes over what only the attached warehouse `member` holds, as commit `batch`, inside the caller's transaction. */
export async function mergeMember(connection: DuckDBConnection, batch: number, now: number): Promise<MergeCounts> {
  await mergeGaps(connection, now);
  for (const name of STEPS) await runNamed(connection, name, { batch });
  for (const name of ['merge/forget-offsets', 'merge/offsets']) await runNamed(connection, name);
  const [count] = await runNamed(connection, 'merge/count', { batch });
  return { closings: count?.['closings'] as number, rejects: count?.['rejects'] as number };
}
