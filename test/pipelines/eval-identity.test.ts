import { describe, expect, it } from 'vitest';
import { identityOn, intentStream } from '../../pipelines/eval-identity.ts';

const MATTERS = [
  ['card', 'delivery', 'post', 'envelope', 'address', 'courier'],
  ['voice', 'echo', 'microphone', 'silent', 'speaker', 'noise'],
  ['gift', 'rocket', 'castle', 'animation', 'diamonds', 'wall'],
];

/** Texts of three matters that share no word with each other. */
function texts(each: number): { id: string; text: string; lang: string; label: string }[] {
  return MATTERS.flatMap((words, m) =>
    Array.from({ length: each }, (_, i) => ({
      id: `${m}-${i}`,
      text: [0, 1, 2, 3].map((k) => words[(i * (k + 1) + k + (i >> 2)) % words.length]).join(' '),
      lang: 'en',
      label: `matter ${m}`,
    })),
  );
}

describe('identity over weeks', () => {
  it('says each text at most once, in twelve weeks, the same for a seed', () => {
    const stream = intentStream(texts(150), 3);
    const ids = stream.flat().map(({ id }) => id);
    expect(stream).toHaveLength(12);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(350);
    expect(intentStream(texts(150), 3)).toEqual(stream);
    expect(intentStream(texts(150), 4)).not.toEqual(stream);
  });

  it('matters without a common word keep their themes, and none is taken for new that was there', () => {
    const week = (from: number): ReturnType<typeof intentStream>[number] =>
      texts(200)
        .filter((_, i) => i % 200 >= from && i % 200 < from + 40)
        .map((text) => ({ ...text, noise: false }));
    const figures = identityOn([week(0), week(40), week(80)]);
    expect(figures.same).toBe(1);
    expect(figures.kept).toBeGreaterThan(0.9);
    expect(figures.falseNew).toBe(0);
  });

  it('a matter that begins with forty tickets is caught as a theme of its own', () => {
    const all = texts(200).map((text) => ({ ...text, noise: false }));
    const part = (m: number, from: number): typeof all => all.slice(m * 200 + from, m * 200 + from + 40);
    const figures = identityOn([
      [...part(0, 0), ...part(1, 0)],
      [...part(0, 40), ...part(1, 40), ...part(2, 40)],
    ]);
    expect(figures.begun).toBe(1);
    expect(figures.caught).toBe(1);
  });
});
