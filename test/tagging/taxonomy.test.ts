import { expect, test } from 'vitest';
import { parseTaxonomy } from '../../src/tagging/taxonomy.ts';
import { compileTagger } from '../../src/tagging/tagger.ts';
import { ENGLISH, taxonomyWith, topicFiles } from './fixture.ts';

const concepts = { path: 'concepts.yaml', text: 'concepts:\n  lag: { en: lag, zh: 卡, kind: happening }\n' };

function messageOf(files: { path: string; text: string }[]): string {
  try {
    parseTaxonomy(files);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

test('the taxonomy has 36 topics, each with an owner, a Chinese name and rules over known concepts', () => {
  const { topics } = taxonomyWith();
  expect(topics).toHaveLength(36);
  for (const topic of topics) {
    expect(topic.zh).toMatch(/\p{Script=Han}|PK/u);
    expect(topic.rules.length).toBeGreaterThan(0);
  }
});

test('a misspelt concept in a rule is refused with file and line', () => {
  const area = {
    path: 'play.yaml',
    text: 'area: play\ntopics:\n  stutter:\n    en: S\n    zh: 卡\n    owner: playback\n    rules:\n      - { when: [laag] }\n',
  };
  expect(messageOf([concepts, area])).toMatch(/^play\.yaml:8 .*unknown concept, laag/);
});

test('a concept that no one knows in a language file is refused with file and line', () => {
  const language = { path: 'languages/xx.yaml', text: 'language: xx\nconcepts:\n  lag: [a]\n  lagg: [b]\n' };
  expect(messageOf([concepts, language])).toMatch(/^languages\/xx\.yaml:4 .*not a concept/);
});

test('problems of several files are told at once', () => {
  const one = { path: 'a.yaml', text: 'area: a\ntopics: { x: { en: X, zh: X } }\n' };
  const two = { path: 'b.yaml', text: 'area: b\ntopics: [\n' };
  expect(messageOf([concepts, one, two])).toMatch(/a\.yaml:2 .*owner.*b\.yaml:/);
});

test('a topic, a language or a neighbour that is given twice or not at all is refused by name', () => {
  const area = (path: string, more = ''): { path: string; text: string } => ({
    path,
    text: `area: play\ntopics:\n  x:\n    en: X\n    zh: X\n    owner: playback\n${more}`,
  });
  expect(messageOf([concepts, area('a.yaml'), area('b.yaml')])).toBe('b.yaml:3 topic play.x is already in a.yaml.');
  const twice = ['a', 'b'].map((name) => ({ path: `${name}.yaml`, text: 'language: xx\n' }));
  expect(messageOf([concepts, ...twice])).toMatch(/^b\.yaml:1 language xx is already in a\.yaml/);
  expect(messageOf([concepts, area('a.yaml', '    neighbours: [play.y]\n')])).toMatch(/^a\.yaml:7 .*play\.y/);
});

test('a new language needs no code: its file is enough', () => {
  const italian = {
    path: 'languages/it.yaml',
    text: 'language: it\nconcepts:\n  black-screen: [schermo nero]\n  watch: [guardare]\n',
  };
  const tagger = compileTagger(taxonomyWith(ENGLISH, italian), null);
  const { topics } = tagger.tag('Da ieri solo schermo nero!', { language: 'it' });
  expect(topics.map((tag) => [tag.topic, tag.evidence])).toEqual([['playback.black-screen', ['schermo nero']]]);
});

test('a new topic needs no code: its lines are enough', () => {
  const games = {
    path: 'games.yaml',
    text: 'area: games\ntopics:\n  slow:\n    en: Slow games\n    zh: 游戏卡\n    owner: client\n    severity: 0\n    rules: [{ when: [lag, gift], weight: 6 }]\n',
  };
  const tagger = compileTagger(parseTaxonomy([...topicFiles(), ENGLISH, games]), null);
  expect(tagger.tag('lag as soon as a gift flies', { language: 'en' }).topics[0]?.topic).toBe('games.slow');
});

test('the version follows the files', () => {
  const before = taxonomyWith(ENGLISH).version;
  expect(taxonomyWith(ENGLISH).version).toBe(before);
  expect(taxonomyWith({ ...ENGLISH, text: `${ENGLISH.text}# a word\n` }).version).not.toBe(before);
});
