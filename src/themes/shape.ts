import { hash } from 'node:crypto';

import type { ThemeDoc } from './doc.ts';
import { firstCopies } from './duplicates.ts';

const MOST_PER_USER = 3;

/** The documents that give themes their shape, by their index: no copies, at most three of one user. */
export function shapingDocs(docs: readonly ThemeDoc[]): number[] {
  const copies = firstCopies(docs.map((doc) => doc.text));
  const perUser = new Map<string, number>();
  const kept: number[] = [];
  docs.forEach((doc, i) => {
    if (copies[i] !== i) return;
    const seen = perUser.get(doc.userKey) ?? 0;
    if (seen >= MOST_PER_USER) return;
    perUser.set(doc.userKey, seen + 1);
    kept.push(i);
  });
  return kept;
}

/** An order that looks random but depends on ids and seed only, so that adding documents leaves the others in place. */
export function sampleOf(docs: readonly ThemeDoc[], indices: readonly number[], size: number, seed: number): number[] {
  if (indices.length <= size) return [...indices];
  const keyed = indices.map((i) => ({ i, key: hash('md5', `${seed}:${docs[i]?.id ?? ''}`) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed
    .slice(0, size)
    .map(({ i }) => i)
    .sort((a, b) => a - b);
}
