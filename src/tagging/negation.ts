import { BREAK } from './fold.ts';
import type { Matches } from './matcher.ts';
import type { TextStream } from './stream.ts';

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
export function negatesBackwards(matches: Matches, stream: TextStream, negator: number): boolean {
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

/**
 * True when a negator denies a match of the same clause: forwards within two words, Korean 안 and 못 only the very next
 * word; backwards only over particles, because a verb that stands between is what is denied (押せないのに二重).
 */
export function negates(matches: Matches, stream: TextStream, negator: number, denied: number): boolean {
  const start = matches.start[denied] as number;
  const end = matches.end[negator] as number;
  const { clause, ruler, codes } = stream;
  if (clause[end - 1] !== clause[start]) return false;
  if (negatesBackwards(matches, stream, negator)) return deniesBehind(matches, stream, negator, denied);
  if (end > start) return false;
  if (isHangul(codes[end - 1] as number)) return start === end || (start === end + 1 && codes[end] !== BREAK);
  return (ruler[start] as number) - (ruler[end - 1] as number) <= REACH;
}
