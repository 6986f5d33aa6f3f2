import { hash } from 'node:crypto';

import type { ThemeDoc } from './doc.ts';
import type { WeekMatch } from './match-week.ts';
import { REMEMBERED_CHARACTERS, type PastText, type RememberedTheme, type ThemeMemory } from './memory.ts';
import type { WeekTheme } from './week.ts';

/**
 * Texts remembered of a theme: one for every eight tickets of the week within these bounds. On twelve-week streams of
 * Banking77 (three seeds) 0.91 false new themes a week, 12 of 14 new intents caught at once, 5 of 9 back under their old
 * theme; 36–60 texts gave 0.33, 10 and 8 of 8, but in the demo a new complaint was mixed with another.
 */
const LEAST_TEXTS = 12;
const MOST_TEXTS = 24;
const TICKETS_A_TEXT = 8;
const BACKGROUND = 150;
const FORGET_AFTER = 60;

function order(text: string, salt: string): string {
  return hash('md5', `${salt}:${text}`);
}

function few(texts: readonly PastText[], count: number, salt: string): PastText[] {
  const distinct = new Map(texts.map((text) => [text.text, text]));
  return [...distinct.values()]
    .map((text) => ({ text, key: order(text.text, salt) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ text }) => text);
}

function pastText(doc: ThemeDoc): PastText {
  return { text: doc.text.slice(0, REMEMBERED_CHARACTERS), language: doc.language, concepts: doc.concepts ?? [] };
}

function oneOfEachUser(docs: readonly ThemeDoc[], members: readonly number[]): ThemeDoc[] {
  return [...new Map(members.map((i) => [docs[i]?.userKey, docs[i] as ThemeDoc])).values()];
}

/** Half old, half of this week, from the nearer three quarters of the theme's tickets; size by the theme's tickets. */
function textsOf(
  docs: readonly ThemeDoc[],
  members: readonly number[],
  old: RememberedTheme | undefined,
  week: string,
): PastText[] {
  const nearer = members.slice(0, Math.max(LEAST_TEXTS, Math.ceil(members.length * 0.75)));
  const size = Math.min(MOST_TEXTS, Math.max(LEAST_TEXTS, Math.round(members.length / TICKETS_A_TEXT)));
  const fresh = few(oneOfEachUser(docs, nearer).map(pastText), size, week);
  if (old === undefined) return fresh;
  const kept = few(old.texts, Math.max(size - fresh.length, Math.ceil(size / 2)), week);
  return few([...kept, ...fresh.slice(0, size - kept.length)], size, week);
}

function backgroundOf(
  docs: readonly ThemeDoc[],
  match: WeekMatch,
  memory: ThemeMemory | null,
  week: string,
): ThemeMemory['background'] {
  const groups = new Map<string, { old: PastText[]; fresh: PastText[]; perWeek: number | undefined }>();
  const groupOf = (group: string): { old: PastText[]; fresh: PastText[]; perWeek: number | undefined } => {
    let entry = groups.get(group);
    if (entry === undefined) groups.set(group, (entry = { old: [], fresh: [], perWeek: undefined }));
    return entry;
  };
  for (const { group, texts, perWeek } of memory?.background ?? []) {
    const entry = groupOf(group);
    entry.old.push(...texts);
    entry.perWeek = perWeek;
  }
  docs.forEach((doc, i) => {
    if (match.themeOf[i] === -1) groupOf(doc.group ?? '').fresh.push(pastText(doc));
  });
  return [...groups]
    .toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([group, { old, fresh, perWeek }]) => {
      const most = group === '' ? BACKGROUND * 2 : BACKGROUND / 5;
      const kept = few(old, Math.ceil(most * 0.7), week);
      const mean = perWeek === undefined ? fresh.length : 0.7 * perWeek + 0.3 * fresh.length;
      return {
        group,
        texts: few([...kept, ...few(fresh, most - kept.length, week)], most, week),
        perWeek: Number(mean.toFixed(2)),
      };
    });
}

/** The memory after a week: at most 24 redacted texts a theme, 300 characters each, and a few of the background. */
export function remember(
  docs: readonly ThemeDoc[],
  match: WeekMatch,
  themes: readonly WeekTheme[],
  memory: ThemeMemory | null,
  options: { readonly week: string },
): ThemeMemory {
  const weeks = [...(memory?.weeks ?? []), options.week].slice(-FORGET_AFTER);
  const kept = themes
    .map((theme, t): RememberedTheme => {
      const { id, group, label, keywords, gloss, language, firstWeek, lastWeek, baseline, counts } = theme;
      const old = match.themes[t]?.old;
      const members = match.members[t] ?? [];
      const texts = members.length === 0 ? (old?.texts ?? []) : textsOf(docs, members, old, options.week);
      return { id, group, label, keywords, gloss, language, firstWeek, lastWeek, baseline, counts, texts };
    })
    .filter((theme) => theme.lastWeek >= (weeks[0] ?? ''));
  return {
    version: 1,
    week: options.week,
    weeks,
    nextNumber: match.nextNumber,
    themes: kept,
    background: backgroundOf(docs, match, memory, options.week),
  };
}
