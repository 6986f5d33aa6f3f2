import { parse } from 'csv-parse';
import { Fault } from '../src/errors.ts';
import { detectCsv } from '../src/trends/detect.ts';
import { csvField } from '../src/warehouse/format-rows.ts';
import { openInput, type Output } from './lines.ts';

const WRITTEN_AT_ONCE = 4096;

async function readRows(path: string): Promise<string[][]> {
  const input = openInput(path);
  const rows: string[][] = [];
  try {
    for await (const row of input.pipe(
      parse({ bom: true, skip_empty_lines: true, trim: true, relax_column_count: true }),
    ) as AsyncIterable<string[]>)
      rows.push(row);
  } catch (cause) {
    throw new Fault('bad-input-file', `${path} is no CSV: ${(cause as Error).message}`, {
      cause,
      next: 'Correct the file.',
    });
  }
  return rows;
}

function figure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '';
}

/**
 * Judges a CSV series,week,count[,total] of any weekly counts into series,week,expected,ratio,p_value,alarm, in the order
 * of its rows; each week on what came before it only. Returns rows and alarms. Throws Fault('bad-input-file') with the line.
 */
export async function detectFile(path: string, output: Output): Promise<{ rows: number; alarms: number }> {
  const judged = detectCsv(await readRows(path));
  let text = 'series,week,expected,ratio,p_value,alarm\n';
  let alarms = 0;
  for (let i = 0; i < judged.series.length; i++) {
    const alarm = Number(judged.alarm[i]) === 1;
    if (alarm) alarms++;
    text += `${csvField(String(judged.series[i]), false)},${csvField(String(judged.week[i]), false)},${figure(judged.expected[i]!)},${figure(judged.ratio[i]!)},${figure(judged.pValue[i]!)},${alarm ? 1 : 0}\n`;
    if (i % WRITTEN_AT_ONCE === WRITTEN_AT_ONCE - 1) {
      await output.write(text);
      text = '';
    }
  }
  await output.write(text);
  return { rows: judged.series.length, alarms };
}
