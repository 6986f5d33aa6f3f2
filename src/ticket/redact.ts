import { findContacts } from './pii/contacts.ts';
import { findNumbers } from './pii/numbers.ts';
import { findSpoken } from './pii/spoken.ts';
import { asciiDigits } from './pii/digits.ts';
import { namesByGiven } from './pii/given.ts';

declare const redacted: unique symbol;

/** Text from which personal data was removed; only this file can make it. */
export type RedactedText = string & { readonly [redacted]: true };

/** Kinds of personal data that are removed; the mark in the text is `<kind>`. */
export type PiiKind =
  | 'email'
  | 'phone'
  | 'card'
  | 'iban'
  | 'ip'
  | 'id'
  | 'handle'
  | 'url'
  | 'crypto'
  | 'name'
  | 'address'
  | 'secret'
  | 'geo';

/** A piece of personal data: UTF-16 offsets into the given text. */
export interface Found {
  readonly kind: PiiKind;
  readonly start: number;
  readonly end: number;
}

/** A redacted text and what was found in the given one, in text order, without overlaps. */
export interface Redaction {
  readonly text: RedactedText;
  readonly found: readonly Found[];
}

/** So many finds are compared with one another. */
const FEW = 16;

/** Earlier finders win where finds overlap; the rest in text order. Linear in text and finds. */
function withoutOverlaps(found: readonly Found[], length: number): readonly Found[] {
  if (found.length < 2) return found;
  if (found.length <= FEW) {
    const kept: Found[] = [];
    for (const one of found) if (!kept.some((other) => other.start < one.end && other.end > one.start)) kept.push(one);
    return kept.sort((a, b) => a.start - b.start);
  }
  const taken = new Uint8Array(length);
  const kept = found.filter(({ start, end }) => {
    for (let i = start; i < end; i++) if (taken[i] === 1) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.toSorted((a, b) => a.start - b.start);
}

/**
 * Removes personal data from a text. Every finder is one linear pass with bounded look-around; checksums decide where a
 * format has one. `language` (ISO 639-1) helps to read numbers and announcing words, `country` (ISO 3166-1 alpha-2) numbers.
 */
export function redact(text: string, language?: string, country?: string): Redaction {
  const plain = asciiDigits(text);
  const found = withoutOverlaps(
    [
      ...findContacts(plain),
      ...findSpoken(plain),
      ...findNumbers(plain, language, country),
      ...namesByGiven(plain, language).map(([start, end]): Found => ({ kind: 'name', start, end })),
    ],
    text.length,
  );
  if (found.length === 0) return { text: text as RedactedText, found };
  let [out, at] = ['', 0];
  for (const { kind, start, end } of found) {
    out += `${text.slice(at, start)}<${kind}>`;
    at = end;
  }
  return { text: (out + text.slice(at)) as RedactedText, found };
}

/** A text that came out of the warehouse, where nothing is stored that was not redacted. */
export function storedText(text: string): RedactedText {
  return text as RedactedText;
}
