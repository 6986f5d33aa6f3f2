import { bindingOf, holdsInsult, isStopWord, listForm } from './stop-words.ts';
import { isUnspaced } from './tokens.ts';

/** A phrase of a text: how it is written there, what it is compared by, and what stands beside it. */
export interface Phrase {
  readonly key: string;
  readonly surface: string;
  readonly words: readonly string[];
  /** True in scripts without spaces, whose words are the segmenter's. */
  readonly unspaced: boolean;
  /** The word that goes on with it in the same clause and says something or binds to it; '' when it ends there. */
  readonly before: string;
  readonly after: string;
}

const MARK = /<[^<>\s]{1,24}>/g;
const CLAUSE = /[.!?;,:…。！？；，、：؛؟।\n\r()[\]{}"“”「」|/\\<>*#=]+/u;
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
const ID = /\d{2,}|\d\p{L}|\p{L}\d|_/u;
const DIGITS = /^\p{N}+$/u;
const LONGEST = 6;
const LONGEST_UNSPACED = 14;

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

interface Token {
  readonly text: string;
  /** As the word lists compare it. */
  readonly word: string;
  readonly isStop: boolean;
  readonly unspaced: boolean;
  /** Follows the token before it without a space. */
  readonly joined: boolean;
}

function tokensOf(clause: string, language: string): Token[] {
  return [...clause.matchAll(TOKEN)].flatMap(([run]) => {
    const unspaced = isUnspaced(run);
    return (unspaced ? segment(run) : [run.toLowerCase()]).map((text, i): Token => {
      const word = listForm(text, language);
      return { text, word, isStop: isStopWord(word, language), unspaced, joined: i > 0 };
    });
  });
}

function mayBegin({ word, isStop }: Token): boolean {
  return !isStop || bindingOf(word) === 'negator';
}

function mayEnd({ word, isStop }: Token, before: Token | undefined): boolean {
  if (!isStop) return true;
  const binding = bindingOf(word);
  return before !== undefined && !before.isStop && (binding === 'particle' || binding === 'negator-after');
}

function allowed(tokens: readonly Token[], unspaced: boolean): boolean {
  const first = tokens[0] as Token;
  const last = tokens.at(-1) as Token;
  if (DIGITS.test(first.word) || DIGITS.test(last.word)) return false;
  if (!mayBegin(first) || !mayEnd(last, tokens.at(-2)) || tokens.every(({ isStop }) => isStop)) return false;
  if (tokens.some(({ word }) => ID.test(word) || word.length > 30)) return false;
  const length = tokens.reduce((sum, { text }) => sum + text.length, 0);
  if (unspaced ? length < 2 || length > LONGEST_UNSPACED : tokens.length === 1 && length < 3) return false;
  return !holdsInsult(
    tokens.map(({ text }) => text.toLowerCase()),
    unspaced,
  );
}

function goesOnBefore(token: Token | undefined): string {
  if (token === undefined) return '';
  const binding = token.isStop ? bindingOf(token.word) : undefined;
  return !token.isStop || binding === 'negator' || binding === 'question' ? token.word : '';
}

function goesOnAfter(token: Token | undefined): string {
  if (token === undefined) return '';
  const binding = token.isStop ? bindingOf(token.word) : undefined;
  return !token.isStop || binding === 'particle' || binding === 'negator-after' ? token.word : '';
}

/**
 * Phrases of one to six words within a clause, each once: they neither begin nor end with a stop word (but may begin with
 * a negator, and end with a particle or a negator that follows its verb), hold no id, mark or insult.
 */
export function phrasesOf(text: string, language = ''): Phrase[] {
  const found = new Map<string, Phrase>();
  for (const clause of text.slice(0, 1500).replaceAll(MARK, ' | ').normalize('NFC').split(CLAUSE)) {
    const tokens = tokensOf(clause, language);
    for (let i = 0; i < tokens.length; i++)
      for (let n = 1; n <= LONGEST && i + n <= tokens.length; n++) {
        const part = tokens.slice(i, i + n);
        const unspaced = part.some((token) => token.unspaced);
        if (!allowed(part, unspaced)) continue;
        const words = part.map(({ word }) => word);
        const key = words.join(unspaced ? '' : ' ');
        if (found.has(key)) continue;
        const surface = part.map((token, at) => (at > 0 && !token.joined ? ` ${token.text}` : token.text)).join('');
        const [before, after] = [goesOnBefore(tokens[i - 1]), goesOnAfter(tokens[i + n])];
        found.set(key, { key, surface, words, unspaced, before, after });
      }
  }
  return [...found.values()];
}
