import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../src/config.ts';
import { Fault } from '../../src/errors.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import { readTable } from '../../src/sources/files.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { pipelinesDir } from '../knowledge.ts';
import { checkWeek } from './week.ts';

const NAMES = ['actives.csv', 'actives.ndjson', 'actives.parquet'];
/** Full weeks back from the judged one that must be known, as far as history goes. */
const COVERED = 26;

const line = z.object({
  week: z.string(),
  country: z.string().regex(/^[A-Z]{2}$/, 'is not a country code such as VN').nullish(),
  active_users: z.coerce.number().positive(),
}); // prettier-ignore

/** Active users of one week and country; country null: of everywhere. */
export interface ActiveUsers {
  /** Monday. */
  readonly week: string;
  readonly country: string | null;
  readonly active_users: number;
}

/** The file of active users: the one that `trends.actives` names, else one lying in the pipelines folder. */
export function activesFile(config: Config): string | undefined {
  if (config.trends.actives !== '') return config.trends.actives;
  return NAMES.map((name) => join(pipelinesDir(config), name)).find((path) => existsSync(path));
}

function checked(value: unknown, where: string): ActiveUsers {
  const read = line.safeParse(value);
  const [issue] = read.error?.issues ?? [];
  if (!read.success)
    throw new Fault('bad-input-file', `${where}: ${issue?.path.join('.') ?? 'row'}: ${issue?.message ?? 'bad'}`, {
      next: 'The columns are week (2026-W47 or a date in it), country (may be empty: everywhere), active_users.',
    });
  const { week, country, active_users } = read.data;
  const iso = /^\d{4}-\d{2}-\d{2}/.test(week) ? weekOf(week.slice(0, 10)) : checkWeek(week);
  return { week: mondayOf(iso), country: country ?? null, active_users };
}

/** Rows of a file of active users: CSV, NDJSON or Parquet. Throws Fault('bad-input-file' | 'file-not-found') naming the line. */
export async function readActives(path: string): Promise<ActiveUsers[]> {
  const rows: ActiveUsers[] = [];
  for await (const { position, value } of readTable(path)) rows.push(checked(value, `${path}:${position}`));
  return rows;
}

/** Takes the file of active users, if there is one, into the warehouse: its weeks replace what was known of them. */
export async function syncActives(warehouse: Warehouse, config: Config): Promise<void> {
  const path = activesFile(config);
  if (path === undefined) return;
  const rows = JSON.stringify(await readActives(path));
  await warehouse.write([
    { name: 'warehouse/forget-actives', parameters: { rows } },
    { name: 'warehouse/write-actives', parameters: { rows } },
  ]);
}

function totals(rows: readonly Row[]): Map<string, number> {
  const weeks = Map.groupBy(rows, (row) => row['week'] as string);
  const users = (row: Row): number => row['active_users'] as number;
  return new Map(
    [...weeks].map(([week, own]) => {
      const whole = own.find((row) => row['country'] === null);
      return [week, whole === undefined ? own.reduce((sum, row) => sum + users(row), 0) : users(whole)];
    }),
  );
}

/**
 * Active users of every week of the axis in units of the last one; null unless the judged week and the full weeks of the
 * half year before it are known. A week that is not known (older, or partial) takes its nearest later neighbour's.
 * @param rows rows of report/actives.
 */
export function activesExposure(
  rows: readonly Row[],
  axis: readonly string[],
  partial: Uint8Array,
): Float64Array | null {
  const known = totals(rows);
  const last = known.get(axis.at(-1) ?? '');
  const recent = axis.slice(-COVERED - 1);
  const from = axis.length - recent.length;
  if (last === undefined || recent.some((monday, i) => partial[from + i] === 0 && !known.has(monday))) return null;
  const exposure = new Float64Array(axis.length);
  let next = last;
  for (let i = axis.length - 1; i >= 0; i--) exposure[i] = (next = known.get(axis[i]!) ?? next) / last;
  return exposure;
}
