import type { ConceptName, ThemeDoc } from './doc.ts';
import { nameThemes } from './labels.ts';

/** What is said about a theme: names, main language, size, central tickets (indices into the docs). */
export interface Description {
  /** A phrase of the theme's tickets in its main language; '' only when no text holds any usable word. */
  readonly label: string;
  readonly keywords: readonly string[];
  /** The theme's concepts by name; undefined when its tickets carry none. */
  readonly gloss: { readonly en: string; readonly zh: string } | undefined;
  readonly language: string;
  readonly size: number;
  readonly users: number;
  /** At most three, most central first, of different users and, where it can be, different languages. */
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

function centralOf(docs: readonly ThemeDoc[], byNearness: readonly number[]): number[] {
  const chosen: number[] = [];
  const users = new Set<string>();
  const languages = new Set<string>();
  const texts = new Set<string>();
  for (const fresh of [true, false])
    for (const i of byNearness.slice(0, fresh ? 60 : undefined)) {
      const doc = docs[i] as ThemeDoc;
      if (chosen.length === 3) return chosen;
      if (users.has(doc.userKey) || texts.has(doc.text) || (fresh && languages.has(doc.language))) continue;
      chosen.push(i);
      users.add(doc.userKey);
      texts.add(doc.text);
      languages.add(doc.language);
    }
  return chosen;
}

function glossOf(
  docs: readonly ThemeDoc[],
  members: readonly number[],
  background: ReadonlyMap<string, number>,
  total: number,
  names: ReadonlyMap<string, ConceptName>,
): { en: string; zh: string } | undefined {
  const counts = new Map<string, number>();
  for (const i of members)
    for (const concept of new Set(docs[i]?.concepts)) counts.set(concept, (counts.get(concept) ?? 0) + 1);
  const scored = [...counts]
    .filter(([concept, count]) => names.has(concept) && count >= 0.2 * members.length)
    .map(([concept, count]) => {
      const rate = count / members.length;
      return { concept, score: rate * Math.log(1 + rate / (((background.get(concept) ?? 0) + 1) / (total + 1))) };
    })
    .toSorted((a, b) => b.score - a.score || (a.concept < b.concept ? -1 : 1))
    .slice(0, 3)
    .map(({ concept }) => names.get(concept) as ConceptName);
  if (scored.length === 0) return undefined;
  return { en: scored.map((name) => name.en).join(' · '), zh: scored.map((name) => name.zh).join('·') };
}

function distinctTexts(docs: readonly ThemeDoc[], members: readonly number[], language: string): string[] {
  const texts = new Set<string>();
  for (const i of members) {
    if (docs[i]?.language === language) texts.add(docs[i]?.text ?? '');
    if (texts.size === TEXTS_FOR_NAMES) break;
  }
  return [...texts];
}

/** Describes clusters given the members of each, most central first. */
export function describe(
  docs: readonly ThemeDoc[],
  clusters: readonly (readonly number[])[],
  names: ReadonlyMap<string, ConceptName> = new Map(),
): Description[] {
  const background = new Map<string, number>();
  for (const doc of docs)
    for (const concept of new Set(doc.concepts)) background.set(concept, (background.get(concept) ?? 0) + 1);
  const languages = clusters.map((members) => mainLanguage(docs, members));
  const titles = nameThemes(clusters.map((members, k) => distinctTexts(docs, members, languages[k] ?? '')));
  return clusters.map((members, k) => ({
    label: titles[k]?.label ?? '',
    keywords: titles[k]?.keywords ?? [],
    gloss: glossOf(docs, members, background, docs.length, names),
    language: languages[k] ?? '',
    size: members.reduce((sum, i) => sum + (docs[i]?.weight ?? 1), 0),
    users: new Set(members.map((i) => docs[i]?.userKey)).size,
    central: centralOf(docs, members),
  }));
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
