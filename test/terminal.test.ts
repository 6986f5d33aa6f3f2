import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWarehouse } from '../pipelines/ingest.ts';
import { shownJson, shownText } from '../src/terminal.ts';
import { asCsv } from '../src/warehouse/format-rows.ts';
import { ingestLines, testConfig } from './pipelines/fixture.ts';
import { runCli } from './support/cli.ts';
import { HOSTILE_TEXTS } from './support/hostile.ts';

const config = testConfig();
const ESCAPES = '\u001B[2J\u001B]0;owned\u0007\u009B31m\u0090q\u009C\r\b\u202Efdp\u202C';
const STEERS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;
/** What a spreadsheet would calculate. */
const FORMULA = /^[=+\-@＝＋－＠\t\r]/;

test('no text that is shown can steer a terminal, and what is harmless stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !STEERS.test(shownText(text))));
  expect(shownText('1\t连麦 कष‍ 👩‍👧\n')).toBe('1\t连麦 कष‍ 👩‍👧\n');
});

test('JSON that is shown cannot steer a terminal and parses to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = shownJson(value);
      expect(text).not.toMatch(STEERS);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('no field of CSV begins like a formula, quoted or not, unless its column is a number', () => {
  const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', ' =', '\n=', '\u200B=', '\0=');
  fc.assert(
    fc.property(start, fc.string({ unit: 'binary' }), (first, rest) => {
      const text = asCsv({ columns: ['c'], numeric: [false], rows: [[first + rest]], truncated: false });
      expect(text.split('\r\n').slice(1).join('\r\n').replace(/^"/, '')).not.toMatch(FORMULA);
    }),
  );
  const number = asCsv({ columns: ['n'], numeric: [true], rows: [['-5']], truncated: false });
  expect(number).toBe('n\r\n-5');
});

describe('every command that shows what others wrote', () => {
  const hostileFile = `bad${ESCAPES}.ndjson`.replaceAll('/', '');

  beforeAll(async () => {
    const event = (id: string, text: string): string =>
      JSON.stringify({
        ticket_id: `T${id}`, closed_at: '2026-10-27T10:00:00Z', created_at: '2026-10-26T09:00:00Z', user_id: 'u', vendor: text,
        category: text, product: { os: text, device: text }, session_id: text, messages: [{ author: 'user', text: `coins never came ${text}` }],
      }); // prettier-ignore
    const lines = [...HOSTILE_TEXTS, ESCAPES, '=1+1', '@x'].map((text, i) => event(String(i), text.slice(0, 250)));
    await withWarehouse(config, 'test', async (warehouse) => {
      await ingestLines(warehouse, config, hostileFile, [...lines, `{"${ESCAPES.replaceAll('\u001B', '')}":`, '[]']);
      await warehouse.snapshot(await warehouse.refresh());
    });
  });
  afterAll(() => {
    rmSync(config.dataDir, { recursive: true, force: true });
  });

  const texts = [...HOSTILE_TEXTS, ESCAPES].map((text, i) => JSON.stringify({ id: `${i}${ESCAPES}`, text })).join('\n');
  const counts = Array.from({ length: 12 }, (_, i) => `=cmd${ESCAPES},2026-W${10 + i},${i}`).join('\n');
  test.each([
    ['status', ['status'], ''],
    ['status --json', ['status', '--json'], ''],
    ['rejects', ['rejects', '--code', 'not-json'], ''],
    ['rejects --json', ['rejects', '--json'], ''],
    ['sql', ['sql', 'from tickets', '--limit', '9999'], ''],
    ['sql --format json', ['sql', 'from tickets', '--format', 'json'], ''],
    ['sql --format csv', ['sql', 'from tickets', '--format', 'csv'], ''],
    ['sql of a mistake', ['sql', `select '${ESCAPES}' from ${ESCAPES}`], ''],
    ['sql of a column name', ['sql', `select 1 as "${ESCAPES}"`], ''],
    ['tag', ['tag'], texts],
    ['tag --explain', ['tag', '--explain'], texts],
    ['redact', ['redact'], texts],
    ['detect', ['detect'], `series,week,count\n${counts}`],
    ['ingest of a missing file', ['ingest', `missing${ESCAPES}`], ''],
    ['ingest of a file without gzip', ['ingest', 'GZIP'], ''],
    ['an unknown option', ['status', `--${ESCAPES}`], ''],
  ] as const)('%s lets nothing through that steers a terminal', async (_, args, input) => {
    const folder = mkdtempSync(join(tmpdir(), 'names-'));
    const gzip = join(folder, `x${ESCAPES}.ndjson.gz`.replaceAll('/', ''));
    mkdirSync(folder, { recursive: true });
    writeFileSync(gzip, '{}');
    const { stdout, stderr } = await runCli(
      args.map((one) => (one === 'GZIP' ? gzip : one)),
      config.dataDir,
      { input },
    );
    rmSync(folder, { recursive: true });
    expect((stdout + stderr).length).toBeGreaterThan(20);
    expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(STEERS);
    expect(stderr).not.toMatch(STEERS);
    expect(stdout).not.toMatch(/^=cmd/m);
  });
});
