import { weekOf } from '../src/report/format.ts';
import type { SnapshotReader } from '../src/warehouse/reader.ts';
import { textOf, type Row } from '../src/warehouse/rows.ts';

/** Themes with tickets in the newest `weeks` weeks of the snapshot, most users first. */
export function listThemes(reader: SnapshotReader, weeks: number): Promise<Row[]> {
  return reader.rows('report/theme-list', { weeks });
}

/** The list for people: id, status, tickets, users, weeks, name, and what it split off from or took in. */
export function themeLines(rows: readonly Row[], weeks: number): string[] {
  if (rows.length === 0) return ['There are no themes yet: `groundswell weekly` finds them.'];
  const head = `Themes of the last ${weeks} weeks: id, status, tickets, users, weeks, name`;
  return [
    head,
    ...rows.map((row) => {
      const label = textOf(row, 'label');
      const gloss = textOf(row, 'label_en', textOf(row, 'label_zh'));
      const first = weekOf(textOf(row, 'first_week'));
      const last = weekOf(textOf(row, 'last_week'));
      return [
        textOf(row, 'theme_id'),
        textOf(row, 'status').padEnd(7),
        textOf(row, 'tickets').padStart(6),
        textOf(row, 'users').padStart(6),
        first === last ? first.padEnd(19) : `${first} – ${last}`,
        `${label}${gloss === '' || gloss === label ? '' : ` (${gloss})`}${row['descent'] === null ? '' : ` · ${textOf(row, 'descent')}`}`,
      ].join('  ');
    }),
  ];
}
