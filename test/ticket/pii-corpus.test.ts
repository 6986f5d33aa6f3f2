import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redact, type Found } from '../../src/ticket/redact.ts';

/**
 * Tickets in 17 languages with marked personal data (`[[kind:value]]`), written by somebody who did not know the rules. When
 * the rules met them first, recall was 0.79 and precision 0.92; since then the rules have grown by what they missed, so
 * that these floors guard what was reached and say nothing of text that nobody has seen.
 */
interface Marked {
  readonly lang: string;
  readonly text: string;
  readonly spans: readonly Found[];
}

interface Score {
  found: number;
  missed: number;
  false: number;
}

function unmark({ lang, text: marked }: { lang: string; text: string }): Marked {
  const spans: Found[] = [];
  let [text, at] = ['', 0];
  for (const { 0: whole, 1: kind = '', 2: value = '', index } of marked.matchAll(/\[\[([a-z]+):(.*?)\]\]/gs)) {
    text += marked.slice(at, index);
    spans.push({ kind: kind as Found['kind'], start: text.length, end: text.length + value.length });
    text += value;
    at = index + whole.length;
  }
  return { lang, text: text + marked.slice(at), spans };
}

const corpusIn = (file: string): Marked[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => unmark(JSON.parse(line) as { lang: string; text: string }));

const corpus = corpusIn('pii-corpus.ndjson');
/**
 * Written a day later, before looking at the rules: its first 186 tickets met them with recall 0.84 and precision 0.97, the
 * rest, written to be told from them in as many ways as people have, with 0.71 and 0.96; the rules have grown by both.
 */
const second = corpusIn('pii-corpus-second.ndjson');

const shared = (a: Found, b: Found): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** A datum is found when four fifths of it are removed; a find is false when it touches none. */
function scores(of: (marked: Marked, span: Found) => string, texts: readonly Marked[] = corpus): Map<string, Score> {
  const all = new Map<string, Score>();
  const scoreOf = (key: string): Score => {
    let score = all.get(key);
    if (score === undefined) all.set(key, (score = { found: 0, missed: 0, false: 0 }));
    return score;
  };
  for (const marked of texts) {
    const { found } = redact(marked.text, marked.lang);
    for (const span of marked.spans) {
      const covered = found.reduce((sum, one) => sum + shared(one, span), 0);
      scoreOf(of(marked, span))[covered >= (span.end - span.start) * 0.8 ? 'found' : 'missed']++;
    }
    for (const one of found) if (!marked.spans.some((span) => shared(one, span) > 0)) scoreOf(of(marked, one)).false++;
  }
  return all;
}

const recall = ({ found, missed }: Score): number => found / Math.max(1, found + missed);
const precision = ({ found, false: wrong }: Score): number => found / Math.max(1, found + wrong);

test('the corpus has all kinds and 17 languages', () => {
  expect(new Set(corpus.map(({ lang }) => lang)).size).toBe(17);
  expect(new Set(corpus.flatMap(({ spans }) => spans.map(({ kind }) => kind))).size).toBe(13);
});

test('nearly all personal data goes, and hardly anything else', () => {
  const [all] = [...scores(() => 'all').values()];
  expect(recall(all!)).toBeGreaterThanOrEqual(0.96);
  expect(precision(all!)).toBeGreaterThanOrEqual(0.97);
});

test('so does that of the second corpus', () => {
  const [all] = [...scores(() => 'all', second).values()];
  expect(recall(all!)).toBeGreaterThanOrEqual(0.97);
  expect(precision(all!)).toBeGreaterThanOrEqual(0.97);
});

test('in every language and of every kind', () => {
  for (const by of [scores(({ lang }) => lang), scores((_, { kind }) => kind)])
    expect([...by].filter(([, score]) => recall(score) < 0.85 || precision(score) < 0.85)).toEqual([]);
});

test('an ordinary corpus without personal data is left as it is', () => {
  const clean = corpus.filter(({ spans }) => spans.length === 0);
  expect(clean.length).toBeGreaterThan(80);
  expect(clean.filter(({ text, lang }) => redact(text, lang).found.length > 0)).toEqual([]);
});
