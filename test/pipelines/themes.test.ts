import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadTagger, loadTaxonomy, readTaxonomyFiles } from '../../pipelines/knowledge.ts';
import { promote, promotedLines } from '../../pipelines/promote.ts';
import { listThemes, themeLines } from '../../pipelines/theme-list.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { loadThemeNames } from '../../pipelines/weekly/theme-names.ts';
import type { Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { seeded } from '../../src/tagging/random.ts';
import { openSnapshot, type SnapshotReader } from '../../src/warehouse/reader.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import { ingestLines, NOW, testConfig } from './fixture.ts';

const DAY = 86_400_000;
const MONDAYS = Array.from({ length: 4 }, (_, i) => Date.UTC(2026, 9, 26) + 7 * i * DAY);
const WEEK = '2026-W47';

/** Matters that no topic covers, each said in many ways. */
const MATTERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aquarium: [
    ['the virtual aquarium', 'my aquarium', 'aquarium corner'],
    ['fish swim backwards', 'fish turned grey', 'fish look upside down'],
    ['since tuesday', 'on my tablet', 'in the evening', 'again'],
  ],
  snails: [
    ['the virtual aquarium', 'my aquarium', 'aquarium corner'],
    [
      'with fish that look sad: snails eat the plants',
      'of my fish turned green: snails cover the plants',
      'for fish: too many snails among plants',
    ],
    ['since tuesday', 'on my tablet', 'in the evening', 'again'],
  ],
  horoscope: [
    ['the daily horoscope', 'my horoscope', 'horoscope card'],
    ['names the wrong zodiac sign', 'has another zodiac sign', 'mixes zodiac signs'],
    ['this morning', 'for libra', 'for leo'],
  ],
  /** A topic, so that there is one nearest to the others. */
  gifts: [
    ['my gift', 'the gift i sent'],
    ['was not delivered to the host', 'never arrived at the host'],
    ['since tuesday', 'on my tablet', 'in the evening', 'again'],
  ],
  garden: [
    ['the balcony garden', 'my herb garden', 'garden tile'],
    ['tomatoes never ripen', 'tomatoes stay green', 'tomatoes remain tiny'],
    ['after watering', 'for weeks', 'in autumn'],
  ],
};

const random = seeded(11);
const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';

function linesOf(matter: string, monday: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const closed = new Date(monday + (i % 5) * DAY + 3_600_000 * (1 + (i % 9))).toISOString();
    const text = (MATTERS[matter] ?? []).map(pick).join(' ');
    return JSON.stringify({
      ticket_id: `${matter}-${monday}-${i}`,
      closed_at: closed,
      created_at: closed,
      user_id: `${matter}-${i}-${monday}`,
      country: i % 2 === 0 ? 'US' : 'GB',
      messages: [{ at: closed, author: 'user', text: `${text}, ${pick(['dear all', 'greetings', 'folks'])} ${i}` }],
    });
  });
}

let config: Config;
const taxonomy = (): string => join(config.pipelinesDir, 'taxonomy');
const run = (): Promise<unknown> =>
  withWarehouse(config, 'test', (warehouse) =>
    weekly({ config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW }, WEEK),
  );
const rows = (name: string, parameters: Record<string, string> = {}): Promise<Row[]> =>
  withWarehouse(config, 'test', (warehouse) => warehouse.rows(name, parameters));
const report = (language: 'en' | 'zh'): string =>
  readFileSync(join(config.dataDir, 'reports', WEEK, `all.${language}.md`), 'utf8');

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-pipelines-'));
  cpSync(join(PACKAGE_ROOT, 'pipelines'), folder, {
    recursive: true,
    filter: (path) => !/training|\/demo|\.ts$/.test(path.slice(PACKAGE_ROOT.length)),
  });
  config = { ...testConfig(), pipelinesDir: folder };
  const lines = MONDAYS.flatMap((monday, w) => [
    ...['aquarium', 'horoscope', 'garden', 'gifts'].flatMap((matter) => linesOf(matter, monday, 30)),
    ...(w === MONDAYS.length - 1 ? linesOf('snails', monday, 26) : []),
  ]);
  await withWarehouse(config, 'test', (warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
  await run();
}, 120_000);

afterAll(() => {
  rmSync(config.dataDir, { recursive: true });
  rmSync(config.pipelinesDir, { recursive: true });
});

const within = async <T>(work: (reader: SnapshotReader) => Promise<T>): Promise<T> => {
  const reader = await openSnapshot(join(config.dataDir, 'insights.duckdb'), 'UTC', 60);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
};
const themesNow = (): Promise<Row[]> => within((reader) => listThemes(reader, 1));
const themeOf = async (words: RegExp): Promise<Row> => {
  const found = (await themesNow()).find((row) => words.test(row['label'] as string));
  if (found === undefined) throw new Error(`no theme is called ${words}`);
  return found;
};

describe('the report', () => {
  test('shows a new theme with its words, and that it split off from an older one, in both languages', async () => {
    const snails = await themeOf(/snails/);
    const [event] = await rows('report/theme-lineage', { week: '2026-11-16' });
    expect(event).toMatchObject({ theme_id: snails['theme_id'], kind: 'split' });
    const from = event?.['label'] as string;
    expect(report('en')).toContain(`Split off from “${from}”`);
    expect(report('zh')).toContain(`由“${from}”分出`);
    expect(report('en')).toContain(`### ${snails['label'] as string}\n`);
  });

  test('names the nearest topic, and why it is not that one', () => {
    expect(report('en')).toMatch(/Nearest topic: .+, but not it: .+ of the tickets speaks? of “.+”/);
    expect(report('zh')).toMatch(/最接近的问题是“.+”，但并不相同：.+提到“.+”/);
  });
});

describe('a theme that was renamed', () => {
  const write = (text: string): void => writeFileSync(join(taxonomy(), 'themes.yaml'), text);

  test('keeps that name in both reports and in the table, until it is taken away', async () => {
    const found = await themeOf(/snails/);
    const id = found['theme_id'] as string;
    const [event] = await rows('report/theme-lineage', { week: '2026-11-16' });
    write(
      `# ours\nthemes:\n  ${id}: { en: Snails everywhere, zh: 蜗牛泛滥 }\n  ${event?.['from_theme'] as string}: { en: Odd fish, zh: 怪鱼 }\n`,
    );
    await run();
    expect(report('en')).toContain('### Snails everywhere\n');
    expect(report('zh')).toContain('### 蜗牛泛滥\n');
    expect(report('en')).toContain('Split off from “Odd fish”');
    expect(report('zh')).toContain('由“怪鱼”分出');
    const named = (await themesNow()).find((row) => row['theme_id'] === id);
    expect(named).toMatchObject({ label: 'Snails everywhere', label_en: 'Snails everywhere', label_zh: '蜗牛泛滥' });
    write('themes: {}\n');
    await run();
    expect((await themesNow()).find((row) => row['theme_id'] === id)).toEqual(found);
  });

  test('by a file that is wrong is refused with file and line', () => {
    write('themes:\n  th-0001: { en: A name }\n');
    expect(() => loadThemeNames(taxonomy())).toThrow(/themes\.yaml:2 .*zh/);
    write('themes:\n  garden: { en: A name, zh: 名 }\n');
    expect(() => loadThemeNames(taxonomy())).toThrow(/themes\.yaml:.*garden/);
    write('themes:\n');
    expect(loadThemeNames(taxonomy()).size).toBe(0);
  });
});

describe('a theme that is promoted', () => {
  const topic = 'broadcast.snails';
  const texts = (): Map<string, string> =>
    new Map(readTaxonomyFiles(taxonomy()).map(({ path, text }) => [path, text] as const));

  test('is refused for the program’s own taxonomy, an unknown theme, a topic that is there, an area nobody owns', async () => {
    const id = (await themeOf(/snails/))['theme_id'] as string;
    const refused = (own: Config, theme: string, to: string): Promise<unknown> =>
      within((reader) => promote(own, reader, { theme, topic: to }, false));
    await expect(refused({ ...config, pipelinesDir: '' }, id, topic)).rejects.toThrow(/comes with the program/);
    await expect(refused(config, 'th-0999', topic)).rejects.toThrow(/no theme th-0999/);
    await expect(refused(config, id, 'gifting.animation')).rejects.toThrow(/there already/);
    await expect(refused(config, id, 'Snails')).rejects.toThrow(/no topic id/);
    await expect(refused(config, id, 'aquarium.snails')).rejects.toThrow(/--owner|nobody owns/);
  });

  test('becomes lines of the taxonomy that keep every other byte, and tag its tickets', async () => {
    const id = (await themeOf(/snails/))['theme_id'] as string;
    const before = texts();
    const would = await within((reader) => promote(config, reader, { theme: id, topic }, true));
    expect(texts()).toEqual(before);
    const done = await within((reader) => promote(config, reader, { theme: id, topic }, false));
    expect(done).toEqual(would);
    const after = texts();
    expect(done.changes.map(({ path }) => path.split(/[\\/]/).at(-1))).toEqual([
      'concepts.yaml',
      'en.yaml',
      'broadcast.yaml',
    ]);
    for (const [path, text] of after) {
      const change = done.changes.find((one) => one.path === path);
      const lines = text.split('\n');
      const added = change === undefined ? [] : lines.splice(change.line - 1, change.added.length);
      expect(added).toEqual(change?.added ?? []);
      expect(lines.join('\n')).toBe(before.get(path));
    }
    const tagger = loadTagger(taxonomy(), 0);
    const english = done.changes.find(({ path }) => path.endsWith('en.yaml'))!.added.join('\n');
    const [phrase] = /\[([^,\]]+)/.exec(english)!.slice(1);
    const tagged = tagger.tag(`again: ${phrase!.replaceAll(/["'*]/g, '')} in my aquarium`, { language: 'en' }).topics;
    expect(tagged.map((tag) => tag.topic)).toContain(topic);
    expect(promotedLines(done, false).join('\n')).toMatch(/^\+ .*snails.*retag --preview/ms);
  });

  test('may open an area of its own', async () => {
    const id = (await themeOf(/zodiac/))['theme_id'] as string;
    const promotion = { theme: id, topic: 'stars.zodiac', owner: 'growth' };
    const done = await within((reader) => promote(config, reader, promotion, false));
    expect(done.changes.at(-1)?.path).toMatch(/stars\.yaml$/);
    const made = loadTaxonomy(taxonomy()).topics.find((one) => one.id === 'stars.zodiac');
    expect(made).toMatchObject({ area: 'stars', owner: 'growth', severity: 1 });
  });
});

test('the list of themes says for people which are new and what they split off from', async () => {
  const lines = themeLines(await themesNow(), 1);
  expect(lines.find((line) => /snails/.test(line))).toMatch(/^th-\d{4} {2}new .* · split th-\d{4}$/);
  expect(themeLines([], 4).join('')).toMatch(/weekly/);
});
