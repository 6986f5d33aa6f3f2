import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, type Ended } from '../support/cli.ts';
import { simulatedLines, testConfig } from '../pipelines/fixture.ts';

const DAY = 86_400_000;
const WEEK = '2026-W44';
const config = testConfig();
const folder = mkdtempSync(join(tmpdir(), 'moved-clock-'));
const dataDir = join(folder, 'data');
const file = (name: string): string => join(folder, name);
let lines: string[];

interface Clock {
  /** Days that the clock is off, and days that it jumps while the program runs. */
  readonly off?: number;
  readonly jump?: number;
}

async function run(args: readonly string[], { off = 0, jump = 0 }: Clock = {}): Promise<Ended> {
  const ended = await runCli(args, dataDir, {
    flags: ['--import', join(import.meta.dirname, '..', 'support', 'moved-clock.mjs')],
    env: {
      CLOCK_OFFSET_MS: String(off * DAY),
      CLOCK_JUMP_MS: String(jump * DAY),
      CLOCK_JUMP_AFTER: jump === 0 ? '0' : '40',
    },
  });
  expect(ended.stderr).not.toMatch(/\n\s+at /);
  return ended;
}
async function count(sql: string): Promise<number> {
  await run(['snapshot']);
  const { stdout } = await run(['sql', sql, '--format', 'csv']);
  return Number(stdout.trim().split('\n').at(-1));
}

beforeAll(() => {
  lines = simulatedLines(config, 10, 150).map((line) => line.trim());
  const half = Math.floor(lines.length / 2);
  writeFileSync(file('a.ndjson'), `${lines.slice(0, half).join('\n')}\n`);
  writeFileSync(file('b.ndjson'), `${lines.slice(half).join('\n')}\n`);
});
afterAll(() => {
  for (const made of [folder, config.dataDir]) rmSync(made, { recursive: true, force: true });
});

describe('with a clock that goes wrong', () => {
  test('by days between two ingests, and in the middle of them, nothing is lost and nothing doubled', async () => {
    expect(await run(['ingest', file('a.ndjson')], { off: 3, jump: -9 })).toMatchObject({ code: 0 });
    expect(await run(['ingest', file('b.ndjson')], { off: -400 })).toMatchObject({ code: 0 });
    expect(await run(['ingest', file('a.ndjson'), file('b.ndjson')], { off: 30, jump: 30 })).toMatchObject({ code: 0 });
    const distinct = new Set(lines.map((line) => (JSON.parse(line) as { ticket_id: string }).ticket_id)).size;
    expect(await count('select count(*) from tickets')).toBe(distinct);
    expect(await count('select count(*) from rejects')).toBe(0);
  }, 120_000);

  test('a report is the same whatever day the program believes it is', async () => {
    expect(await run(['weekly', '--week', WEEK], { off: 2, jump: -40 })).toMatchObject({ code: 0 });
    const report = readFileSync(join(dataDir, 'reports', WEEK, 'all.json'), 'utf8');
    expect(await run(['weekly', '--week', WEEK], { off: -500 })).toMatchObject({ code: 0 });
    expect(readFileSync(join(dataDir, 'reports', WEEK, 'all.json'), 'utf8')).toBe(report);
  }, 120_000);

  test('no week after the tickets’ own is made', async () => {
    const ahead = await run(['weekly', '--week', '2099-W10'], { off: 26_000 });
    expect(ahead).toMatchObject({ code: 1 });
    expect(ahead.stderr).toMatch(/2099-W10/);
    expect(await count("select count(*) from weekly_totals where week > date '2026-12-31'")).toBe(0);
  }, 60_000);
});
