import type { WordHit } from './fold.ts';
import { nameAt, type Span } from './names.ts';

/** Where a datum stands after the word that announces it. */
export interface Lead {
  /** Where the datum begins. */
  readonly at: number;
  /** "is" or a sign stands between. */
  readonly says: boolean;
  /** A colon, equals sign or quote stands between. */
  readonly signs: boolean;
}

const NUMBERED = /@?(?=[\w.-]{0,39}\d)[A-Za-z0-9_][\w.-]{2,39}/uy;
const DIGITS = /\d(?:[\d -]{2,22}\d)/y;
const TOKEN = /@?[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{1,39})(?:#\d{4})?/uy;
const MARKED_TOKEN = /@?(?=[\w.]{0,38}[\d_])[A-Za-z][\w.]{2,38}(?:#\d{4})?/y;
const NOT_HANDLE =
  /^(?:is|was|are|not|the|and|account|login|me|my|app|name|id|ids|support|group|groups?|chat|link|page|video|live|via|too|also|now|ban|banned|hacked|but|or|to|for|with|pas|no|nicht|yang|dan|saya|y|e|et|wrong|changed|change|pay|wallet|game|games|store|de|la|el|da|do|est|es|é|hai|mein|par|se|ka|ki|ko|of|in|on|at|from|we|you|he|she|they|it|keeps|says|asked|why|please|incorrect|ist|und|di|ke|ini|itu|hilang|stream|gift|lag|message|messages|notification|friend|friends|live-stream|showing|shows|missing|taken|invalid|already|dikunci|berubah|не|на|мой|мне|поменять|изменить|смена|değiştir\w*|yanlış|mal|errado|falsch|faux|salah|bị|không|sai|đổi|مش|غلط|변경\S*|안\S*|이상\S*|変更\S*|改\S*|不\S*|没\S*|被\S*|無\S*|无\S*|เปลี่ยน\S*|ผิด\S*|हिंदी|गलत|बदल\S*)$/iu;

/** What a sticky pattern matches at an offset, without the punctuation after it. */
export function match(pattern: RegExp, text: string, at: number): Span | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const value = found[0].replace(/[\s.,;:!?。，、'’"”）)\]-]+$/u, '');
  return value.length === 0 ? undefined : [at, at + value.length];
}

/** Number of digits in a span. */
export const digitsIn = (text: string, [start, end]: Span): number =>
  text.slice(start, end).replaceAll(/\D/g, '').length;

/** A user name: any word after "is", one with a digit or underscore otherwise. */
export function handleAt(text: string, { at, says }: Lead): Span | undefined {
  const span = says || text[at] === '@' ? match(TOKEN, text, at) : match(MARKED_TOKEN, text, at);
  if (span === undefined || span[1] - span[0] < 3) return undefined;
  return NOT_HANDLE.test(text.slice(...span)) ? undefined : span;
}

/** Networks on which people go by first and family name. */
const SHOWS_REAL_NAMES =
  /^(?:facebook|fb|face|fb ko|fb em|фб|фейсбук|페북|페이스북|เฟส|เฟสบุ๊ค|فيسبوك|فيس|messenger|linkedin)$/iu;
const DOTTED_TOKEN = /[A-Za-z][A-Za-z0-9]{1,20}[._][A-Za-z0-9._]{1,24}/y;
const SAYS_ID = /(?:id|ไอดี|아이디|号|號)$/iu;

/** A network's account is told from talk about the network by a sign, by how it is written, or by "id" in a script that has no other Latin words. */
export function messengerAt(text: string, { start, end }: WordHit<unknown>, lead: Lead): Span | undefined {
  const announced = SAYS_ID.test(text.slice(start, end)) && /[^\u0000-\u024F]/.test(text.slice(start, end));
  const named = (lead.says || announced) && /[A-Za-z0-9@]/.test(text[lead.at] ?? '');
  const word = text.slice(start, end);
  if (SHOWS_REAL_NAMES.test(word)) {
    const shown = nameAt(text, lead.at, { leastWords: 2 });
    if (shown !== undefined) return shown;
  }
  if (lead.says) {
    const dotted = match(DOTTED_TOKEN, text, lead.at);
    if (dotted !== undefined) return dotted;
  }
  return handleAt(text, {
    ...lead,
    says: lead.signs || (named && (announced || /[A-Z0-9@]/.test(text[lead.at] ?? ''))),
  });
}

/** A user id or account number with at least two digits and so many characters. */
export function accountAt(text: string, at: number, least: number): Span | undefined {
  const long = match(DIGITS, text, at);
  if (
    long !== undefined &&
    /\d/.test(text[at] ?? '') &&
    digitsIn(text, long) >= 9 &&
    !/[a-z]/i.test(text[long[1]] ?? '')
  )
    return long;
  const span = match(NUMBERED, text, at);
  return span !== undefined && digitsIn(text, span) >= 2 && span[1] - span[0] >= least ? span : undefined;
}
