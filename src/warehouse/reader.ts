import { existsSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../errors.ts';
import { runNamed, type Parameters, type Row } from './rows.ts';
import { storageFault } from './faults.ts';

/** The answer to an analyst's query: column names, and every value as text as DuckDB writes it; null stays null. */
export interface Answer {
  readonly columns: readonly string[];
  /** True for columns that are numbers, which are aligned to the right. */
  readonly numeric: readonly boolean[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** More rows than were asked for exist. */
  readonly truncated: boolean;
}

/** A read-only connection to a published snapshot. */
export interface SnapshotReader {
  /** Throws Fault('query-failed') with DuckDB's own message, or when it takes longer than the limit. */
  ask(sql: string, mostRows: number): Promise<Answer>;
  /** Rows of `sql/<name>.sql`. */
  rows(name: string, parameters?: Parameters): Promise<Row[]>;
  close(): void;
}

interface Session {
  readonly connection: DuckDBConnection;
  readonly file: string;
  readonly seconds: number;
}

const NUMERIC = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w*INT\w*|FLOAT|DOUBLE|DECIMAL)/;

function damagedSnapshot(file: string, cause: unknown): Fault {
  return new Fault('warehouse-damaged', `The snapshot ${file} could not be read: it is damaged or no snapshot.`, {
    cause,
    next: 'Publish it again with `groundswell snapshot`.',
  });
}

function queryFault(error: Error, seconds: number, file: string): Fault {
  const fault = storageFault(error, file);
  if (fault instanceof Fault && fault.code === 'warehouse-damaged') return damagedSnapshot(file, error);
  if (/INTERRUPT/i.test(error.message)) {
    return new Fault('query-failed', `The query took longer than ${seconds} s and was stopped.`, {
      next: 'Narrow it, for example to one week.',
    });
  }
  return new Fault('query-failed', error.message.split('\n\n')[0]!.trim(), {
    cause: error,
    next: 'The README explains every table and column; `show tables` lists them.',
  });
}

async function ask({ connection, file, seconds }: Session, sql: string, mostRows: number): Promise<Answer> {
  const timer = setTimeout(() => connection.interrupt(), seconds * 1000);
  try {
    const reader = await connection.streamAndReadUntil(sql, mostRows + 1);
    const columns = reader.columnNames();
    const rows = reader.getRowsJson().slice(0, mostRows + 1);
    return {
      columns,
      numeric: reader.columnTypes().map((type) => NUMERIC.test(type.toString())),
      rows: rows
        .slice(0, mostRows)
        .map((row) =>
          row.map((value) =>
            value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value),
          ),
        ),
      truncated: rows.length > mostRows,
    };
  } catch (error) {
    throw queryFault(error as Error, seconds, file);
  } finally {
    clearTimeout(timer);
  }
}

async function openReadOnly(file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, {
      access_mode: 'READ_ONLY',
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
    });
  } catch (cause) {
    throw damagedSnapshot(file, cause);
  }
}

/**
 * Opens a published snapshot so that a query can do nothing but read it: read-only, no other files, no extensions, no
 * network, settings locked. Throws Fault('warehouse-empty') when nothing was published yet, Fault('warehouse-damaged') when
 * the file is no snapshot.
 */
export async function openSnapshot(file: string, timeZone: string, seconds: number): Promise<SnapshotReader> {
  if (!existsSync(file)) {
    throw new Fault('warehouse-empty', `There is no published snapshot ${file} yet.`, {
      next: 'Run `groundswell snapshot` or `groundswell weekly` first, or name another folder with --data.',
    });
  }
  const instance = await openReadOnly(file);
  const connection = await instance.connect();
  await connection.run(`set timezone = '${timeZone.replaceAll("'", "''")}'`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return {
    rows: (name, parameters) => runNamed(connection, name, parameters),
    ask: (sql, mostRows) => ask({ connection, file, seconds }, sql, mostRows),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
