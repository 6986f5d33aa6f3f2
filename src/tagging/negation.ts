import { BREAK } from './fold.ts';
import type { Matches } from './matcher.ts';
import type { TextStream } from './stream.ts';

/** So many negators on either side of a match are looked at. */
const NEAREST = 3;
/** A negator reaches so far forwards (see TextStream.ruler): two words. */
const REACH = 25;
/** What may stand between what is denied and the negator behind it: particles, or the ending that a negator asks for. */
const JAPANESE_BRIDGE = /^(?:とか|など|なんて)?[はもが]?(?:もう|全く|まったく|全然|一切)?(?:あり)?$/u;
const KOREAN_BRIDGE =
  /^[\u11a8-\u11c2]?(?:는|은)? ?(?:이|가|은|는|도|지|지도|지는|지가|현상|현상이|현상은|현상도|문제|문제가|문제도)? ?$/u;
/** A Japanese negator that follows a bare noun; behind a particle it belongs to the phrase (返事もなし). */
const BARE = /(?<![はもがのをぱ])(?:なし|無し|无し)$/u;
const LONGEST_BRIDGE = 12;

const isHiragana = (code: number): boolean => code >= 0x3041 && code <= 0x309f;
const isHangul = (code: number): boolean => code >= 0x1100 && code <= 0x11ff;
const LONG_FINALS = new Set([0x11ad, 0x11b9]);

function textOf({ codes }: TextStream, from: number, to: number): string {
  return String.fromCharCode(...codes.subarray(from, to)).normalize('NFC');
}

/**
 * True for a negator that stands behind what it denies: Japanese ones all do (ない, ません), of the Korean ones 없다, 않다
 * and 아니다; 안 and 못 stand before, like those of the other languages.
 */
function deniesBackwards(matches: Matches, stream: TextStream, negator: number): boolean {
  const start = matches.start[negator] as number;
  const end = matches.end[negator] as number;
  if (isHiragana(stream.codes[end - 1] as number)) return true;
  if (!isHangul(stream.codes[start] as number)) return false;
  return LONG_FINALS.has(stream.codes[start + 2] as number) || textOf(stream, start, end).startsWith('아니');
}

function deniesBehind(matches: Matches, stream: TextStream, negator: number, denied: number): boolean {
  const end = matches.end[denied] as number;
  const start = matches.start[negator] as number;
  if (start < end || start - end > LONGEST_BRIDGE) return false;
  const bridge = textOf(stream, end, start);
  const last = matches.end[negator] as number;
  if (isHiragana(stream.codes[last - 1] as number))
    return bridge === '' ? BARE.test(textOf(stream, end - 1, last)) : JAPANESE_BRIDGE.test(bridge);
  const asksFor = textOf(stream, Math.max(0, end - 2), end) === '지';
  return KOREAN_BRIDGE.test(bridge) && !(asksFor && bridge.trim() === '');
}

function deniesAhead(matches: Matches, { codes, ruler }: TextStream, negator: number, start: number): boolean {
  const end = matches.end[negator] as number;
  if (end > start) return false;
  if (isHangul(codes[end - 1] as number)) return start === end || (start === end + 1 && codes[end] !== BREAK);
  return (ruler[start] as number) - (ruler[end - 1] as number) <= REACH;
}

/** Negators of a text by the side on which they deny, each in order of their starts. */
export interface Sides {
  readonly forwards: readonly number[];
  readonly backwards: readonly number[];
}

/** Tells the negators of a text, given as indexes of matches in order, by the side on which they deny. */
export function sidesOf(matches: Matches, stream: TextStream, negators: readonly number[]): Sides {
  const forwards: number[] = [];
  const backwards: number[] = [];
  for (const n of negators) (deniesBackwards(matches, stream, n) ? backwards : forwards).push(n);
  return { forwards, backwards };
}

/** Place of the first of the negators that starts at a position or after it. */
function firstFrom(matches: Matches, negators: readonly number[], position: number): number {
  let [low, high] = [0, negators.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches.start[negators[middle] as number] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * True when one of the nearest negators denies a match of its clause: forwards within two words, Korean 안 and 못 only
 * the very next word; backwards only over particles, because a verb that stands between is what is denied
 * (押せないのに二重).
 */
export function isDenied(matches: Matches, stream: TextStream, denied: number, sides: Sides): boolean {
  const { forwards, backwards } = sides;
  const { clause } = stream;
  const start = matches.start[denied] as number;
  const inClause = (n: number): boolean => clause[(matches.end[n] as number) - 1] === clause[start];
  let at = firstFrom(matches, forwards, start);
  for (let k = at - 1; k >= 0 && k >= at - NEAREST; k--) {
    const n = forwards[k] as number;
    if (inClause(n) && deniesAhead(matches, stream, n, start)) return true;
  }
  at = firstFrom(matches, backwards, start + 1);
  for (let k = at; k < backwards.length && k < at + NEAREST; k++) {
    const n = backwards[k] as number;
    if (inClause(n) && deniesBehind(matches, stream, n, denied)) return true;
  }
  return false;
}
