/** What a character is to the finders. */
export const CLASS = { other: 0, latin: 1, spaced: 2, unspaced: 3, digit: 4 } as const;

const UNKNOWN = -1;
/** Class and folded form of each UTF-16 unit in one number, learned as units are met. */
const units = new Int32Array(65536).fill(UNKNOWN);
const CLASS_SHIFT = 16;
const FOLD = (1 << CLASS_SHIFT) - 1;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
const TWINS: Readonly<Record<string, string>> = {
  đ: 'd', ı: 'i', ß: 's', ё: 'е', أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', '’': "'", '：': ':',
}; // prettier-ignore

function learn(code: number): number {
  const character = String.fromCharCode(code);
  let own: number = CLASS.other;
  if (code >= 0x30 && code <= 0x39) own = CLASS.digit;
  else if (UNSPACED.test(character)) own = CLASS.unspaced;
  else if (/\p{Script=Latin}/u.test(character)) own = CLASS.latin;
  else if (/[\p{L}\p{M}\p{N}]/u.test(character)) own = CLASS.spaced;
  const lower = character.toLowerCase();
  const single = lower.length === 1 ? lower : character;
  const bare = own === CLASS.latin ? (single.normalize('NFD')[0] ?? single) : single;
  return (units[code] = (own << CLASS_SHIFT) | (TWINS[bare] ?? bare).charCodeAt(0));
}

function unitOf(code: number): number {
  const unit = units[code] as number;
  return unit === UNKNOWN ? learn(code) : unit;
}

/** Class of a UTF-16 unit; surrogates are `other`. */
export function classOf(code: number): number {
  return unitOf(code) >>> CLASS_SHIFT;
}

/** A UTF-16 unit without case and Latin accents; always one unit, so that offsets stay. */
export function foldOf(code: number): number {
  return unitOf(code) & FOLD;
}

/** A word being looked for: what follows each unit, and what the units so far stand for. */
class WordNode<T> {
  readonly values: T[] = [];
  /** The first child made, which most nodes have alone, and the others. */
  #code = -1;
  #first: WordNode<T> | undefined;
  #others: Map<number, WordNode<T>> | undefined;

  /** The node that a unit leads to. */
  next(code: number): WordNode<T> | undefined {
    return code === this.#code ? this.#first : this.#others?.get(code);
  }

  /** The node that a unit leads to, made when there is none. */
  child(code: number): WordNode<T> {
    const known = this.next(code);
    if (known !== undefined) return known;
    const made = new WordNode<T>();
    if (this.#first === undefined) [this.#code, this.#first] = [code, made];
    else (this.#others ??= new Map()).set(code, made);
    return made;
  }
}

/** First two units of the words of a list, hashed: most places of a text begin none of them. */
const pairOf = (first: number, second: number): number => (Math.imul(first, 31) + second) & 0xffff;
/** What begins with a unit: words of one unit, longer ones. */
const STARTS = { single: 1, longer: 2 } as const;

/** A list of words, by a trie. */
export class WordList<T> {
  readonly #root = new WordNode<T>();
  readonly #pairs = new Uint8Array(65536);
  readonly #starts = new Uint8Array(65536);

  /** Adds a phrase, folded, with what it stands for. */
  add(phrase: string, value: T): void {
    let node = this.#root;
    for (let i = 0; i < phrase.length; i++) node = node.child(foldOf(phrase.charCodeAt(i)));
    node.values.push(value);
    const first = foldOf(phrase.charCodeAt(0));
    this.#starts[first]! |= phrase.length === 1 ? STARTS.single : STARTS.longer;
    if (phrase.length > 1) this.#pairs[pairOf(first, foldOf(phrase.charCodeAt(1)))] = 1;
  }

  /** The trie, when a word may begin with two folded units (the second 0 at the end of a text). */
  begin(first: number, second: number): WordNode<T> | undefined {
    const starts = this.#starts[first] as number;
    if (starts === 0) return undefined;
    return (starts & STARTS.single) !== 0 || this.#pairs[pairOf(first, second)] === 1 ? this.#root : undefined;
  }
}

/** A word that was found: UTF-16 offsets [start, end). */
export interface WordHit<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Classes whose words are set apart by spaces. */
const isSpaced = (own: number): boolean => own === CLASS.latin || own === CLASS.spaced;
const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;

/** True when a word may not end here: a letter of its own kind goes on. Korean particles may follow. */
function goesOn(text: string, end: number): boolean {
  if (end >= text.length) return false;
  const [last, next] = [text.charCodeAt(end - 1), text.charCodeAt(end)];
  const own = classOf(last);
  return isSpaced(own) && classOf(next) === own && !isHangul(last);
}

/** Arabic "and", "in", "for" are written onto the next word. */
function afterParticle(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  if (code !== 0x648 && code !== 0x628 && code !== 0x644) return false;
  return at < 2 || classOf(text.charCodeAt(at - 2)) !== CLASS.spaced;
}

/** Every word of the list that stands in the text on its own, in order of starts, the longest first. One pass. */
export function findWords<T>(text: string, words: WordList<T>): WordHit<T>[] {
  const hits: WordHit<T>[] = [];
  const { length } = text;
  let before: number = CLASS.other;
  let next = length === 0 ? 0 : unitOf(text.charCodeAt(0));
  for (let at = 0; at < length; at++) {
    const unit = next;
    next = at + 1 < length ? unitOf(text.charCodeAt(at + 1)) : 0;
    const own = unit >>> CLASS_SHIFT;
    const begins = own !== before || !isSpaced(own) || afterParticle(text, at);
    before = own;
    if (!begins || own === CLASS.digit) continue;
    let node = words.begin(unit & FOLD, next & FOLD);
    if (node === undefined) continue;
    const first = hits.length;
    for (let end = at; end < length; end++) {
      node = node.next(foldOf(text.charCodeAt(end)));
      if (node === undefined) break;
      if (node.values.length > 0 && !goesOn(text, end + 1))
        for (const value of node.values) hits.push({ start: at, end: end + 1, value });
    }
    if (hits.length > first + 1) hits.push(...hits.splice(first).toReversed());
  }
  return hits;
}
