import { writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { readLines, type BadLine } from './lines.ts';

const correction = z.object({
  ticket_id: z.string().min(1),
  topic: z.string().min(1),
  verdict: z.union([z.boolean(), z.enum(['yes', 'no', 'true', 'false', '1', '0'])]),
  reviewer: z.string().default(''),
});

/** What a reviewer said of one topic of one ticket. */
export interface Correction {
  readonly ticket_id: string;
  readonly topic: string;
  /** The ticket is about the topic, or is not. */
  readonly verdict: boolean;
  readonly reviewer: string;
}

/** What came of taking corrections. */
export interface CorrectSummary {
  readonly taken: number;
  /** Tickets that the warehouse does not hold (yet); their corrections wait for them. */
  readonly unknownTickets: number;
  /** Mondays of the weeks whose figures changed. */
  readonly weeks: readonly string[];
}

function check(value: unknown, line: number, topics: ReadonlySet<string>, onBad: (bad: BadLine) => void): Correction[] {
  const read = correction.safeParse(value);
  const [issue] = read.error?.issues ?? [];
  if (!read.success) {
    onBad({ line, code: 'bad-field', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
    return [];
  }
  if (!topics.has(read.data.topic)) {
    onBad({ line, code: 'bad-field', detail: 'topic: not in the taxonomy' });
    return [];
  }
  const { verdict } = read.data;
  return [{ ...read.data, verdict: verdict === true || ['yes', 'true', '1'].includes(String(verdict)) }];
}

/**
 * Reviewers' verdicts from a file: CSV with the columns ticket_id, topic, verdict (yes or no), reviewer; or NDJSON with
 * the same fields. A line that is none is left out and told to `onBad`.
 */
export async function readCorrections(
  path: string,
  topics: ReadonlySet<string>,
  onBad: (bad: BadLine) => void,
): Promise<Correction[]> {
  const lines: string[] = [];
  for await (const line of readLines(path)) lines.push(line);
  if (lines[0]?.trimStart().startsWith('{') === true)
    return lines.flatMap((line, i) => {
      if (line.trim() === '') return [];
      try {
        return check(JSON.parse(line), i + 1, topics, onBad);
      } catch {
        onBad({ line: i + 1, code: 'not-json', detail: 'not JSON' });
        return [];
      }
    });
  const rows: unknown[] = parse(lines.join('\n'), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  });
  return rows.flatMap((row, i) => check(row, i + 2, topics, onBad));
}

/** Takes corrections: they win over the machine, now and whenever the tickets are tagged again. */
export async function correct(
  warehouse: Warehouse,
  corrections: readonly Correction[],
  now: number,
): Promise<CorrectSummary> {
  await warehouse.refresh();
  const rows = JSON.stringify(corrections);
  const weeks = await warehouse.rewrite([
    { name: 'retag/forget-corrections', parameters: { rows } },
    { name: 'retag/take-corrections', parameters: { rows, now } },
    { name: 'retag/choose-corrected', parameters: { rows } },
    { name: 'retag/touched', parameters: {} },
    { name: 'retag/clear-topics', parameters: {} },
    { name: 'retag/rebuild-topics', parameters: {} },
  ]);
  const unknown = await warehouse.rows('retag/unknown-tickets');
  return { taken: corrections.length, unknownTickets: unknown.length, weeks };
}

/** Writes the corrected tickets as training rows for `npm run train -- FILE`; returns how many. Redacted texts, mode 0600. */
export async function exportCorrected(warehouse: Warehouse, path: string): Promise<number> {
  const rows = await warehouse.rows('retag/corrected-rows');
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 });
  return rows.length;
}
