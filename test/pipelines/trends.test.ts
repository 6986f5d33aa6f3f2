import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backtestHistory, backtestLines } from '../../pipelines/backtest.ts';
import { factsOfWeek } from '../../pipelines/weekly.ts';
import { activesExposure, readActives } from '../../pipelines/weekly/actives.ts';
import { judgeActions, type JudgedAction } from '../../pipelines/weekly/actions.ts';
import type { PlannedAction } from '../../pipelines/context.ts';
import { readWeek, topicSeries } from '../../pipelines/weekly/data.ts';
import type { WeekFacts } from '../../pipelines/weekly/facts.ts';
import { judgeWeeks, type WeekJudgement } from '../../pipelines/weekly/judge.ts';
import { loadTaxonomy, taxonomyDir } from '../../pipelines/knowledge.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/warehouse.ts';
import { commitOf, tagging, ticket } from '../warehouse/facts.ts';
import { poisson, randomFrom } from '../trends/simulate.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 2, 2);
const TOPICS = [
  'app.crash',
  'gifting.not-delivered',
  'payout.delayed',
  'account.banned',
  'co-hosting.lag',
  'safety.scam',
];
const COUNTRIES = ['VN', 'ID', 'BR', 'IN'];
let warehouse: Warehouse;
let config: Config;
let folder: string;

/** Tickets of `weeks` weeks, about ten a day over six topics; `factor` on a day's, topic's and country's tickets. */
async function fill(
  weeks: number,
  factor: (week: number, day: number, topic: string, country: string) => number,
): Promise<void> {
  const random = randomFrom(7);
  const rows: (readonly [ReturnType<typeof ticket>, ReturnType<typeof tagging>])[] = [];
  for (let d = 0; d < weeks * 7; d++)
    for (const topic of TOPICS)
      for (const country of COUNTRIES)
        for (let n = poisson(random, 1.5 * factor(Math.floor(d / 7), d % 7, topic, country)); n > 0; n--) {
          const more = { country, userKey: `u${rows.length}` };
          rows.push([ticket(`t${rows.length}`, FIRST + d * DAY + 3_600_000 * (1 + (n % 20)), more), tagging(topic)]);
        }
  await warehouse.commit(commitOf(rows));
  await warehouse.refresh();
}

async function judged(week: string): Promise<WeekJudgement> {
  const data = await readWeek({ warehouse, config }, week);
  return judgeWeeks(topicSeries(data, loadTaxonomy(taxonomyDir(config))), data, config.trends);
}

async function reported(week: string): Promise<WeekFacts> {
  const setting = { warehouse, config, progress: SILENT, log: () => undefined, now: (): number => 0 };
  return (await factsOfWeek(setting, week)).facts;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundswell-trends-'));
  config = loadConfig({ environment: {} });
  config = { ...config, dataDir: folder, themes: { ...config.themes, enabled: false } };
  warehouse = await openWarehouse({ dataDir: folder, memoryLimit: '1GB', timeZone: 'UTC', purpose: 'test' });
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('active users', () => {
  const csv = (users: (week: number) => number, weeks = 20): string =>
    ['week,country,active_users', ...Array.from({ length: weeks }, (_, w) => `2026-W${10 + w},,${users(w)}`)].join(
      '\n',
    );

  test('are the denominator: a platform that doubled raises nothing, as many tickets of as many users do', async () => {
    await fill(20, (week) => (week === 19 ? 2 : 1));
    const path = join(folder, 'actives.csv');
    config = { ...config, trends: { ...config.trends, actives: path } };
    writeFileSync(
      path,
      csv((w) => (w === 19 ? 200_000 : 100_000)),
    );
    const grown = await judged('2026-W29');
    expect(grown.flags).toBe(0);
    expect(grown.series.get('app.crash')!.at(-1)!.expected).toBeGreaterThan(70);
    writeFileSync(
      path,
      csv(() => 100_000),
    );
    const same = await judged('2026-W29');
    expect(same.flags).toBe(6);
    expect((await warehouse.rows('report/actives', { week: '2026-07-13' })).length).toBe(20);
  });

  test('that do not cover the weeks leave all topics together as the denominator', async () => {
    await fill(12, (week) => (week === 11 ? 2 : 1));
    const path = join(folder, 'actives.csv');
    config = { ...config, trends: { ...config.trends, actives: path } };
    writeFileSync(
      path,
      csv(() => 100_000, 9),
    );
    expect((await readWeek({ warehouse, config }, '2026-W21')).exposure).toBeNull();
    expect((await judged('2026-W21')).flags).toBe(0);
  });

  test('are read from NDJSON as from CSV, and a bad line is named', async () => {
    const path = join(folder, 'a.ndjson');
    writeFileSync(
      path,
      '{"week":"2026-W10","country":"VN","active_users":5}\n{"week":"2026-03-04","active_users":"7"}\n',
    );
    expect(await readActives(path)).toEqual([
      { week: '2026-03-02', country: 'VN', active_users: 5 },
      { week: '2026-03-02', country: null, active_users: 7 },
    ]);
    writeFileSync(path, '{"week":"2026-W10","country":"VN","active_users":5}\n{"week":"2026-W10","active_users":-7}\n');
    await expect(readActives(path)).rejects.toThrow(`${path}:2: active_users`);
    writeFileSync(path, 'not json\n');
    await expect(readActives(path)).rejects.toThrow(`${path}:1`);
    await expect(readActives(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('of countries add up, unless the whole is given', () => {
    const rows = [
      { week: '2026-03-02', country: 'VN', active_users: 30 },
      { week: '2026-03-02', country: 'ID', active_users: 20 },
      { week: '2026-03-09', country: null, active_users: 100 },
      { week: '2026-03-09', country: 'VN', active_users: 60 },
    ];
    const exposure = activesExposure(rows, ['2026-02-23', '2026-03-02', '2026-03-09'], Uint8Array.of(1, 0, 0));
    expect([...exposure!]).toEqual([0.5, 0.5, 1]);
  });
});

describe('a gap in ingestion', () => {
  test('of some days makes the week partial: not compared, learned from or called a fall, and said', async () => {
    await fill(14, (week, day) => (week === 11 && day > 2 ? 0.02 : 1));
    const { facts } = await reported('2026-W22');
    expect(facts.trust.gaps).toEqual(['2026-W21']);
    expect(facts.trust.complete).toBe(true);
    for (const { weeks } of facts.topics.filter(({ id }) => TOPICS.includes(id))) {
      expect(weeks[11]).toMatchObject({ partial: true, flagged: false, expected: null });
      expect(weeks[12]!.expected).toBeGreaterThan(30);
    }
  });

  test('in the week of the report is said instead of a judgement', async () => {
    await fill(14, (week, day) => (week === 13 && day > 3 ? 0 : 1));
    const { facts } = await reported('2026-W23');
    expect(facts.trust).toMatchObject({ complete: false, daysSeen: 4, flags: 0 });
  });

  test('that lets a trickle through every day for weeks is an outage, no fall of every topic', async () => {
    await fill(14, (week) => (week === 13 ? 0.35 : 1));
    const data = await readWeek({ warehouse, config }, '2026-W23');
    expect(data.fullDays.at(-1)).toBeGreaterThan(3);
    const { series } = await judged('2026-W23');
    expect([...series.values()].filter((weeks) => weeks.at(-1)!.flagged)).toEqual([]);
  });
});

describe('what all topics do together', () => {
  test('lifts no topic, and one that explodes lets no other fall', async () => {
    await fill(14, (week, _, topic) => (week === 13 && topic === 'app.crash' ? 12 : 1));
    const { series } = await judged('2026-W23');
    const flagged = [...series].filter(([, weeks]) => weeks.at(-1)!.flagged).map(([id]) => id);
    expect(flagged).toEqual(['app.crash']);
  });
});

describe('one user', () => {
  test('with 300 tickets moves nothing, though the tickets are counted', async () => {
    await fill(14, () => 1);
    const loud = Array.from({ length: 300 }, (_, i) => {
      const one = ticket(`loud${i}`, FIRST + 93 * DAY + i * 60_000, { country: 'VN', userKey: 'loud' });
      return [one, tagging('account.banned')] as const;
    });
    await warehouse.commit(commitOf(loud, 0, [], 'kafka:other/0'));
    await warehouse.refresh();
    const last = (await judged('2026-W23')).series.get('account.banned')!.at(-1)!;
    expect(last.tickets).toBeGreaterThan(300);
    expect(last).toMatchObject({ flagged: false, status: 'steady' });
  });
});

describe('drivers in a report', () => {
  test('are a change of rate, or of the mix when the market grew in everything', async () => {
    const boom = (topic: string): number => (topic === 'app.crash' ? 14 : 1);
    await fill(14, (week, _, topic, country) => (week === 13 && country === 'VN' ? boom(topic) : 1));
    const { facts } = await reported('2026-W23');
    const rate = facts.topics.find(({ id }) => id === 'app.crash')!.detail.drivers;
    expect(rate[0]).toMatchObject({ mixOnly: false, parts: [{ dimension: 'country', value: 'VN' }] });
  });

  test('say of a market that grew in everything that only the mix changed', async () => {
    const path = join(folder, 'actives.csv');
    config = { ...config, trends: { ...config.trends, actives: path } };
    writeFileSync(
      path,
      ['week,country,active_users', ...Array.from({ length: 14 }, (_, w) => `2026-W${10 + w},,9`)].join('\n'),
    );
    await fill(14, (week, _, __, country) => (week === 13 && country === 'VN' ? 6 : 1));
    const { facts } = await reported('2026-W23');
    const raised = facts.topics.filter(({ weeks }) => weeks.at(-1)!.flagged);
    expect(raised.length).toBe(6);
    for (const { detail } of raised) {
      expect(detail.drivers.map(({ mixOnly }) => mixOnly)).toEqual([true]);
      expect(detail.drivers[0]!.parts).toEqual([{ dimension: 'country', value: 'VN' }]);
    }
  });
});

describe('actions', () => {
  const action = (target: string, segment: Record<string, string> = {}): PlannedAction => ({
    id: 'fix', target, en: 'Fix', zh: '修复', team: 'gifting', date: '2026-04-22', segment,
  }); // prettier-ignore
  const judge = async (week: string, ...actions: readonly PlannedAction[]): Promise<JudgedAction[]> => {
    const data = await readWeek({ warehouse, config }, week);
    const names = new Map(TOPICS.map((id) => [id, { en: id, zh: id }]));
    return judgeActions(warehouse, data, { ...data.context, actions }, names);
  };

  test('are verified against the other segments, and fade out two reports later', async () => {
    const topic = 'payout.delayed';
    await fill(14, (week, _, id, country) => (id === topic && country === 'ID' && week > 7 ? 0.15 : 4));
    const fix = action(topic, { country: 'ID' });
    const [early] = await judge('2026-W18', fix);
    expect(early!.action).toMatchObject({ verdict: 'cannot-tell-yet', weeks: 1 });
    const [late] = await judge('2026-W19', fix);
    expect(late).toMatchObject({ topic, team: 'gifting', action: { verdict: 'verified', weeks: 2 } });
    expect(await judge('2026-W20', fix)).toHaveLength(1);
    expect(await judge('2026-W21', fix)).toEqual([]);
  });

  test('on a target that is neither a topic nor a theme are refused', async () => {
    await fill(10, () => 1);
    await expect(judge('2026-W19', action('no.such'))).rejects.toMatchObject({ code: 'bad-config' });
  });
});

describe('backtest', () => {
  test('tells of a past surge in ISO weeks, and reads for a person', async () => {
    await fill(20, (week, _, topic) => (topic === 'payout.delayed' && (week === 16 || week === 17) ? 3 : 1));
    const request = { weeks: 8, budgets: [0.5, 1], falseDiscoveryRate: 0.1, shuffles: 3, seed: 1 };
    const done = await backtestHistory(warehouse, config, request, '2026-W40', SILENT);
    expect(done).toMatchObject({ from: '2026-W22', to: '2026-W29', weeks: 8 });
    const [episode] = done.budgets[1]!.episodes;
    expect(episode).toMatchObject({ topic: 'payout.delayed', onset: '2026-W26', first: '2026-W26', last: '2026-W27' });
    const text = backtestLines(done, 1).join('\n');
    expect(text).toContain('2026-W26  payout.delayed');
    expect(text).toMatch(/\n +1 +1 +0\.25 +100 %/);
    const other = await backtestHistory(warehouse, config, { ...request, team: 'gifting' }, '2026-W40', SILENT);
    expect(other.budgets[1]!.episodes).toEqual([]);
    await expect(
      backtestHistory(warehouse, config, { ...request, team: 'nobody' }, '2026-W40', SILENT),
    ).rejects.toMatchObject({ code: 'bad-usage' });
  });
});
