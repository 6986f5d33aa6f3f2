import { phrasesOf, type Phrase } from './phrases.ts';
import { bindingOf, isStopWord } from './stop-words.ts';

/** What a theme is called: a phrase of its tickets, and further words that set it apart. */
export interface ThemeName {
  readonly label: string;
  readonly keywords: readonly string[];
}

/** Texts of a theme in its main language. */
export interface ThemeTexts {
  readonly language: string;
  readonly texts: readonly string[];
}

interface Counted {
  readonly phrase: Phrase;
  readonly surfaces: Map<string, number>;
  /** How often each word goes on with the phrase. */
  readonly before: Map<string, number>;
  readonly after: Map<string, number>;
  count: number;
}

function add(counts: Map<string, number>, key: string): void {
  if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countPhrases({ texts, language }: ThemeTexts): Map<string, Counted> {
  const counts = new Map<string, Counted>();
  for (const text of texts)
    for (const phrase of phrasesOf(text, language)) {
      let entry = counts.get(phrase.key);
      if (entry === undefined)
        counts.set(
          phrase.key,
          (entry = { phrase, surfaces: new Map(), before: new Map(), after: new Map(), count: 0 }),
        );
      entry.count++;
      add(entry.surfaces, phrase.surface);
      add(entry.before, phrase.before);
      add(entry.after, phrase.after);
    }
  return counts;
}

function commonest(surfaces: ReadonlyMap<string, number>): string {
  return [...surfaces].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

/** A theme's phrases beside those of the other themes. */
interface Theme {
  readonly counts: ReadonlyMap<string, Counted>;
  readonly language: string;
  readonly texts: number;
  /** Counts over all themes, this one included, and the number of the others' texts. */
  readonly everywhere: ReadonlyMap<string, number>;
  readonly otherTexts: number;
}

/** How many times more often than elsewhere a phrase occurs. */
function lift(key: string, theme: Theme): number {
  const count = theme.counts.get(key)?.count ?? 0;
  const outside = (theme.everywhere.get(key) ?? count) - count + 0.5;
  return count / theme.texts / (outside / (theme.otherTexts + 1));
}

/** Class-based TF-IDF (Grootendorst 2022): root of the share of texts that hold the phrase × log of how many times more often than elsewhere. */
function salience(key: string, theme: Theme): number {
  return Math.sqrt((theme.counts.get(key)?.count ?? 0) / theme.texts) * Math.log(1 + lift(key, theme));
}

/**
 * How free a phrase stands on one side (0…1): less when words that say something go on with it, and when it is always
 * the same one (boundary freedom; cf. branching entropy, Jin & Tanaka-Ishii 2006).
 */
function freedom(goOn: ReadonlyMap<string, number>, count: number, unspaced: boolean): number {
  let sum = 0;
  let most = 0;
  for (const n of goOn.values()) {
    sum += n;
    most = Math.max(most, n);
  }
  const [any, same] = unspaced ? [0.25, 0.7] : [0.5, 0.45];
  return 1 - (any * sum + same * most) / (count + 2);
}

const LENGTH_FACTOR = [0, 0.6, 1, 1.1, 1.05, 0.95, 0.85];

function lengthFactor({ words, key, unspaced }: Phrase): number {
  if (!unspaced) return LENGTH_FACTOR[words.length] ?? 0.8;
  return key.length < 3 ? 0.5 : key.length < 4 ? 0.8 : key.length < 9 ? 1.1 : 0.95;
}

/** A word without its commonest endings, to tell that two phrases say the same. */
function stem(word: string): string {
  return word.length > 5 ? word.slice(0, 5) : word.length > 3 ? word.replace(/s$/, '') : word;
}

function contentOf({ words }: Phrase, language: string): string[] {
  return words.filter((word) => !isStopWord(word, language));
}

/** The words of a phrase that say something, without their endings and in order; ¬ when it denies them. */
function orderedMeaning(phrase: Phrase, language: string): string {
  const isDenied = phrase.words.some((word) => bindingOf(word)?.startsWith('negator'));
  return [...(isDenied ? ['¬'] : []), ...contentOf(phrase, language).map(stem)].join(' ');
}

/** The same in any order, in which "exchange rates" and "exchange rate" are alike. */
function meaningOf(phrase: Phrase, language: string): string {
  return orderedMeaning(phrase, language).split(' ').toSorted().join(' ');
}

/** Counts of what phrases say, however it is put: "cancel a transfer" and "cancel my transfers" are heard as one. */
function countMeanings(theme: Theme): Map<string, number> {
  const heard = new Map<string, number>();
  for (const { phrase, count } of theme.counts.values()) {
    const meaning = orderedMeaning(phrase, theme.language);
    heard.set(meaning, (heard.get(meaning) ?? 0) + count);
  }
  return heard;
}

/** What a text counts for a phrase when it says the same in another way. */
const PUT_OTHERWISE = 0.15;

interface Scored {
  readonly phrase: Phrase;
  readonly surface: string;
  readonly score: number;
}

function particleFactor({ words, key }: Phrase, count: number, theme: Theme): number {
  if (words.length < 2 || bindingOf(words.at(-1) ?? '') !== 'particle') return 1;
  const verb = theme.counts.get(key.slice(0, key.lastIndexOf(' ')))?.count ?? count;
  return (count - 1) / verb;
}

/**
 * Phrases by how well they name a theme: the salience of their words (so that a rarer phrase of telling words beats an
 * ordinary one of plain words) and their own, how often they occur, and how free they stand on both sides.
 */
function ranked(theme: Theme): Scored[] {
  const least = theme.texts < 4 ? 1 : Math.max(2, Math.ceil(theme.texts * 0.02));
  const meanings = countMeanings(theme);
  const scored: Scored[] = [];
  for (const { phrase, surfaces, before, after, count } of theme.counts.values()) {
    const alike = meanings.get(orderedMeaning(phrase, theme.language)) ?? count;
    if (alike < least) continue;
    const content = contentOf(phrase, theme.language);
    const words = [...new Set(content)].reduce((sum, word) => sum + salience(word, theme), 0);
    const negators = phrase.words.filter((word) => bindingOf(word)?.startsWith('negator')).length;
    const telling = words / Math.sqrt(content.length + negators) + salience(phrase.key, theme);
    const heard = ((count + PUT_OTHERWISE * Math.min(alike, theme.texts)) / theme.texts) ** 0.4;
    const whole = freedom(before, count, phrase.unspaced) * freedom(after, count, phrase.unspaced);
    const brief = lengthFactor(phrase) * 0.92 ** Math.max(0, phrase.words.length - content.length - 1);
    const score = telling * heard * whole * brief * particleFactor(phrase, count, theme);
    scored.push({ phrase, surface: commonest(surfaces), score });
  }
  return scored.toSorted((a, b) => b.score - a.score || (a.phrase.key < b.phrase.key ? -1 : 1));
}

function isName(phrase: Phrase, language: string): boolean {
  if (phrase.unspaced) return phrase.key.length >= 4;
  return phrase.words.length >= 2 && meaningOf(phrase, language).includes(' ');
}

const KEYWORDS = 8;
const FEWEST_KEYWORDS = 5;
/** How many times more often than elsewhere a keyword occurs: the first five, and further ones. */
const LEAST_LIFT = 1.3;
const HIGH_LIFT = 2;

function overlaps(phrase: Phrase, other: Phrase): boolean {
  if (!phrase.unspaced || !other.unspaced)
    return phrase.words.some((word) => other.words.some((o) => stem(o) === stem(word)));
  for (let i = 0; i + 2 <= phrase.key.length; i++) if (other.key.includes(phrase.key.slice(i, i + 2))) return true;
  return false;
}

/** Words and pairs of words that set a theme apart, none saying again what one before it said. */
function keywordsOf(theme: Theme, scored: readonly Scored[]): string[] {
  const short = scored
    .filter(({ phrase }) => phrase.words.length <= 2 && phrase.words.every((word) => !isStopWord(word, theme.language)))
    .map((one) => ({ ...one, score: (one.score * salience(one.phrase.key, theme)) / lengthFactor(one.phrase) }))
    .toSorted((a, b) => b.score - a.score || (a.phrase.key < b.phrase.key ? -1 : 1));
  const kept: Scored[] = [];
  for (const one of short) {
    const isApart = lift(one.phrase.key, theme) >= (kept.length < FEWEST_KEYWORDS ? LEAST_LIFT : HIGH_LIFT);
    if (kept.length < KEYWORDS && isApart && !kept.some(({ phrase }) => overlaps(one.phrase, phrase))) kept.push(one);
  }
  return kept.map(({ surface }) => surface);
}

/** Counts of phrases over texts of a language. */
interface Background {
  readonly counts: Map<string, number>;
  texts: number;
}

/** A theme beside a background that holds its own texts too. */
function besideOthers(
  counts: ReadonlyMap<string, Counted>,
  { language, texts }: ThemeTexts,
  all: Background | undefined,
): Theme {
  const otherTexts = (all?.texts ?? 0) - texts.length;
  return { counts, language, texts: texts.length, everywhere: all?.counts ?? new Map<string, number>(), otherTexts };
}

/** Least count of a telling phrase and how many times rarer it must be elsewhere. */
const LEAST_COUNT = 3;
const TELLING_LIFT = 4;

/**
 * At most `most` phrases by which texts of a theme can be told from the other texts, best first, none saying again what
 * one before it says; each occurs in three texts or more.
 */
export function tellingPhrases(theme: ThemeTexts, others: readonly ThemeTexts[], most: number): string[] {
  const counts = countPhrases(theme);
  const { language } = theme;
  const known = besideOthers(counts, theme, backgrounds([counts], [theme], others).get(''));
  const kept: Scored[] = [];
  for (const one of ranked(known)) {
    const { phrase } = one;
    if (kept.length === most) break;
    if (!isName(phrase, language) || (counts.get(phrase.key)?.count ?? 0) < LEAST_COUNT) continue;
    if (lift(phrase.key, known) < TELLING_LIFT) continue;
    const says = ` ${orderedMeaning(phrase, language)} `;
    const again = kept.some((other) => {
      const said = ` ${orderedMeaning(other.phrase, language)} `;
      return said.includes(says) || says.includes(said);
    });
    if (!again) kept.push(one);
  }
  return kept.map(({ surface }) => surface);
}

/** What is written in each language over all themes and in further texts; '' holds all of them. */
function backgrounds(
  perTheme: readonly ReadonlyMap<string, Counted>[],
  themes: readonly ThemeTexts[],
  others: readonly ThemeTexts[],
): Map<string, Background> {
  const all = new Map<string, Background>();
  const put = (language: string, counts: ReadonlyMap<string, Counted>, texts: number): void => {
    let own = all.get(language);
    if (own === undefined) all.set(language, (own = { counts: new Map(), texts: 0 }));
    own.texts += texts;
    for (const [key, { count }] of counts) own.counts.set(key, (own.counts.get(key) ?? 0) + count);
  };
  const every = [...themes, ...others];
  const counted = [...perTheme, ...others.map((texts) => countPhrases(texts))];
  counted.forEach((counts, i) => {
    const { language = '', texts = [] } = every[i] ?? {};
    put(`=${language}`, counts, texts.length);
    put('', counts, texts.length);
  });
  return all;
}

/** Other texts of the same language from which on a theme is told apart from them alone. */
const ENOUGH_OTHERS = 30;

/**
 * Names of themes: the best phrase of each by class-based TF-IDF over its words and itself, its frequency and its
 * boundaries, of two words or more where there is one. A theme is set apart from other texts of its language, `others`
 * among them, so that what everybody there writes (a greeting) names nothing. Labels of different themes say different
 * things; `taken` are labels of themes that have theirs already.
 */
export function nameThemes(
  themes: readonly ThemeTexts[],
  taken: readonly string[] = [],
  others: readonly ThemeTexts[] = [],
): ThemeName[] {
  const perTheme = themes.map((theme) => countPhrases(theme));
  const background = backgrounds(perTheme, themes, others);
  const said = new Set(taken);
  return perTheme.map((counts, t) => {
    const named = themes[t] as ThemeTexts;
    const { language, texts } = named;
    const own = background.get(`=${language}`);
    const all = own !== undefined && own.texts - texts.length >= ENOUGH_OTHERS ? own : background.get('');
    const theme = besideOthers(counts, named, all);
    const best = ranked(theme);
    const fresh = best.filter(({ phrase, surface }) => !said.has(surface) && !said.has(meaningOf(phrase, language)));
    const chosen = fresh.find(({ phrase }) => isName(phrase, language)) ?? fresh[0];
    if (chosen !== undefined) said.add(meaningOf(chosen.phrase, language));
    return { label: chosen?.surface ?? '', keywords: keywordsOf(theme, best) };
  });
}
