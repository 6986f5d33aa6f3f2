import { expect, test } from 'vitest';
import { compileExplainer, explanationLines } from '../../src/tagging/explain.ts';
import { compileTagger } from '../../src/tagging/tagger.ts';
import { ENGLISH, taxonomyWith } from './fixture.ts';

const taxonomy = taxonomyWith(ENGLISH);
const tagger = compileTagger(taxonomy, null);
const topicsOf = (text: string): string[] => tagger.tag(text, { language: 'en' }).topics.map((tag) => tag.topic);

test('concepts that meet mean the topic, and the deciding words are named in text order', () => {
  const { topics } = tagger.tag('Every co-hosting has terrible LAGGING', { language: 'en' });
  expect(topics).toEqual([
    { topic: 'co-hosting.lag', confidence: expect.any(Number), source: 'lexicon', evidence: ['co-hosting', 'LAGGING'] },
  ]);
});

test('a failure that is negated, solved, imagined or of another app is left alone', () => {
  expect(topicsOf('gift never showed up')).toEqual(['gifting.not-delivered']);
  expect(topicsOf('no black screen')).toEqual([]);
  expect(topicsOf('the black screen is gone now, it works again')).toEqual([]);
  expect(topicsOf('what if there is a black screen')).toEqual([]);
  expect(topicsOf('black screen on tiktok')).toEqual([]);
});

test('a question how to do something is no complaint', () => {
  expect(topicsOf('how do i send a gift?')).toEqual([]);
});

test('a higher threshold leaves fewer topics, never others', () => {
  const strict = compileTagger(taxonomy, null, { threshold: 0.95 });
  expect(strict.tag('black screen', { language: 'en' }).topics).toEqual([]);
});

test('sentiment follows words, negation, intensity, emoji and mockery, and stays within −1 and 1', () => {
  const rate = (text: string): number => tagger.tag(text, { language: 'en' }).sentiment;
  expect(rate('great')).toBeGreaterThan(0.2);
  expect(rate('very great')).toBeGreaterThan(rate('great'));
  expect(rate('not great')).toBeLessThan(0);
  expect(rate('terrible!!!')).toBeLessThan(rate('terrible'));
  expect(rate('great 🙄')).toBeLessThan(0);
  expect(rate('😡😡')).toBeLessThan(-0.3);
  expect(rate('table')).toBe(0);
  expect(rate('terrible '.repeat(500))).toBeGreaterThanOrEqual(-1);
});

test('severity is the ground level of the worst topic, one more for what makes it worse', () => {
  const severityOf = (text: string): number => tagger.tag(text, { language: 'en' }).severity;
  expect(severityOf('hello')).toBe(0);
  expect(severityOf('black screen')).toBe(1);
  expect(severityOf('coins were taken, gift never showed up')).toBe(2);
  expect(severityOf('he says he will kill me')).toBe(3);
});

test('the same text gives the same tags, whatever was tagged before', () => {
  const text = 'coins were taken, gift never showed up';
  const first = tagger.tag(text, { language: 'en' });
  tagger.tag('x '.repeat(5000) + 'lag', { language: 'zh' });
  expect(tagger.tag(text, { language: 'en' })).toEqual(first);
});

test('an explanation names concepts, rules, words and the distance to the threshold', () => {
  const explain = compileExplainer(taxonomy, null);
  const lines = explanationLines(explain('black screen, thank you', { language: 'en' })).join('\n');
  expect(lines).toMatch(/black-screen: “black screen”/);
  expect(lines).toMatch(/against\s+thanks/);
  expect(lines).toMatch(/playback\.black-screen\s+0\.\d\d/);
  expect(lines).toMatch(/rule\s+black-screen \(3\.2\)/);
});
