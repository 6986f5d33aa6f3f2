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
  /** Class of each code, see `classOf`. */
  kind: Uint8Array;
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
    kind: new Uint8Array(capacity),
    length: 0,
    symbols: [],
    exclamations: 0,
    run: 1,
  };
}

/** Values of a fold table beside single codes: nothing, not yet known, to be looked at by `pushSpecial`. */
const DROP = -1;
const UNKNOWN = -2;
const SPECIAL = -3;
const MANY = 65536;
/** Added to single codes that are letters of scripts with spaces: nothing but a repeat needs attention. */
const LETTER = 1 << 20;

const isApostrophe = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0x60 || code === 0xb4 || code === 0x2018 || code === 0x02bc;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isSpecial = (code: number): boolean => code === 0x3c || isApostrophe(code) || (code >= 0xd800 && code <= 0xdbff);

class FoldTable {
  readonly single = new Int32Array(65536).fill(UNKNOWN);
  readonly many: string[] = [];
  readonly keepAccents: boolean;

  constructor(keepAccents: boolean) {
    this.keepAccents = keepAccents;
  }

  /** Finds the value of a code that was not met before. */
  learn(code: number): number {
    const folded = foldCluster(String.fromCharCode(code), this.keepAccents);
    let value = folded === '' ? DROP : folded.charCodeAt(0);
    if (folded.length > 1) value = MANY + this.many.push(folded) - 1;
    else if (value > BREAK && value !== SPACE && classOf(value) === 1 && !isDigit(value)) value += LETTER;
    if (isSpecial(code)) value = SPECIAL;
    this.single[code] = value;
    return value;
  }
}

const plain = new FoldTable(false);
const accented = new FoldTable(true);

const MARKS = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f]/;
const isMark = (code: number): boolean =>
  (code >= 0x0300 && code <= 0x036f) || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f;
function grow(stream: TextStream): void {
  const wider = <T extends Uint8Array | Uint16Array | Int32Array>(old: T, fresh: T): T => {
    fresh.set(old);
    return fresh;
  };
  const size = stream.codes.length * 2;
  stream.codes = wider(stream.codes, new Uint16Array(size));
  stream.starts = wider(stream.starts, new Int32Array(size));
  stream.ends = wider(stream.ends, new Int32Array(size));
  stream.ruler = wider(stream.ruler, new Int32Array(size));
  stream.clause = wider(stream.clause, new Uint16Array(size));
  stream.kind = wider(stream.kind, new Uint8Array(size));
}

/** Tone marks of Vietnamese diphthongs on their older place (hòa, ủy), brought to the newer one (hoà, uỷ). */
const TONES = new Map<number, readonly [number, string]>();
for (const [i, tone] of ['òóỏõọ', 'ùúủũụ'].entries())
  for (const [j, letter] of tone.split('').entries())
    TONES.set(letter.charCodeAt(0), [i === 0 ? 0x6f : 0x75, ['àáảãạ', 'èéẻẽẹ', 'ỳýỷỹỵ'].map((row) => row[j]).join('')]);

const FIRST_TONE = 0xc0;

function moveTone(stream: TextStream, next: number): number {
  const last = stream.length - 1;
  const before = last < 0 ? 0 : (stream.codes[last] as number);
  if (before < FIRST_TONE) return next;
  const tone = TONES.get(before);
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
    const after = before === SPACE && last > 0 ? classOf(stream.codes[last - 1] as number) : 0;
    if (kind === 2 && after === 2) stream.codes[last] = BREAK;
    else if (before === SPACE && (kind === 2 || after === 2)) {
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
  const { codes, kind, ruler, clause, length } = stream;
  let distance = 0;
  let clauses = 0;
  for (let i = 0; i < length; i++) {
    const code = codes[i] as number;
    const own = classOf(code);
    kind[i] = own;
    if (own === 0) {
      distance += 10;
      if (code === BREAK && clauses < 65535) clauses++;
    } else if (own === 2) distance += 4;
    ruler[i] = distance;
    clause[i] = clauses;
  }
}

/**
 * Fills the stream with the normal form of a text (see `foldCluster`). Apostrophes of contractions go, others separate;
 * punctuation separates clauses; redaction marks separate words and are not matched. Linear in the text.
 */
export function normalise(text: string, keepAccents: boolean, stream: TextStream): TextStream {
  const table = keepAccents ? accented : plain;
  const { single } = table;
  const hasMarks = MARKS.test(text);
  stream.text = text;
  stream.length = 0;
  stream.symbols = [];
  stream.exclamations = 0;
  stream.run = 1;
  while (stream.codes.length < text.length) grow(stream);
  for (let at = 0; at < text.length;) {
    if (hasMarks && at + 1 < text.length && isMark(text.charCodeAt(at + 1))) {
      at = pushCluster(stream, at, keepAccents);
      continue;
    }
    const code = text.charCodeAt(at);
    let value = single[code] as number;
    if (value === UNKNOWN) value = table.learn(code);
    if (value >= LETTER && !keepAccents) {
      const length = stream.length;
      const before = length === 0 ? 0 : (stream.codes[length - 1] as number);
      const folded = value - LETTER;
      if (before !== folded && before !== SPACE && length < stream.codes.length) {
        stream.codes[length] = folded;
        stream.starts[length] = at++;
        stream.ends[length] = at;
        stream.length = length + 1;
        stream.run = 1;
        continue;
      }
    }
    at = value === SPECIAL ? pushSpecial(stream, code, at, keepAccents) : pushPlain(stream, table, value, code, at);
  }
  measure(stream);
  return stream;
}

/** A base with combining marks; returns where to go on. */
function pushCluster(stream: TextStream, at: number, keepAccents: boolean): number {
  const { text } = stream;
  let end = at + 1;
  while (end < text.length && end - at < 8 && isMark(text.charCodeAt(end))) end++;
  for (const c of foldCluster(text.slice(at, end), keepAccents)) push(stream, c.charCodeAt(0), at, end);
  return end;
}

/** A redaction mark, an apostrophe or a character outside the basic plane; returns where to go on. */
function pushSpecial(stream: TextStream, code: number, at: number, keepAccents: boolean): number {
  const { text } = stream;
  if (isApostrophe(code)) {
    if (!elided(text, at)) push(stream, SPACE, at, at + 1);
    return at + 1;
  }
  if (code === 0x3c) {
    const end = at + Math.max(1, markLength(text, at));
    push(stream, SPACE, at, end);
    return end;
  }
  const end = Math.min(text.length, at + 2);
  const folded = foldCluster(text.slice(at, end), keepAccents);
  if (folded.length === 1 && folded.charCodeAt(0) === SPACE)
    stream.symbols.push({ code: text.codePointAt(at) ?? 0, at });
  for (const c of folded) push(stream, c.length === 1 ? c.charCodeAt(0) : SPACE, at, end);
  return end;
}

function pushPlain(stream: TextStream, table: FoldTable, value: number, code: number, at: number): number {
  const end = at + 1;
  if (value === DROP) return end;
  if (value >= MANY && value < LETTER) {
    const many = table.many[value - MANY] as string;
    for (let i = 0; i < many.length; i++) push(stream, many.charCodeAt(i), at, end);
    return end;
  }
  if (value === BREAK) {
    if (code === 0x21 || code === 0xff01) stream.exclamations++;
    const next = end < stream.text.length ? stream.text.charCodeAt(end) : 0;
    const inNumber =
      (code === 0x2e || code === 0x2c) && isDigit(next) && at > 0 && isDigit(stream.text.charCodeAt(at - 1));
    push(stream, inNumber ? SPACE : BREAK, at, end);
    return end;
  }
  if (value === SPACE && code >= 0x2190 && code <= 0x2bff) stream.symbols.push({ code, at });
  const folded = value >= LETTER ? value - LETTER : value;
  push(stream, table.keepAccents ? moveTone(stream, folded) : folded, at, end);
  return end;
}
