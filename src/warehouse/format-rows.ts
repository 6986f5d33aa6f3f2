import { shownJson, shownText } from '../terminal.ts';
import type { Answer } from './reader.ts';

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const NARROWEST = /^(?:\p{M}|\u200C|\u200D|\uFE0F)$/u;
const WIDEST_CELL = 60;

/** Columns that a text takes on a terminal: East Asian wide characters two, combining marks none (Unicode TR 11). */
export function terminalWidth(text: string): number {
  let width = 0;
  for (const c of text) width += NARROWEST.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return width;
}

function shown(value: string | null): string {
  if (value === null) return '';
  const plain = shownText(value.replaceAll(/\s+/g, ' '));
  if (terminalWidth(plain) <= WIDEST_CELL) return plain;
  let [out, width] = ['', 0];
  for (const c of plain) {
    width += terminalWidth(c);
    if (width > WIDEST_CELL - 1) break;
    out += c;
  }
  return `${out}…`;
}

/** Rows as an aligned table in any script; values that could steer a terminal are made harmless. */
export function asTable({ columns, numeric, rows, truncated }: Answer): string {
  const cells = rows.map((row) => row.map(shown));
  const widths = columns.map((name, i) =>
    cells.reduce((most, row) => Math.max(most, terminalWidth(row[i] ?? '')), terminalWidth(shown(name))),
  );
  const line = (row: readonly string[], right: boolean): string =>
    row
      .map((cell, i) => {
        const pad = ' '.repeat(Math.max(0, widths[i]! - terminalWidth(cell)));
        return right && numeric[i] === true ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd();
  const count = `${rows.length} row${rows.length === 1 ? '' : 's'}${truncated ? ' shown, there are more (--limit)' : ''}`;
  return [
    line(columns.map(shown), true),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...cells.map((row) => line(row, true)),
    count,
  ].join('\n');
}

/** A CSV field: quoted where needed; what a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvField(value: string | null, numeric: boolean): string {
  if (value === null) return '';
  const plain = shownText(value);
  const safe = !numeric && /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180) with a header. */
export function asCsv({ columns, numeric, rows }: Answer): string {
  const lines = [
    columns.map((name) => csvField(name, false)),
    ...rows.map((row) => row.map((value, i) => csvField(value, numeric[i] === true))),
  ];
  return lines.map((fields) => fields.join(',')).join('\r\n');
}

/** A number as JSON can carry it without loss, else its text. */
function jsonValue(value: string | null | undefined, numeric: boolean): string | number | null {
  if (value === null || value === undefined) return null;
  const number = Number(value);
  const exact = Number.isFinite(number) && (Number.isSafeInteger(number) || !/^-?\d+$/.test(value));
  return numeric && exact ? number : value;
}

/** Rows as an array of JSON objects, numbers as numbers; what could steer a terminal is escaped. */
export function asJson({ columns, numeric, rows }: Answer): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((name, i) => [name, jsonValue(row[i], numeric[i] === true)])),
  );
  return shownJson(objects, 2);
}
