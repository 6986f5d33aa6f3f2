import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { textOf, type Row } from '../src/warehouse/rows.ts';
import type { OwnerStatus } from './monitor.ts';
import { programVersion } from './weekly.ts';

/** What an operator asks first. */
export interface Status {
  readonly version: string;
  readonly totals: Row;
  readonly streams: readonly Row[];
  readonly runs: readonly Row[];
  readonly rejects: readonly Row[];
}

/** Reads the warehouse's state. */
export async function readStatus(warehouse: Warehouse): Promise<Status> {
  const [totals = {}] = await warehouse.rows('report/status');
  return {
    version: programVersion(),
    totals,
    streams: await warehouse.rows('report/streams'),
    runs: await warehouse.rows('report/runs'),
    rejects: await warehouse.rows('report/reject-codes'),
  };
}

function instant(value: Row[string] | undefined): string {
  return typeof value === 'number' ? new Date(value).toISOString().replace(/\.\d{3}Z$/, 'Z') : '–';
}

/** The state as lines for a person. */
export function statusLines(status: Status, now: number): string[] {
  const { totals } = status;
  const count = (key: string): string => ((totals[key] as number | null) ?? 0).toLocaleString('en');
  const newest = totals['newest_taken_at'];
  const age =
    typeof newest === 'number' ? `, taken ${Math.round((now - newest) / 60_000).toLocaleString('en')} min ago` : '';
  return [
    `groundswell ${status.version}`,
    `tickets   ${count('tickets')} in ${count('weeks')} weeks (${count('closings')} closings), newest closed ${instant(totals['newest_closed_at'])}${age}`,
    `rejects   ${count('rejects')}${status.rejects.length === 0 ? '' : ` (${status.rejects.map((r) => `${textOf(r, 'code')} ${textOf(r, 'messages')}`).join(', ')})`}`,
    ...(Number(totals['missed']) > 0
      ? [`missed    ${count('missed')} messages, deleted by retention before they were read`]
      : []),
    ...status.streams.map(
      (s) =>
        `stream    ${textOf(s, 'label')} at ${Number(s['position']).toLocaleString('en')}, committed ${instant(s['committed_at'])}`,
    ),
    ...status.runs.map((r) =>
      `run       ${textOf(r, 'pipeline')} ${textOf(r, 'week')} ${instant(r['started_at'])} ${textOf(r, 'outcome', 'running or killed')} ${textOf(r, 'detail')}`.trimEnd(),
    ),
  ];
}

/** What an owner that holds the warehouse said of itself, for a person. */
export function ownerLines({ owner }: OwnerStatus, now: number): string[] {
  const lag = owner.lag === null ? '' : `, ${owner.lag.toLocaleString('en')} messages waiting`;
  return [
    `owner     process ${owner.pid}, as it said ${Math.round((now - owner.at) / 1000)} s ago: ${owner.done.toLocaleString('en')} messages taken since its start${lag}`,
  ];
}
