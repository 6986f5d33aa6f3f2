import { BREAK, classOf, SPACE } from './fold.ts';
import { createStream, normalise } from './stream.ts';
import { WILD } from './trie.ts';

/** One part of a phrase, ready for the trie. */
export interface PhrasePart {
  readonly codes: readonly number[];
  /** Matches only where a word begins (single Hangul syllables, which are too short to be looked for inside words). */
  readonly atWordStart: boolean;
}

/** A `*` behind a character of a script whose words take endings without a space. */
const STAR_INSIDE =
  /(?<=[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])\*(?=\s*[^\s*~])/gu;

const scratch = createStream(256);

function codesOf(text: string, keepAccents: boolean): number[] {
  const stream = normalise(text, keepAccents, scratch);
  const codes = [...stream.codes.subarray(0, stream.length)].map((code) => (code === BREAK ? SPACE : code));
  while (codes[0] === SPACE) codes.shift();
  while (codes.at(-1) === SPACE) codes.pop();
  return codes.filter((code, i) => code !== SPACE || codes[i - 1] !== SPACE);
}

function partOf(text: string, keepAccents: boolean): PhrasePart {
  const codes: number[] = [];
  for (const [i, piece] of text.split('*').entries()) {
    const last = codes.at(-1);
    if (i > 0 && last !== undefined && last !== SPACE && classOf(last) === 1) codes.push(WILD);
    const spaced = i > 0 && /^\s/.test(piece);
    const more = codesOf(piece, keepAccents);
    if (more.length === 0) continue;
    const kind = codes.length === 0 ? 0 : classOf(more[0] as number);
    if (codes.length > 0 && kind !== 2 && (spaced || codes.at(-1) === WILD)) codes.push(SPACE);
    codes.push(...more);
  }
  const syllables = codes.filter((code) => code >= 0x1100 && code <= 0x1112).length;
  const hangul = codes.length > 0 && codes.every((code) => classOf(code) === 3);
  return { codes, atWordStart: hangul && syllables <= 1 };
}

/**
 * Compiles a phrase: `a ~ b` gives its parts in order (b within the next four words, or ten characters in scripts
 * without spaces), `word*` any ending; where words have no ends (Hangul, Chinese, Japanese, Thai …) a `*` with more
 * behind it is a gap too. Parts that normalise to nothing are left out; no part left means an empty phrase.
 */
export function compilePhrase(phrase: string, keepAccents: boolean): PhrasePart[] {
  return phrase
    .replaceAll(STAR_INSIDE, '~')
    .split('~')
    .map((part) => partOf(part, keepAccents))
    .filter((part) => part.codes.length > 0);
}
