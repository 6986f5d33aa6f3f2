import { WORD_START, type Lexicon } from './lexicon.ts';
import { HAS_WILD, NODE, TERMINAL, WILD, type Trie } from './trie.ts';
import { createStream, normalise, type TextStream } from './stream.ts';

/** Matches of one text, in order of their starts; buffers are reused, only [0, count) counts. */
export interface Matches {
  /** Sense (concept, valence, intensifier, negator) of each match. */
  sense: Int32Array;
  /** Stream positions [start, end). */
  start: Int32Array;
  end: Int32Array;
  count: number;
}

/** Languages that share most words, so that either's phrases serve the other. */
const RELATED: Readonly<Record<string, readonly string[]>> = { id: ['ms'], ms: ['id'] };
/** Endings that are no part of a phrase but may follow its last word. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  en: ['s', 'es'],
  es: ['s', 'es'],
  pt: ['s', 'es'],
  fr: ['s', 'e', 'es', 'x'],
  de: ['s', 'e', 'n', 'en', 'es', 'er'],
  id: ['nya', 'ku', 'mu', 'lah', 'kah'],
  ms: ['nya', 'ku', 'mu', 'lah', 'kah'],
  tl: ['ng', 's'],
  ar: ['ي', 'ك', 'ه', 'ها', 'نا', 'كم', 'هم', 'ت', 'ات', 'ين', 'وا', 'ني', 'ا'],
};
/** Arabic particles that are written onto the next word. */
const ARABIC_PREFIXES = ['ال', 'وال', 'بال', 'لل', 'فال', 'كال', 'و', 'ب', 'ل', 'ف', 'هال', 'عال'];
/** A second part may begin this far after the end of the first (see TextStream.ruler). */
const REACH = 40;
/** Shorter words take no ending. */
const SHORTEST_WITH_ENDING = 4;

/** Finds all phrases of a lexicon in texts, in one pass over the text; not re-entrant. */
export class Matcher {
  readonly stream: TextStream = createStream();
  readonly matches: Matches;
  readonly #lexicon: Lexicon;
  /** Slots that the text is matched with. */
  #slots: readonly number[] = [];
  readonly #endings: (ReadonlySet<string> | undefined)[];
  readonly #partEnd: Int32Array;
  readonly #partStart: Int32Array;
  #touched: number[] = [];

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.matches = { sense: new Int32Array(512), start: new Int32Array(512), end: new Int32Array(512), count: 0 };
    this.#endings = [];
    for (const [language, slot] of lexicon.slots) {
      const endings = ENDINGS[language];
      this.#endings[slot.plain] = this.#endings[slot.accented] = endings && new Set(endings);
    }
    this.#partEnd = new Int32Array(lexicon.senses - lexicon.parts).fill(-1);
    this.#partStart = new Int32Array(lexicon.senses - lexicon.parts);
  }

  /** Matches a text with the phrases of its language, its relatives and English; of all languages when it has no lexicon. */
  match(text: string, language: string): Matches {
    const keepAccents = language === 'vi' && isAccented(text);
    normalise(text, keepAccents, this.stream);
    this.#slots = this.#slotsOf(language, keepAccents);
    this.matches.count = 0;
    for (const part of this.#touched) this.#partEnd[part] = -1;
    this.#touched = [];
    const { kind, length } = this.stream;
    for (let at = 0; at < length;) {
      if (kind[at] === 1) at = this.#word(at);
      else {
        if (kind[at] !== 0) this.#unspaced(at);
        at++;
      }
    }
    return this.matches;
  }

  #slotsOf(language: string, keepAccents: boolean): readonly number[] {
    const { slots, tries } = this.#lexicon;
    const own = slots.get(language);
    if (own === undefined) return [...tries.keys()];
    const others = ['en', ...(RELATED[language] ?? [])].flatMap((other) => slots.get(other)?.plain ?? []);
    return [...new Set([keepAccents ? own.accented : own.plain, ...others])];
  }

  /** Phrases that begin with the word at this position; returns its end. */
  #word(at: number): number {
    this.#begin(0, at, at);
    const code = this.stream.codes[at] as number;
    if (code >= 0x0600 && code <= 0x06ff) this.#afterPrefixes(at);
    return this.#wordEnd(at);
  }

  /** Phrases that begin at a character of a script without spaces, or a Hangul syllable. */
  #unspaced(at: number): void {
    const { codes, kind } = this.stream;
    const code = codes[at] as number;
    const isVowelOrFinal = kind[at] === 3 && code > 0x1112 && code < 0x3131;
    if (isVowelOrFinal) return;
    this.#begin(0, at, at);
    if (kind[at] === 3 && (at === 0 || kind[at - 1] !== 3)) this.#begin(WORD_START, at, at);
  }

  /** Walks the tries of the text's languages from a position; `code` 0 is their root, another code the node it leads to. */
  #begin(code: number, begin: number, start: number): void {
    for (const slot of this.#slots) {
      const from = code === 0 ? 0 : (this.#lexicon.tries[slot] as Trie).step(0, code);
      if (from >= 0) this.#walk(slot, from, begin, start);
    }
  }

  #afterPrefixes(at: number): void {
    const end = this.#wordEnd(at);
    for (const prefix of ARABIC_PREFIXES) {
      if (end - at < prefix.length + 2) continue;
      let same = true;
      for (let i = 0; i < prefix.length && same; i++) same = this.stream.codes[at + i] === prefix.charCodeAt(i);
      if (same) this.#begin(0, at + prefix.length, at);
    }
  }

  #wordEnd(at: number): number {
    const { kind, length } = this.stream;
    let end = at;
    while (end < length && kind[end] === 1) end++;
    return end;
  }

  #walk(slot: number, from: number, begin: number, start: number): void {
    const trie = this.#lexicon.tries[slot] as Trie;
    const { codes, length } = this.stream;
    let node = from;
    let at = begin;
    while (true) {
      if ((node & HAS_WILD) !== 0) {
        const after = trie.step(node & NODE, WILD);
        const end = this.#wordEnd(at);
        if ((after & TERMINAL) !== 0) this.#emit(slot, after & NODE, start, end, true);
        this.#walk(slot, after, end, start);
      }
      if (at >= length) return;
      node = trie.step(node & NODE, codes[at] as number);
      if (node < 0) return;
      at++;
      if ((node & TERMINAL) !== 0) this.#emit(slot, node & NODE, start, at, false);
    }
  }

  #emit(slot: number, node: number, start: number, at: number, open: boolean): void {
    const { codes, kind, length } = this.stream;
    let end = at;
    if (!open && at < length && kind[at - 1] === 1 && kind[at] === 1) {
      const endings = this.#endings[slot];
      if (endings === undefined || (at - start < SHORTEST_WITH_ENDING && (codes[at - 1] as number) < 0x0600)) return;
      end = this.#wordEnd(at);
      if (end - at > 3 || !endings.has(String.fromCharCode(...codes.subarray(at, end)))) return;
    }
    const trie = this.#lexicon.tries[slot] as Trie;
    const last = trie.from[node + 1] as number;
    for (let entry = trie.from[node] as number; entry < last; entry++)
      this.#take(trie.sense[entry] as number, start, end);
  }

  #take(sense: number, start: number, end: number): void {
    if (sense < this.#lexicon.parts) return this.#record(sense, start, end);
    const part = sense - this.#lexicon.parts;
    for (const { first, result } of this.#lexicon.pairs[part] ?? []) {
      const left = first - this.#lexicon.parts;
      const leftEnd = this.#partEnd[left] as number;
      if (leftEnd < 0 || leftEnd > start) continue;
      const { ruler } = this.stream;
      if ((ruler[start] as number) - (ruler[leftEnd - 1] as number) > REACH) continue;
      this.#take(result, this.#partStart[left] as number, end);
    }
    if (this.#partEnd[part] === -1) this.#touched.push(part);
    this.#partEnd[part] = end;
    this.#partStart[part] = start;
  }

  #record(sense: number, start: number, end: number): void {
    const { matches } = this;
    const last = matches.count - 1;
    for (let i = last; i >= 0 && i > last - 8; i--)
      if (matches.sense[i] === sense && matches.start[i] === start) {
        if ((matches.end[i] as number) < end) matches.end[i] = end;
        return;
      }
    if (matches.count === matches.sense.length) this.#grow();
    matches.sense[matches.count] = sense;
    matches.start[matches.count] = start;
    matches.end[matches.count] = end;
    matches.count++;
  }

  #grow(): void {
    const wider = (old: Int32Array): Int32Array => {
      const fresh = new Int32Array(old.length * 2);
      fresh.set(old);
      return fresh;
    };
    this.matches.sense = wider(this.matches.sense);
    this.matches.start = wider(this.matches.start);
    this.matches.end = wider(this.matches.end);
  }
}

function isAccented(text: string): boolean {
  let accents = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0xc0 && code < 0x250) || (code >= 0x1e00 && code <= 0x1eff)) accents++;
  }
  return accents * 20 > text.length;
}
