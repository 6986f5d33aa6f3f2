import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { faultLine } from '../src/errors.ts';
import { shownText } from '../src/terminal.ts';
import { asCsv, asJson, asTable } from '../src/warehouse/format-rows.ts';
import type { Answer, SnapshotReader } from '../src/warehouse/reader.ts';

export type SqlFormat = 'table' | 'csv' | 'json';

const MOST_REMEMBERED = 500;
const RENDER: Readonly<Record<SqlFormat, (answer: Answer) => string>> = { table: asTable, csv: asCsv, json: asJson };

/** An answer in the format asked for. */
export function renderAnswer(answer: Answer, format: SqlFormat): string {
  return RENDER[format](answer);
}

function readHistory(file: string): string[] {
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

/** A prompt for queries: a statement ends with a semicolon, history is kept in the data folder, `.quit` or Ctrl-D ends it. */
export async function promptForSql(
  reader: SnapshotReader,
  format: SqlFormat,
  limit: number,
  historyFile: string,
): Promise<void> {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: readHistory(historyFile),
    historySize: MOST_REMEMBERED,
    removeHistoryDuplicates: true,
  });
  const remembered = readHistory(historyFile);
  terminal.setPrompt('groundswell> ');
  process.stdout.write(
    'SQL on the published snapshot. End a query with ; — `show tables;` lists what there is, .quit leaves.\n',
  );
  terminal.prompt();
  let query = '';
  for await (const line of terminal) {
    if (query === '' && /^\.(quit|exit|q)$/.test(line.trim())) break;
    query += `${line}\n`;
    if (line.trimEnd().endsWith(';')) {
      remembered.unshift(query.replaceAll(/\s+/g, ' ').trim());
      process.stdout.write(`${await answerOf(reader, query, format, limit)}\n`);
      query = '';
    }
    terminal.setPrompt(query === '' ? 'groundswell> ' : '        ...> ');
    terminal.prompt();
  }
  mkdirSync(dirname(historyFile), { recursive: true, mode: 0o700 });
  writeFileSync(historyFile, remembered.slice(0, MOST_REMEMBERED).join('\n'), { mode: 0o600 });
}

async function answerOf(reader: SnapshotReader, query: string, format: SqlFormat, limit: number): Promise<string> {
  try {
    return renderAnswer(await reader.ask(query, limit), format);
  } catch (error) {
    return shownText(faultLine(error));
  }
}
