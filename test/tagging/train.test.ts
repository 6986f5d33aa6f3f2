import { expect, test } from 'vitest';
import type { TrainingRow } from '../../src/tagging/examples.ts';
import { parseModel } from '../../src/tagging/model.ts';
import { seeded } from '../../src/tagging/random.ts';
import { compileTagger } from '../../src/tagging/tagger.ts';
import { parseTaxonomy } from '../../src/tagging/taxonomy.ts';
import { trainTagger, TRAIN_DEFAULTS } from '../../src/tagging/train.ts';
import { ENGLISH, taxonomyWith, topicFiles } from './fixture.ts';

const taxonomy = taxonomyWith(ENGLISH);
const OPTIONS = { ...TRAIN_DEFAULTS, folds: 5, composed: 5, quick: true };
const THINGS = ['tonight', 'since monday', 'on my phone', 'honestly', 'in room nine', 'for an hour', 'yesterday'];
const SYMPTOMS: Readonly<Record<string, readonly string[]>> = {
  'app.battery': ['my pocket burns like an oven', 'the oven in my hand', 'charger can not keep pace, oven warm'],
  'co-hosting.lag': ['co-host lag', 'lagging when i link mic', 'co-hosting stutters'],
  'gifting.not-delivered': ['gift never showed up', 'coins were taken, rose never showed up', "gift didn't show"],
};

/** Rows of three topics and none; a share of the labels is wrong, so that certainty would be a lie. */
function rowsWith(wrong: number, count = 400): TrainingRow[] {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const names = [...Object.keys(SYMPTOMS), 'none'];
  return Array.from({ length: count }, () => {
    const topic = pick(names);
    const words = [pick(THINGS), pick(SYMPTOMS[topic] ?? ['great show', 'thank you', 'hello there']), pick(THINGS)];
    const label = random() < wrong ? pick(names) : topic;
    return { text: words.join(' '), lang: 'en', topics: label === 'none' ? [] : [label] };
  });
}

test('the same rows and taxonomy give the same model, byte for byte', () => {
  const [first, second] = [1, 2].map(() => trainTagger(taxonomy, rowsWith(0, 200), OPTIONS));
  expect(JSON.stringify(second)).toBe(JSON.stringify(first));
});

test('what no phrase names is learned from examples, and says which words decided', () => {
  const text = 'since monday an oven in my pocket';
  expect(compileTagger(taxonomy, null).tag(text, { language: 'en' }).topics).toEqual([]);
  const { model } = trainTagger(taxonomy, rowsWith(0), OPTIONS);
  const tagger = compileTagger(taxonomy, parseModel(JSON.parse(JSON.stringify(model)), 'model.json'));
  const [tag] = tagger.tag(text, { language: 'en' }).topics;
  expect(tag).toMatchObject({ topic: 'app.battery', source: 'model' });
  expect(tag?.evidence).toContain('oven');
  expect(tagger.tag('hello there, great show', { language: 'en' }).topics).toEqual([]);
  expect(tagger.version).toBe(`t:${taxonomy.version}+m:${model.version}`);
});

test('a topic that was renamed keeps what was learned of it under its old name', () => {
  const { model } = trainTagger(taxonomy, rowsWith(0), OPTIONS);
  const was = 'was: [{ since: 2026-10-01, kind: renamed, topics: [app.battery] }]';
  const files = topicFiles().map(({ path, text }) => ({
    path,
    text: text.replaceAll('app.battery', 'app.heat').replace(/^ {2}battery:\n/m, `  heat:\n    ${was}\n`),
  }));
  const tagger = compileTagger(parseTaxonomy([...files, ENGLISH]), parseModel(JSON.parse(JSON.stringify(model)), 'm'));
  expect(tagger.tag('since monday an oven in my pocket', { language: 'en' }).topics).toMatchObject([
    { topic: 'app.heat', source: 'model' },
  ]);
});

test('of tags with confidence about p, about a share p is right', () => {
  const { report } = trainTagger(taxonomy, rowsWith(0.3, 1200), OPTIONS);
  const filled = report.reliability.filter((bin) => bin.tags >= 200);
  expect(filled.length).toBeGreaterThan(0);
  for (const bin of filled) expect(Math.abs(bin.right - bin.confidence)).toBeLessThan(0.1);
  expect(report.calibrationError).toBeLessThan(0.1);
});

test('corrections by reviewers join the next training and win', () => {
  const text = 'the moon is made of cheese';
  const corrected = Array.from({ length: 12 }, () => ({ text, lang: 'en', topics: ['chat.translation'] }));
  const { model } = trainTagger(taxonomy, [...rowsWith(0), ...corrected], OPTIONS);
  expect(compileTagger(taxonomy, model).tag(text, { language: 'en' }).topics[0]?.topic).toBe('chat.translation');
});

test('a topic that the model has not learned yet is tagged by its rules', () => {
  const { model } = trainTagger(taxonomy, rowsWith(0, 200), OPTIONS);
  const games = {
    path: 'games.yaml',
    text: 'area: games\ntopics:\n  slow:\n    en: G\n    zh: 游戏\n    owner: client\n    rules: [{ when: [refund, gift], weight: 6 }]\n',
  };
  const extended = parseTaxonomy([...topicFiles(), ENGLISH, games]);
  const topics = compileTagger(extended, model).tag('refund my gift', { language: 'en' }).topics;
  expect(topics.map((tag) => tag.topic)).toContain('games.slow');
});

test('a file that is no model is refused by name', () => {
  expect(() => parseModel({ format: 2 }, 'pipelines/taxonomy/model.json')).toThrow(/pipelines\/taxonomy\/model\.json/);
});

test('a topic that the model has not learned is tagged by its rules, however high the model’s threshold', () => {
  const { model } = trainTagger(taxonomy, rowsWith(0, 200), OPTIONS);
  const games = {
    path: 'games.yaml',
    text: 'area: games\ntopics:\n  slow:\n    en: Slow games\n    zh: 游戏卡\n    owner: client\n    severity: 0\n    rules: [{ when: [lag, gift], weight: 3 }]\n',
  };
  const tagger = compileTagger(parseTaxonomy([...topicFiles(), ENGLISH, games]), { ...model, threshold: 0.9 });
  const slow = (text: string) =>
    tagger.tag(text, { language: 'en' }).topics.find(({ topic }) => topic === 'games.slow');
  expect(slow('lag as soon as a gift flies')?.confidence).toBeGreaterThanOrEqual(0.9);
  expect(slow('what a lovely gift')).toBeUndefined();
});
