import { BREAK, classOf, foldCluster, SPACE } from './fold.ts';

/**
 * A text in the form that phrases and n-grams are matched on, with the way back: code i stands for the UTF-16 units
 * [starts[i], ends[i]) of the original text. Buffers are reused from text to text; only [0, length) counts.
 */
export interface TextStream {
  text: string;
  codes: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Distance measure: a word is 10 units long, a character of a script without spaces 4. */
  ruler: Int32Array;
  clause: Uint16Array;
  length: number;
  /** Code points above the BMP and symbols that may carry feeling, with their offsets. */
  symbols: { code: number; at: number }[];
  exclamations: number;
  /** How often the last letter was repeated. */
  run: number;
}

/** An empty stream, to be filled by `normalise`. */
export function createStream(capacity = 1024): TextStream {
  return {
    text: '',
    codes: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    ruler: new Int32Array(capacity),
    clause: new Uint16Array(capacity),
    length: 0,
    symbols: [],
    exclamations: 0,
    run: 1,
  };
}

const DROP = -1;
const MANY = 65536;

class FoldTable {
  readonly single = new Int32Array(65536).fill(-2);
  readonly many: string[] = [];
  readonly keepAccents: boolean;

  constructor(keepAccents: boolean) {
    this.keepAccents = keepAccents;
  }

  /** The single folded code, DROP, or MANY + an index into `many`. */
  of(code: number): number {
    const known = this.single[code] as number;
    if (known !== -2) return known;
    const folded = foldCluster(String.fromCharCode(code), this.keepAccents);
    let value = folded === '' ? DROP : folded.charCodeAt(0);
    if (folded.length > 1) value = MANY + this.many.push(folded) - 1;
    this.single[code] = value;
    return value;
  }
}

const plain = new FoldTable(false);
const accented = new FoldTable(true);

const isMark = (code: number): boolean =>
  (code >= 0x0300 && code <= 0x036f) || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f;
const isApostrophe = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4 || code === 0x2018 || code === 0x02bc;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function grow(stream: TextStream): void {
  const wider = <T extends Uint16Array | Int32Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  const size = stream.codes.length * 2;
  stream.codes = wider(stream.codes, new Uint16Array(size));
  stream.starts = wider(stream.starts, new Int32Array(size));
  stream.ends = wider(stream.ends, new Int32Array(size));
  stream.ruler = wider(stream.ruler, new Int32Array(size));
  stream.clause = wider(stream.clause, new Uint16Array(size));
}

/** Tone marks of Vietnamese diphthongs on their older place (hòa, ủy), brought to the newer one (hoà, uỷ). */
const TONES = new Map<number, readonly [number, string]>();
for (const [i, tone] of ['òóỏõọ', 'ùúủũụ'].entries())
  for (const [j, letter] of tone.split('').entries())
    TONES.set(letter.charCodeAt(0), [i === 0 ? 0x6f : 0x75, ['àáảãạ', 'èéẻẽẹ', 'ỳýỷỹỵ'].map((row) => row[j]).join('')]);

function moveTone(stream: TextStream, next: number): number {
  const last = stream.length - 1;
  const tone = last < 0 ? undefined : TONES.get(stream.codes[last] as number);
  if (tone === undefined) return next;
  const vowel = next === 0x61 ? 0 : next === 0x65 ? 1 : next === 0x79 ? 2 : -1;
  if (vowel < 0) return next;
  stream.codes[last] = tone[0];
  return tone[1].charCodeAt(vowel);
}

/** Appends one code; runs of three and more equal letters become one, separators merge, spaces beside unspaced scripts go. */
function push(stream: TextStream, code: number, start: number, end: number): void {
  const last = stream.length - 1;
  const before = last < 0 ? BREAK : (stream.codes[last] as number);
  if (code === SPACE || code === BREAK) {
    if (before === SPACE && code === BREAK) stream.codes[last] = BREAK;
    if (before === SPACE || before === BREAK) return;
  } else {
    const kind = classOf(code);
    if (before === SPACE && (kind === 2 || (last > 0 && classOf(stream.codes[last - 1] as number) === 2))) {
      stream.length--;
    } else if (code === before && !isDigit(code)) {
      stream.run++;
      if (stream.run >= 3) {
        if (stream.run === 3) stream.length--;
        stream.ends[stream.length - 1] = end;
        return;
      }
    }
    if (code !== before) stream.run = 1;
  }
  if (stream.length === stream.codes.length) grow(stream);
  stream.codes[stream.length] = code;
  stream.starts[stream.length] = start;
  stream.ends[stream.length] = end;
  stream.length++;
}

function elided(text: string, at: number): boolean {
  let end = at + 1;
  while (end < text.length && end < at + 4 && /\p{L}/u.test(text[end] as string)) end++;
  return /^(?:t|s|re|ve|ll|m|d)$/i.test(text.slice(at + 1, end));
}

/** Length of a redaction mark such as `<phone>` at this offset, else 0. */
function markLength(text: string, at: number): number {
  let end = at + 1;
  while (
    end < text.length &&
    end - at < 12 &&
    (text.charCodeAt(end) | 0x20) >= 0x61 &&
    (text.charCodeAt(end) | 0x20) <= 0x7a
  )
    end++;
  return end > at + 2 && text.charCodeAt(end) === 0x3e ? end + 1 - at : 0;
}

function measure(stream: TextStream): void {
  let ruler = 0;
  let clause = 0;
  for (let i = 0; i < stream.length; i++) {
    const code = stream.codes[i] as number;
    if (code === SPACE) ruler += 10;
    else if (code === BREAK) {
      ruler += 10;
      if (clause < 65535) clause++;
    } else if (classOf(code) === 2) ruler += 4;
    stream.ruler[i] = ruler;
    stream.clause[i] = clause;
  }
}

/**
 * Fills the stream with the normal form of a text (see `foldCluster`). Apostrophes of contractions go, others separate;
 * punctuation separates clauses; redaction marks separate words and are not matched. Linear in the text.
 */
export function normalise(text: string, keepAccents: boolean, stream: TextStream): TextStream {
  const table = keepAccents ? accented : plain;
  stream.text = text;
  stream.length = 0;
  stream.symbols = [];
  stream.exclamations = 0;
  stream.run = 1;
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (code === 0x3c && markLength(text, at) > 0) {
      end = at + markLength(text, at);
      push(stream, SPACE, at, end);
    } else if (isApostrophe(code)) {
      if (!elided(text, at)) push(stream, SPACE, at, end);
    } else if (code >= 0xd800 && code <= 0xdbff) {
      end = Math.min(text.length, at + 2);
      pushRare(stream, text.slice(at, end), at, keepAccents);
    } else if (end < text.length && isMark(text.charCodeAt(end))) {
      while (end < text.length && end - at < 8 && isMark(text.charCodeAt(end))) end++;
      for (const c of foldCluster(text.slice(at, end), keepAccents)) push(stream, c.charCodeAt(0), at, end);
    } else pushPlain(stream, table, code, at);
    at = end;
  }
  measure(stream);
  return stream;
}

function pushRare(stream: TextStream, character: string, at: number, keepAccents: boolean): void {
  const end = at + character.length;
  const folded = foldCluster(character, keepAccents);
  if (folded.length === 1 && folded.charCodeAt(0) === SPACE)
    stream.symbols.push({ code: character.codePointAt(0) ?? 0, at });
  for (const c of folded) push(stream, c.length === 1 ? c.charCodeAt(0) : SPACE, at, end);
}

function pushPlain(stream: TextStream, table: FoldTable, code: number, at: number): void {
  const folded = table.of(code);
  if (folded === DROP) return;
  if (folded >= MANY) {
    const many = table.many[folded - MANY] as string;
    for (let i = 0; i < many.length; i++) push(stream, many.charCodeAt(i), at, at + 1);
    return;
  }
  if (folded === BREAK) {
    if (code === 0x21 || code === 0xff01) stream.exclamations++;
    const next = at + 1 < stream.text.length ? stream.text.charCodeAt(at + 1) : 0;
    const inNumber =
      (code === 0x2e || code === 0x2c) && isDigit(next) && at > 0 && isDigit(stream.text.charCodeAt(at - 1));
    push(stream, inNumber ? SPACE : BREAK, at, at + 1);
    return;
  }
  if (folded === SPACE && code >= 0x2190 && code <= 0x2bff) stream.symbols.push({ code, at });
  push(stream, table.keepAccents ? moveTone(stream, folded) : folded, at, at + 1);
}
