import { Fault } from '../errors.ts';
import type { Gloss } from './gloss.ts';

/** A remembered text is cut after so many characters. */
export const REMEMBERED_CHARACTERS = 300;

/** A representative text of the past, redacted as it came in. */
export interface PastText {
  readonly text: string;
  readonly language: string;
  readonly concepts: readonly string[];
  /** From an embedding server: given again every week, never kept. */
  readonly vector?: Float32Array;
}

/** A theme as it is remembered. */
export interface RememberedTheme {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly keywords: readonly string[];
  /** As stable as the label; absent in memories from before it was kept. */
  readonly gloss?: Gloss;
  readonly language: string;
  readonly firstWeek: string;
  readonly lastWeek: string;
  /** There since the first week of all: never reported as new. */
  readonly baseline: boolean;
  /** Tickets and users by week, at most the last 60 weeks that had any. */
  readonly counts: readonly { readonly week: string; readonly tickets: number; readonly users: number }[];
  readonly texts: readonly PastText[];
}

/** What lasts from week to week. Plain data: JSON keeps it. */
export interface ThemeMemory {
  readonly version: 1;
  /** The week it was made in, and all weeks seen, ascending. */
  readonly week: string;
  readonly weeks: readonly string[];
  readonly nextNumber: number;
  readonly themes: readonly RememberedTheme[];
  /** A few texts by group that belonged to no theme, so that old chatter isn't taken for news. */
  readonly background: readonly {
    readonly group: string;
    readonly texts: readonly PastText[];
    /** Unclustered tickets of an average week. */
    readonly perWeek: number;
  }[];
}

/** The memory as bytes (UTF-8 JSON). */
export function memoryToBytes(memory: ThemeMemory): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify(memory, (key, value: unknown) => (key === 'vector' ? undefined : value)),
  );
}

/**
 * The memory from bytes.
 * @throws Fault('bad-input-file') when they are no memory of this version.
 */
export function memoryFromBytes(bytes: Uint8Array): ThemeMemory {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new Fault('bad-input-file', 'The memory of themes is damaged.', {
      cause,
      next: 'Remove it: the next weekly run starts with new themes.',
    });
  }
  if (typeof value === 'object' && value !== null && 'version' in value && value.version === 1)
    return value as ThemeMemory;
  throw new Fault('bad-input-file', 'The memory of themes has another version.', {
    next: 'Remove it: the next weekly run starts with new themes.',
  });
}

/** Id of the n-th theme: th-0001. */
export function themeId(number: number): string {
  return `th-${String(number).padStart(4, '0')}`;
}

/** The memory without some texts, given whole (memory keeps their beginnings); the same object when it holds none of them. */
export function forgetTexts(memory: ThemeMemory, texts: ReadonlySet<string>): ThemeMemory {
  const beginnings = new Set([...texts].map((text) => text.slice(0, REMEMBERED_CHARACTERS)));
  const isKept = (past: PastText): boolean => !beginnings.has(past.text);
  const all = [...memory.themes.flatMap((theme) => theme.texts), ...memory.background.flatMap((one) => one.texts)];
  if (all.every(isKept)) return memory;
  return {
    ...memory,
    themes: memory.themes.map((theme) => ({ ...theme, texts: theme.texts.filter(isKept) })),
    background: memory.background.map((one) => ({ ...one, texts: one.texts.filter(isKept) })),
  };
}
