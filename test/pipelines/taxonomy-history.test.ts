import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { retag } from '../../pipelines/retag.ts';
import { factsOfWeek } from '../../pipelines/weekly.ts';
import type { TopicFacts } from '../../src/report/assemble.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { redact } from '../../src/ticket/redact.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, tagging, ticket } from '../warehouse/facts.ts';
import { negativeBinomial, randomFrom } from '../trends/simulate.ts';

const DAY = 86_400_000;
/** Monday of 2026-W32; week 8 of a history is 2026-W40, whose Thursday is 1 October. */
const FIRST = Date.UTC(2026, 7, 3);
const CHANGED = 8;
const WEEKS = 14;
const LAST = '2026-W45';
let warehouse: Warehouse;
let config: Config;
let folder: string;
let sent = 0;

/** Appends entries to the `was` of a topic of a copied area file. */
function change(area: string, topic: string, ...was: readonly string[]): void {
  const path = join(config.pipelinesDir, 'taxonomy', `${area}.yaml`);
  const text = readFileSync(path, 'utf8');
  const key = `\n  ${topic}:\n`;
  expect(text).toContain(key);
  writeFileSync(path, text.replace(key, `${key}    was:\n${was.map((one) => `      - ${one}\n`).join('')}`));
}

/** `counts` tickets a week from one user each, tagged so, closed from Monday to Sunday, as `version` tagged them. */
async function fill(
  topics: readonly string[],
  counts: readonly number[],
  from = 0,
  more: { text?: string; user?: string } = {},
): Promise<void> {
  const { text = 'the gift was not delivered', user = `${sent}-` } = more;
  const rows = counts.flatMap((count, w) =>
    Array.from({ length: count }, (_, n) => {
      const closed = FIRST + (from + w) * 7 * DAY + (n % 7) * DAY + 3_600_000 * (1 + (n % 20));
      const about = { userKey: `u${user}${w}-${n}`, complaintText: redact(text).text };
      return [ticket(`t${sent++}`, closed, about), tagging(...topics)] as const;
    }),
  );
  await warehouse.commit(commitOf(rows, sent, [], `file:${sent}`));
}

const quiet = (seed: number, mean: number, weeks: number): number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: weeks }, () => negativeBinomial(random, mean, 1.2));
};
const report = async (): Promise<ReadonlyMap<string, TopicFacts>> => {
  await warehouse.refresh();
  const setting = { warehouse, config, progress: SILENT, log: () => undefined, now: (): number => 0 };
  const { facts } = (await factsOfWeek(setting, LAST)).facts;
  return new Map(facts.topics.map((topic) => [topic.id, topic]));
};
const counted = (topic: string): Promise<Row[]> =>
  warehouse
    .rows('report/topic-weeks', { week: '2026-11-02' })
    .then((rows) => rows.filter((row) => row['topic'] === topic));
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-history-'));
  cpSync(join(PACKAGE_ROOT, 'pipelines', 'taxonomy'), join(folder, 'pipelines', 'taxonomy'), { recursive: true });
  config = loadConfig({ environment: {} });
  config = {
    ...config,
    dataDir: folder,
    pipelinesDir: join(folder, 'pipelines'),
    themes: { ...config.themes, enabled: false },
  };
  warehouse = await openWarehouse({ dataDir: folder, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
  for (const [i, other] of [
    'app.crash',
    'payout.delayed',
    'account.banned',
    'safety.scam',
    'pk-battle.score-wrong',
  ].entries())
    await fill([other], quiet(40 + i, 30, WEEKS), 0, { text: 'nothing that a rule knows' });
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a topic that was renamed', () => {
  const old = quiet(1, 30, CHANGED);
  const now = quiet(2, 30, WEEKS - CHANGED);
  beforeEach(async () => {
    await fill(['gifting.missing'], old);
    await fill(['gifting.not-delivered'], now, CHANGED);
    change(
      'gifting',
      'not-delivered',
      '{ since: 2026-09-28, kind: renamed, topics: [gifting.missing], en: Gift missing, zh: 礼物丢失 }',
    );
  });

  test('keeps its series, judged as one, with the week of the new name said', async () => {
    const topic = (await report()).get('gifting.not-delivered')!;
    expect(topic.weeks.map(({ tickets }) => tickets)).toEqual([...old, ...now]);
    expect(topic.breaks).toEqual([
      { week: '2026-W40', since: '2026-09-28', kind: 'renamed', of: { en: 'Gift missing', zh: '礼物丢失' } },
    ]);
    expect(topic.weeks[CHANGED]!.expected).toBeGreaterThan(20);
    expect(await counted('gifting.missing')).toEqual([]);
    const tags = await warehouse.rows('analysis/ticket-in-full', { ticket: `t${sent - sum(now) - 1}` });
    expect(JSON.stringify(tags)).toContain('gifting.missing');
  });

  test('is not touched by a preview of tagging again', async () => {
    await warehouse.refresh();
    await retag({ config, warehouse, progress: SILENT }, true);
    expect(await warehouse.rows('report/topic-changes')).toEqual([]);
    expect(await counted('gifting.missing')).toHaveLength(CHANGED);
  });

  test('has no break any more when its history was tagged again', async () => {
    await report();
    const preview = await retag({ config, warehouse, progress: SILENT }, true);
    expect(preview.topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['gifting.missing', 'gifting.not-delivered']),
    );
    await retag({ config, warehouse, progress: SILENT }, false);
    const topic = (await report()).get('gifting.not-delivered')!;
    expect(topic.breaks).toEqual([]);
    expect(topic.weeks.slice(0, CHANGED).map(({ tickets }) => tickets)).toEqual(old);
  });

  test('is counted anew when the entry is taken out again', async () => {
    await report();
    const path = join(config.pipelinesDir, 'taxonomy', 'gifting.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/ {4}was:\n.*\n/, ''));
    const topic = (await report()).get('gifting.not-delivered')!;
    expect(topic.weeks.slice(0, CHANGED).every(({ tickets }) => tickets === 0)).toBe(true);
    expect(await counted('gifting.missing')).toHaveLength(CHANGED);
  });
});

describe('a topic that was split', () => {
  test('whose parent lives on breaks both series, neither of which alarms', async () => {
    await fill(['gifting.not-delivered'], quiet(3, 90, CHANGED));
    await fill(['gifting.not-delivered'], quiet(4, 30, WEEKS - CHANGED), CHANGED);
    await fill(['gifting.animation'], quiet(5, 60, WEEKS - CHANGED), CHANGED);
    change('gifting', 'animation', '{ since: 2026-09-28, kind: split-from, topics: [gifting.not-delivered] }');
    const topics = await report();
    const parent = topics.get('gifting.not-delivered')!;
    const part = topics.get('gifting.animation')!;
    expect(parent.breaks.map(({ week, kind }) => [week, kind])).toEqual([['2026-W40', 'split-into']]);
    expect(part.breaks.map(({ week, kind }) => [week, kind])).toEqual([['2026-W40', 'split-from']]);
    const before = (topic: TopicFacts): number[] => topic.weeks.slice(0, CHANGED).map(({ tickets }) => tickets);
    expect(before(part)).toEqual(before(parent));
    for (const { weeks } of [parent, part]) {
      expect(weeks.slice(CHANGED).filter(({ flagged }) => flagged)).toEqual([]);
      expect(weeks[CHANGED]!.sureness).toEqual({ kind: 'too-young', weeks: 0 });
    }
    const [row] = await counted('gifting.animation');
    expect(row!['before_change']).toBe('2026-09-28');
  });

  test('breaks where history that was tagged again ends, if only a part of it was', async () => {
    await fill(['gifting.missing'], quiet(6, 60, CHANGED));
    await fill(['gifting.animation'], quiet(7, 40, WEEKS - CHANGED), CHANGED);
    change('gifting', 'animation', '{ since: 2026-09-28, kind: split-from, topics: [gifting.missing] }');
    await report();
    const rows = await warehouse.rows('retag/tickets', { week: '2026-08-03', version: 'other' });
    await warehouse.rewrite([
      {
        name: 'retag/stage',
        parameters: {
          rows: JSON.stringify(
            rows.map(({ ticket_id, stream, position }) => ({
              ticket_id,
              stream,
              position,
              sentiment: 0,
              severity: 0,
              concepts: [],
            })),
          ),
        },
      },
      {
        name: 'retag/stage-topics',
        parameters: {
          rows: JSON.stringify(
            rows.map(({ ticket_id, stream, position }) => ({
              ticket_id,
              stream,
              position,
              topic: 'gifting.animation',
              confidence: 1,
              source: 'model',
              evidence: '',
            })),
          ),
        },
      },
      ...[
        'forget-topics',
        'write-topics',
        'update-closings',
        'update-tickets',
        'choose-tickets',
        'touched',
        'clear-topics',
        'rebuild-topics',
      ].map((name) => ({ name: `retag/${name}`, parameters: { version: 'other' } })),
    ]);
    const topic = (await report()).get('gifting.animation')!;
    expect(topic.breaks.map(({ week }) => week)).toEqual(['2026-W33', '2026-W40']);
  });
});

describe('topics that became one', () => {
  test('count a ticket, and a user, of both once', async () => {
    await fill(['gifting.lost', 'gifting.late'], [20, 20, 20, 20, 20, 20, 20, 20]);
    await fill(['gifting.lost'], [10, 10, 10, 10, 10, 10, 10, 10]);
    await fill(['gifting.not-delivered'], quiet(8, 35, WEEKS - CHANGED), CHANGED);
    change(
      'gifting',
      'not-delivered',
      '{ since: 2026-09-28, kind: merged-from, topics: [gifting.lost, gifting.late] }',
    );
    const topic = (await report()).get('gifting.not-delivered')!;
    expect(topic.weeks.slice(0, CHANGED).map(({ tickets, users }) => [tickets, users])).toEqual(
      Array.from({ length: CHANGED }, () => [30, 30]),
    );
    expect(topic.breaks[0]).toMatchObject({ kind: 'merged-from', of: { en: 'gifting.lost, gifting.late' } });
    expect(topic.weeks.at(-1)!.flagged).toBe(false);
  });
});
