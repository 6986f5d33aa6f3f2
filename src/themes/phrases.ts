import { holdsInsult, isStopWord } from './stop-words.ts';
import { foldText, isUnspaced } from './tokens.ts';

/** A phrase of a text: how it is written there and what it is compared by. */
export interface Phrase {
  readonly key: string;
  readonly surface: string;
  readonly words: readonly string[];
}

const MARK = /<[^<>\s]{1,24}>/g;
const CLAUSE = /[.!?;,:…。！？；，、：؛؟।\n\r()[\]{}"“”「」|/\\<>*#=]+/u;
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const ID = /\d{2,}|\d\p{L}|\p{L}\d|_/u;
const LONGEST = 6;

let segmenters: Map<string, Intl.Segmenter> | undefined;

function segment(run: string): string[] {
  const language = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(run)
    ? 'ja'
    : /\p{Script=Thai}/u.test(run)
      ? 'th'
      : 'zh';
  segmenters ??= new Map();
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return Array.from(segmenter.segment(run), (part) => part.segment);
}

function tokensOf(clause: string): { text: string; joined: boolean }[] {
  const tokens: { text: string; joined: boolean }[] = [];
  for (const [word] of clause.matchAll(TOKEN)) {
    if (isUnspaced(word)) segment(word).forEach((part, i) => tokens.push({ text: part, joined: i > 0 }));
    else tokens.push({ text: word.toLowerCase(), joined: false });
  }
  return tokens;
}

function allowed(words: readonly string[], unspaced: boolean): boolean {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (isStopWord(first) || isStopWord(last)) return false;
  if (words.some((word) => ID.test(word) || word.length > 30)) return false;
  if (unspaced && words.join('').length < 2) return false;
  if (!unspaced && words.length === 1 && first.length < 3) return false;
  return !holdsInsult(words, unspaced);
}

/** Phrases of one to six words within a clause that neither begin nor end with a stop word, hold no id, mark or insult; each once. */
export function phrasesOf(text: string): Phrase[] {
  const found = new Map<string, Phrase>();
  for (const clause of text.slice(0, 1500).replaceAll(MARK, ' | ').normalize('NFC').split(CLAUSE)) {
    const tokens = tokensOf(clause);
    const folded = tokens.map((token) => foldText(token.text).replaceAll("'", ''));
    for (let i = 0; i < tokens.length; i++)
      for (let n = 1; n <= LONGEST && i + n <= tokens.length; n++) {
        const words = folded.slice(i, i + n);
        const unspaced = tokens.slice(i, i + n).some((token) => isUnspaced(token.text));
        if (!allowed(words, unspaced)) continue;
        const key = words.join(unspaced ? '' : ' ');
        if (unspaced && key.length > 14) continue;
        if (found.has(key)) continue;
        const surface = tokens
          .slice(i, i + n)
          .map((token, at) => (at > 0 && !token.joined ? ` ${token.text}` : token.text))
          .join('');
        found.set(key, { key, surface, words });
      }
  }
  return [...found.values()];
}
