import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { sqlText } from './sql.ts';

/** A value as it leaves the warehouse: no DuckDB types, times as epoch milliseconds or ISO dates, money as a number or text. */
export type Plain = string | number | boolean | null | Uint8Array | Plain[] | { [key: string]: Plain };
/** One row by column name. */
export type Row = { readonly [column: string]: Plain };
/** Values bound to the named parameters of a statement. */
export type Parameters = Readonly<Record<string, DuckDBValue>>;

function plain(value: unknown): Plain {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return (value ?? null) as Plain;
}

/** Runs a statement and returns its rows, which are fetched piece by piece so that large results are held only once. */
export async function readRows(connection: DuckDBConnection, sql: string, parameters: Parameters = {}): Promise<Row[]> {
  const result = await connection.stream(sql, { ...parameters });
  const rows: Row[] = [];
  for await (const piece of result.yieldRowObjectJs())
    for (const found of piece) {
      const row: Record<string, unknown> = found;
      for (const name in row) row[name] = plain(row[name]);
      rows.push(row as Row);
    }
  return rows;
}

/** Runs `sql/<name>.sql`, giving it those of the parameters that it names. */
export async function runNamed(
  connection: DuckDBConnection,
  name: string,
  parameters: Parameters = {},
): Promise<Row[]> {
  const sql = sqlText(name);
  const named = Object.entries(parameters).filter(([key]) => new RegExp(`\\$${key}\\b`).test(sql));
  return readRows(connection, sql, Object.fromEntries(named));
}

/** A column as text; `absent` (default: empty) for null. */
export function textOf(row: Row, column: string, absent = ''): string {
  const value = row[column];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : absent;
}
