import { phrasesOf, type Phrase } from './phrases.ts';

/** What a theme is called: a phrase of its tickets, and further words that set it apart. */
export interface ThemeName {
  readonly label: string;
  readonly keywords: readonly string[];
}

interface Counted {
  readonly phrase: Phrase;
  readonly surfaces: Map<string, number>;
  count: number;
}

function countPhrases(texts: readonly string[]): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const text of texts)
    for (const phrase of phrasesOf(text)) {
      let entry = counts.get(phrase.key);
      if (entry === undefined) counts.set(phrase.key, (entry = { phrase, surfaces: new Map(), count: 0 }));
      entry.count++;
      entry.surfaces.set(phrase.surface, (entry.surfaces.get(phrase.surface) ?? 0) + 1);
    }
  return counts;
}

function commonest(surfaces: ReadonlyMap<string, number>): string {
  return [...surfaces].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

interface Scored {
  readonly entry: Counted;
  readonly score: number;
}

function cohesion(entry: Counted, counts: ReadonlyMap<string, Counted>, texts: number): number {
  const { words } = entry.phrase;
  if (words.length === 1) return 1;
  const parts = words.map((word) => counts.get(word)?.count ?? entry.count * 2);
  const independent = parts.reduce((product, count) => product * Math.min(1, count / texts), 1) * texts;
  return Math.min(2, 1 + Math.max(0, Math.log(entry.count / Math.max(independent, 0.1))) / 4);
}

const LENGTH_FACTOR = [0, 0.55, 1, 1.1, 1.1, 1, 0.9];

function lengthFactor(phrase: Phrase): number {
  const unspaced = !phrase.key.includes(' ') && /[^\p{Script=Latin}]/u.test(phrase.key) && phrase.words.length > 1;
  if (unspaced || (phrase.words.length === 1 && /\p{Script=Han}|\p{Script=Thai}|\p{Script=Hiragana}/u.test(phrase.key)))
    return phrase.key.length < 3 ? 0.5 : phrase.key.length < 4 ? 0.85 : 1.1;
  return LENGTH_FACTOR[phrase.words.length] ?? 0.8;
}

function ranked(
  counts: ReadonlyMap<string, Counted>,
  texts: number,
  elsewhere: ReadonlyMap<string, number>,
  others: number,
): Scored[] {
  const least = texts < 4 ? 1 : Math.max(2, Math.ceil(texts * 0.03));
  const scored: Scored[] = [];
  for (const entry of counts.values()) {
    if (entry.count < least) continue;
    const outside = (elsewhere.get(entry.phrase.key) ?? entry.count) - entry.count;
    const rate = entry.count / texts;
    const apart = Math.log(1 + rate / ((outside + 0.5) / (others + 1)));
    const score = Math.sqrt(rate) * apart * cohesion(entry, counts, texts) * lengthFactor(entry.phrase);
    scored.push({ entry, score });
  }
  return scored.toSorted((a, b) => b.score - a.score || (a.entry.phrase.key < b.entry.phrase.key ? -1 : 1));
}

function distinct(scored: readonly Scored[], count: number): Scored[] {
  const kept: Scored[] = [];
  for (const one of scored) {
    if (kept.length === count) break;
    const key = ` ${one.entry.phrase.key} `;
    if (
      kept.some((other) => ` ${other.entry.phrase.key} `.includes(key) || key.includes(` ${other.entry.phrase.key} `))
    )
      continue;
    kept.push(one);
  }
  return kept;
}

/**
 * Names of themes by class-based TF-IDF over phrases (Grootendorst 2022) times their cohesion (PMI of their words): the
 * share of the theme's texts that hold the phrase (square root), how many times more often than elsewhere (log), favouring
 * two to five words. `themes` are texts of each theme in its main language; labels of different themes differ.
 */
export function nameThemes(themes: readonly (readonly string[])[]): ThemeName[] {
  const perTheme = themes.map((texts) => countPhrases(texts));
  const elsewhere = new Map<string, number>();
  for (const counts of perTheme)
    for (const [key, entry] of counts) elsewhere.set(key, (elsewhere.get(key) ?? 0) + entry.count);
  const total = themes.reduce((sum, texts) => sum + texts.length, 0);
  const taken = new Set<string>();
  return perTheme.map((counts, t) => {
    const texts = themes[t]?.length ?? 0;
    const best = ranked(counts, texts, elsewhere, total - texts).slice(0, 200);
    const phrase =
      best.find(({ entry }) => isName(entry.phrase) && !taken.has(entry.phrase.key)) ??
      best.find(({ entry }) => !taken.has(entry.phrase.key));
    const label = phrase === undefined ? '' : commonest(phrase.entry.surfaces);
    if (phrase !== undefined) taken.add(phrase.entry.phrase.key);
    const short = best.filter(({ entry }) => entry.phrase.words.length <= 2 && !isBrief(entry.phrase));
    return { label, keywords: distinct(short, 8).map(({ entry }) => commonest(entry.surfaces)) };
  });
}

function isBrief(phrase: Phrase): boolean {
  return phrase.key.length < 2;
}

function isName(phrase: Phrase): boolean {
  return (
    phrase.words.length >= 2 ||
    (phrase.words.length === 1 &&
      phrase.key.length >= 4 &&
      /\p{Script=Han}|\p{Script=Thai}|\p{Script=Katakana}/u.test(phrase.key))
  );
}
