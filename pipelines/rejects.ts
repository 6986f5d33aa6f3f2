import { textOf, type Row } from '../src/warehouse/rows.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';

/** Refused messages: grouped, or one by one when a code was asked for. */
export interface RejectList {
  readonly groups: readonly Row[];
  readonly messages: readonly Row[];
}

/** Refused messages of a code, at most so many; without a code their groups by code and reason. */
export async function listRejects(warehouse: Warehouse, code: string | undefined, most: number): Promise<RejectList> {
  if (code === undefined)
    return { groups: (await warehouse.rows('report/reject-groups')).slice(0, most), messages: [] };
  return { groups: [], messages: await warehouse.rows('report/reject-list', { code, most }) };
}

const at = (row: Row, column: string): string => new Date(row[column] as number).toISOString().slice(0, 16);

/** The list for people. */
export function rejectLines({ groups, messages }: RejectList): string[] {
  if (groups.length + messages.length === 0) return ['No message was refused.'];
  return [
    ...groups.map(
      (row) =>
        `${textOf(row, 'messages').padStart(8)}  ${textOf(row, 'code').padEnd(22)} ${textOf(row, 'detail')}  (latest ${at(row, 'latest')}Z)`,
    ),
    ...messages.map(
      (row) =>
        `${at(row, 'rejected_at')}Z  ${textOf(row, 'source')}:${textOf(row, 'position')}  ${textOf(row, 'code')}  ${textOf(row, 'detail')}`,
    ),
  ];
}
