import type { ThemeDoc } from '../src/themes/doc.ts';
import type { ThemeMemory } from '../src/themes/memory.ts';
import { clusterWeek } from '../src/themes/week.ts';
import { seeded, shuffle } from '../src/tagging/random.ts';
import type { ClassifiedText } from './eval-themes.ts';

/** One text of a stream with its class; noise has none. */
interface StreamText extends ClassifiedText {
  readonly noise: boolean;
}

/** How strongly a class is spoken of in each week, 0: not at all. */
type Course = (week: number) => number;

const WEEKS = 12;
/** Classes with at least so many texts, and at most so many of them. */
const LEAST_TEXTS = 100;
const MOST_CLASSES = 13;
const NOISE = 0.06;

/** Courses that matters take: there all along, swelling, fading, starting in some week, pausing and coming back. */
const COURSES: readonly Course[] = [
  () => 1,
  (week) => 0.5 + week / 6,
  (week) => Math.max(0, 1.4 - week / 7),
  (week) => (week >= 3 ? 1 : 0),
  (week) => (week < 4 || week >= 8 ? 1 : 0),
  (week) => (week >= 6 ? 1 : 0),
  () => 0.7,
  (week) => (week >= 8 ? 1 : 0),
  (week) => (week < 6 || week >= 9 ? 1 : 0),
  (week) => (week >= 5 ? 1.5 - (week - 5) / 8 : 0),
];

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = Int32Array.from(items.keys());
  shuffle(order, random);
  return Array.from(order, (i) => items[i]!);
}

/** Twelve weeks made of a labelled set: its largest classes on different courses, and 6 % noise out of all the others. Seeded. */
export function intentStream(texts: readonly ClassifiedText[], seed: number): StreamText[][] {
  const random = seeded(seed);
  const byLabel = [...Map.groupBy(texts, ({ label }) => label).values()].toSorted((a, b) => b.length - a.length);
  const weeks: StreamText[][] = Array.from({ length: WEEKS }, () => []);
  const courses = shuffled(COURSES, random);
  const spoken = byLabel.slice(0, MOST_CLASSES).filter((own) => own.length >= LEAST_TEXTS);
  for (const [c, own] of shuffled(spoken, random).entries()) {
    const course = courses[c % courses.length]!;
    const strengths = weeks.map((_, week) => course(week));
    const total = strengths.reduce((sum, s) => sum + s, 0);
    const pool = shuffled(own, random);
    for (const [week, strength] of strengths.entries()) {
      const count = Math.min(pool.length, Math.floor((own.length * strength) / total));
      weeks[week]!.push(...pool.splice(0, count).map((text) => ({ ...text, noise: false })));
    }
  }
  const rest = shuffled(byLabel.slice(spoken.length).flat(), random);
  for (const week of weeks) {
    const count = Math.round((week.length * NOISE) / (1 - NOISE));
    week.push(...rest.splice(0, count).map((text) => ({ ...text, noise: true })));
  }
  return weeks;
}

/** How well themes keep their identity on one stream. */
export interface IdentityFigures {
  /** Share of tickets that lie in the theme in which most of their class lay when it was last seen. */
  readonly kept: number;
  /** Share of tickets whose class has most of its tickets in the same theme as when it was last seen. */
  readonly same: number;
  /** Of classes that begin with at least 25 tickets: those that get a new theme of their own at once, and how many began. */
  readonly caught: number;
  readonly begun: number;
  /** New themes a week, from the second week on, whose class was there before or that have none. */
  readonly falseNew: number;
  /** Classes that came back after a pause to their old theme, and how many came back. */
  readonly returned: number;
  readonly back: number;
  /** Share of tickets in a theme at all. */
  readonly clustered: number;
}

const LEAST = 5;
const BEGINS = 25;

function most(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

class IdentityCount {
  readonly #themeOf = new Map<string, { theme: string; week: number }>();
  readonly #born = new Map<string, number>();
  #stayed = 0;
  #same = 0;
  #followed = 0;
  #caught = 0;
  #begun = 0;
  #falseNew = 0;
  #returned = 0;
  #back = 0;
  #clustered = 0;
  #all = 0;

  week(week: number, texts: readonly StreamText[], themes: readonly (string | null)[]): void {
    const fresh = new Set(themes.filter((theme) => theme !== null && !this.#born.has(theme)) as string[]);
    for (const theme of fresh) this.#born.set(theme, week);
    this.#all += texts.length;
    this.#clustered += themes.filter((theme) => theme !== null).length;
    const owners = new Map([...fresh].map((theme) => [theme, this.#ownerOf(theme, texts, themes)]));
    if (week > 0)
      for (const owner of owners.values()) if (owner === undefined || this.#themeOf.has(owner)) this.#falseNew++;
    const members = Map.groupBy(
      texts.map((text, i) => ({ text, theme: themes[i] ?? null })).filter(({ text }) => !text.noise),
      ({ text }) => text.label,
    );
    for (const [label, own] of members) this.#class(week, label, own, owners);
  }

  #ownerOf(theme: string, texts: readonly StreamText[], themes: readonly (string | null)[]): string | undefined {
    const own = texts.filter((_, i) => themes[i] === theme);
    const label = most(own.map((text) => text.label));
    const same = own.filter((text) => text.label === label && !text.noise).length;
    return same * 2 > own.length ? label : undefined;
  }

  #class(
    week: number,
    label: string,
    own: readonly { readonly theme: string | null }[],
    owners: ReadonlyMap<string, string | undefined>,
  ): void {
    const before = this.#themeOf.get(label);
    if (own.length < LEAST) return;
    const theme = most(own.flatMap((member) => member.theme ?? []));
    if (before !== undefined && before.week === week - 1) {
      this.#followed += own.length;
      this.#stayed += own.filter((member) => member.theme === before.theme).length;
      if (theme === before.theme) this.#same += own.length;
    }
    if (before !== undefined && before.week < week - 1) {
      this.#back++;
      if (theme === before.theme) this.#returned++;
    }
    if (before === undefined && week > 0 && own.length >= BEGINS) {
      this.#begun++;
      if (theme !== undefined && owners.get(theme) === label) this.#caught++;
    }
    if (theme !== undefined) this.#themeOf.set(label, { theme, week });
  }

  figures(weeks: number): IdentityFigures {
    return {
      kept: this.#stayed / Math.max(1, this.#followed),
      same: this.#same / Math.max(1, this.#followed),
      caught: this.#caught,
      begun: this.#begun,
      falseNew: this.#falseNew / (weeks - 1),
      returned: this.#returned,
      back: this.#back,
      clustered: this.#clustered / Math.max(1, this.#all),
    };
  }
}

/** Clusters a stream week by week, each on the memory of the weeks before. */
export function identityOn(stream: readonly StreamText[][]): IdentityFigures {
  const count = new IdentityCount();
  let memory: ThemeMemory | null = null;
  for (const [week, texts] of stream.entries()) {
    const docs: ThemeDoc[] = texts.map(({ id, text, lang }) => ({ id, text, language: lang, userKey: id }));
    const done = clusterWeek(docs, memory, { week: `2026-W${String(week + 10)}`, seed: 1 });
    memory = done.memory;
    count.week(
      week,
      texts,
      done.assignments.map(({ themeId }) => themeId),
    );
  }
  return count.figures(stream.length);
}

/** Lines of a table: identity on streams made of each set. */
export function identityLines(
  sets: readonly { readonly name: string; readonly texts: readonly ClassifiedText[] }[],
  seeds: readonly number[],
): string[] {
  const lines = [
    'stream          seed | same  | kept  | new caught | false new a week | back to old theme | in a theme',
  ];
  for (const { name, texts } of sets)
    for (const seed of seeds) {
      const f = identityOn(intentStream(texts, seed));
      lines.push(
        `${name.padEnd(15)} ${String(seed).padStart(4)} | ${(100 * f.same).toFixed(1).padStart(5)} | ${(100 * f.kept).toFixed(1).padStart(5)} | ${`${f.caught} of ${f.begun}`.padStart(10)} | ${f.falseNew.toFixed(1).padStart(16)} | ${`${f.returned} of ${f.back}`.padStart(17)} | ${(100 * f.clustered).toFixed(1).padStart(6)}`,
      );
    }
  return lines;
}
