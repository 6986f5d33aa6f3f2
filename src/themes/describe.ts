import type { ConceptName, ThemeDoc } from './doc.ts';
import { countConcepts, glossOf, type Gloss } from './gloss.ts';
import { nameThemes } from './labels.ts';

/** What is said about a theme: names, main language, size, central tickets (indices into the docs). */
export interface Description {
  /** A phrase of the theme's tickets in its main language; '' only when no text holds any usable word. */
  readonly label: string;
  readonly keywords: readonly string[];
  /** The label itself in its own language, else the concepts that set the theme apart, by name. */
  readonly gloss: Gloss;
  readonly language: string;
  readonly size: number;
  readonly users: number;
  /** At most three, most central first, of different users and, where it can be, different languages and segments. */
  readonly central: readonly number[];
}

const TEXTS_FOR_NAMES = 300;

function mainLanguage(docs: readonly ThemeDoc[], members: readonly number[]): string {
  const counts = new Map<string, number>();
  for (const i of members) {
    const language = docs[i]?.language ?? '';
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}

/** Tickets among which other languages and segments are looked for; beyond them nearness counts alone. */
const NEAREST = 60;

function centralOf(docs: readonly ThemeDoc[], byNearness: readonly number[]): number[] {
  const chosen: ThemeDoc[] = [];
  const indices: number[] = [];
  const isOther = (doc: ThemeDoc, of: 'userKey' | 'text' | 'language' | 'segment'): boolean =>
    chosen.every((one) => one[of] !== doc[of]);
  for (const want of [['language', 'segment'], ['language'], ['segment'], []] as const)
    for (const i of byNearness.slice(0, want.length === 0 ? undefined : NEAREST)) {
      const doc = docs[i] as ThemeDoc;
      if (chosen.length === 3) return indices;
      if (![...want, 'userKey' as const, 'text' as const].every((of) => isOther(doc, of))) continue;
      chosen.push(doc);
      indices.push(i);
    }
  return indices;
}

function distinctTexts(docs: readonly ThemeDoc[], members: readonly number[], language: string): string[] {
  const texts = new Set<string>();
  for (const i of members) {
    if (docs[i]?.language === language) texts.add(docs[i]?.text ?? '');
    if (texts.size === TEXTS_FOR_NAMES) break;
  }
  return [...texts];
}

/** What clusters are described beside. */
export interface Surroundings {
  readonly conceptNames?: ReadonlyMap<string, ConceptName>;
  /** Labels that other themes have already. */
  readonly taken?: readonly string[];
  /** Tickets of the same time that are in none of the clusters. */
  readonly others?: readonly ThemeDoc[];
}

/** Describes clusters given the members of each, most central first. */
export function describe(
  docs: readonly ThemeDoc[],
  clusters: readonly (readonly number[])[],
  { conceptNames = new Map(), taken = [], others = [] }: Surroundings = {},
): Description[] {
  const all = [...docs, ...others];
  const everywhere = countConcepts(all);
  const languages = clusters.map((members) => mainLanguage(docs, members));
  const titles = nameThemes(
    clusters.map((members, k) => {
      const language = languages[k] ?? '';
      return { language, texts: distinctTexts(docs, members, language) };
    }),
    taken,
    [...Map.groupBy(others, (doc) => doc.language)].map(([language, some]) => ({
      language,
      texts: some.map(({ text }) => text),
    })),
  );
  return clusters.map((members, k) => {
    const { label = '', keywords = [] } = titles[k] ?? {};
    const language = languages[k] ?? '';
    const gloss = glossOf(all, members, everywhere, conceptNames);
    return {
      label,
      keywords,
      gloss: { ...gloss, ...(language === 'en' || language === 'zh' ? { [language]: label } : {}) },
      language,
      size: members.reduce((sum, i) => sum + (docs[i]?.weight ?? 1), 0),
      users: new Set(members.map((i) => docs[i]?.userKey)).size,
      central: centralOf(docs, members),
    };
  });
}

/** Members of every label 0…count-1, most similar first; ties by index. */
export function membersOf(labels: Int32Array, similarities: Float32Array, count: number): number[][] {
  const members: number[][] = Array.from({ length: count }, () => []);
  labels.forEach((label, i) => {
    if (label >= 0) members[label]?.push(i);
  });
  for (const list of members) list.sort((a, b) => (similarities[b] as number) - (similarities[a] as number) || a - b);
  return members;
}
