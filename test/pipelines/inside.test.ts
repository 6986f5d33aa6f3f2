import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { themesInside } from '../../pipelines/weekly/inside.ts';
import type { Inside } from '../../src/report/model.ts';
import { SILENT } from '../../src/progress.ts';
import { seeded } from '../../src/tagging/random.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { ingestLines, NOW, testConfig } from './fixture.ts';

const DAY = 86_400_000;
const MONDAYS = [Date.UTC(2026, 10, 9), Date.UTC(2026, 10, 16)] as const;
const WEEKS = ['2026-W46', '2026-W47'] as const;
const TOPIC = 'gifting.not-delivered';

/** What anybody may add. */
const ASIDES = ['on my phone', 'on the tablet', 'in the evening', 'at noon', 'on monday', 'with wifi', 'with mobile data', 'in version nine', 'twice', 'three times']; // prettier-ignore

/** Two matters of one topic, each said in many ways. */
const MATTERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  lion: [
    ['sent the golden lion', 'my golden lion gift', 'gifted a golden lion'],
    ['gift never arrived at the host', 'the gift was not delivered to the host', 'host did not receive the gift'],
    ['during the birthday show', 'while she danced', 'at the anniversary party'],
  ],
  roses: [
    ['ninety-nine roses from my backpack', 'the bundle of roses out of my bag', 'free roses of the check-in'],
    ['gift not received by the streamer', 'the gift never showed up for the streamer', 'streamer did not get the gift'],
    ['yesterday at lunch', 'on the train home', 'before breakfast'],
  ],
};

const random = seeded(5);
const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';

function linesOf(matter: string, monday: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const closed = new Date(monday + (i % 6) * DAY + 3_600_000 * (1 + (i % 9))).toISOString();
    return JSON.stringify({
      ticket_id: `${matter}-${monday}-${i}`,
      closed_at: closed,
      created_at: closed,
      user_id: `${matter}-u${i}`,
      language: 'en',
      country: 'US',
      messages: [
        { at: closed, author: 'user', text: [...(MATTERS[matter] ?? []), ASIDES, ASIDES].map(pick).join(' ') },
      ],
    });
  });
}

const config = { ...testConfig(), timeZone: 'UTC' };
let themes: Row[];
let inside: Inside[][];

async function run(warehouse: Warehouse): Promise<void> {
  for (const [w, monday] of MONDAYS.entries()) {
    const lines = [...linesOf('lion', monday, 60), ...linesOf('roses', monday, w === 0 ? 50 : 90)];
    await ingestLines(warehouse, config, `${monday}.ndjson`, lines);
  }
  const setting = { config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW };
  for (const week of WEEKS) await weekly(setting, week);
  themes = await warehouse.rows('report/themes', { week: new Date(MONDAYS[1]).toISOString().slice(0, 10) });
  inside = [];
  for (const monday of MONDAYS)
    inside.push(await themesInside(warehouse, TOPIC, new Date(monday).toISOString().slice(0, 10), new Map(), 5));
}

beforeAll(() => withWarehouse(config, 'test', run), 60_000);
afterAll(() => rmSync(config.dataDir, { recursive: true, force: true }));

describe('a topic with many tickets', () => {
  const theme = (words: RegExp): Row => themes.find((row) => words.test((row['keywords'] as string[]).join(' ')))!;

  test('is divided into what its tickets are about', () => {
    for (const words of [/\blion\b/, /\broses\b/]) expect(theme(words)).toMatchObject({ in_topic: TOPIC });
    expect(theme(/\blion\b/)['theme_id']).not.toBe(theme(/\broses\b/)['theme_id']);
    expect(inside[1]!.reduce((sum, { tickets }) => sum + tickets, 0)).toBeGreaterThan(60);
  });

  test('keeps its themes from week to week, with the tickets of both', () => {
    const [before, now] = [inside[0]!, inside[1]!];
    for (const one of now.slice(0, 2)) {
      expect(one).toMatchObject({ estimated: false, isNew: false });
      expect(one.before).toBeGreaterThan(0);
    }
    const lasting = now.filter(({ theme: id }) => before.some((old) => old.theme === id));
    for (const { theme: id, before: then } of lasting)
      expect(then).toBe(before.find((old) => old.theme === id)?.tickets);
    expect(lasting).not.toEqual([]);
  });

  test('says nothing of a week before in which it was not divided', () => {
    expect(inside[0]!.map((one) => [one.before, one.isNew])).toEqual(inside[0]!.map(() => [null, false]));
  });
});
