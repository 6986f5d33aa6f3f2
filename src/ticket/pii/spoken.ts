import type { Found, PiiKind } from '../redact.ts';
import { ADDRESS_FORMS, addressesAround, formsBeforeNumber, homeAt } from './addresses.ts';
import { ANNOUNCERS, STREET_WORDS, type AnnouncementForm } from './announcers.ts';
import { findWords, WordList, type WordHit } from './fold.ts';
import { nameAt, nameBefore, type Span } from './names.ts';

/** What a word stands for: something that follows it, or an address around it. */
type Meaning =
  | { readonly form: AnnouncementForm; readonly language: string }
  | { readonly form: 'street'; readonly address: number };

function compile(): WordList<Meaning> {
  const words = new WordList<Meaning>();
  for (const [form, phrases] of Object.entries(ANNOUNCERS))
    for (const [language, list] of Object.entries(phrases))
      for (const phrase of list.split('|')) words.add(phrase, { form: form as AnnouncementForm, language });
  for (const [address, list] of STREET_WORDS.entries())
    for (const word of list.split('|')) if (word !== '') words.add(word, { form: 'street', address });
  return words;
}

const WORDS = compile();

/** Particles and "is" between an announcement and its datum: 1 the word, 2 a sign such as a colon, 3 an opening quote. */
const COPULA =
  /\.?\s{0,3}(?:\([^)\n]{1,20}\)\s{0,2})?(?:((?:is|was|are|es|era|é|e|eh|est|c'est|ist|lautet|heißt|war|là|la|adalah|ialah|yaitu|ay|ko ay|po ay|ko po ay|hai|h|ha|это|такой|такая|है|هو|هي|هوا|saya|ku|aku|của tôi|của em|ko|po|mình)(?=[\s:：=])|--|—|是|为|為|叫|就是|は|が|은(?=\s)|는(?=\s)|이(?=\s)|가(?=\s)|คือ)\s{0,2})?([:：=,،\-–]|->|→)?\s{0,3}(["'“«「『([])?/iuy;

interface Lead {
  /** Where the datum begins. */
  readonly at: number;
  /** "is" or a sign stands between. */
  readonly says: boolean;
  /** A colon, equals sign or quote stands between. */
  readonly signs: boolean;
}

function leadAfter(text: string, end: number): Lead {
  COPULA.lastIndex = end;
  const match = COPULA.exec(text);
  if (match === null) return { at: end, says: false, signs: false };
  const [whole, word, sign, quote] = match;
  const signs = (sign !== undefined && sign !== ',' && sign !== '-') || quote !== undefined;
  return { at: end + whole.length, says: word !== undefined || signs, signs };
}

const NUMBERED = /@?(?=[\w.-]{0,39}\d)[A-Za-z0-9_][\w.-]{2,39}/uy;
const DIGITS = /\d(?:[\d -]{2,22}\d)/y;
const TOKEN = /@?[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{1,39})/uy;
const MARKED_TOKEN = /@?(?=[\w.]{0,38}[\d_.])[A-Za-z][\w.]{2,38}/y;
const PASSWORD_MARKED = /(?=[^\s"'”»」,，。]{0,62}[\d!@#$%^&*_])[^\s"'”»」,，。、;；]{4,64}/uy;
const PASSWORD_ANY = /[A-Za-z\p{L}][^\s"'”»」,，。、;；]{3,63}/uy;
const CODE_DIGITS =
  /(?:\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,:/-]\d|\s?(?:coins?|usd|%|分|円|원|번|times|xu|koin|diamond))/iuy;
const SECURITY_CODE = /\d{3,8}(?!\d|[.,:/-]\d|\s?(?:coins?|usd|%|times|x\b|days?|hours?|min))/iuy;
const DOCUMENT_NUMBER = /(?:[A-Z]{1,3}[ -]?\d{6,9}[A-Z]?|\d{2}[A-Z]{2}\d{5}|\d{2,4} ?\d{6})(?![\p{L}\d])/uy;
const LOOKS_AHEAD =
  /(?<![\d.,])(\d{4,8}) (?:is|es|é|est|ist|là|adalah|ay|это|—|-) (?:my |the |your |mi |meu |mon |mein |il |le )?$/iu;
const NOT_OWN_ID =
  /(?:order|txn|transaction|trx|ref|receipt|ticket|invoice|room|live|event|item|gift|product|pedido|transacc\w*|transaç\w*|commande|bestell\w*|заказ\w*|транзакц\w*|комнат\w*|sipariş|işlem|oda|pesanan|transaksi|giao dịch|đơn|phòng|订单|交易|房间|注文|取引|주문|거래|방|ห้อง|ออเดอร์|طلب|عملية|apple|face|touch|caller|device|session|payment|case)[\s:-]{0,2}$/iu;
const NOT_HANDLE =
  /^(?:is|was|are|not|the|and|account|login|me|my|app|name|id|ids|support|group|groups?|chat|link|page|video|live|via|too|also|now|ban|banned|hacked|but|or|to|for|with|pas|no|nicht|yang|dan|saya|y|e|et|wrong|changed|change|pay|wallet|game|games|store|de|la|el|da|do|est|es|é|hai|mein|par|se|ka|ki|ko|of|in|on|at|from|we|you|he|she|they|it|keeps|says|asked|why|please|incorrect|ist|und|di|ke|ini|itu|hilang|stream|gift|lag|message|messages|notification|friend|friends|live-stream|showing|shows|missing|taken|invalid|already|dikunci|berubah|не|на|мой|мне|поменять|изменить|смена|değiştir\w*|yanlış|mal|errado|falsch|faux|salah|bị|không|sai|đổi|مش|غلط|변경\S*|안\S*|이상\S*|変更\S*|改\S*|不\S*|没\S*|被\S*|無\S*|无\S*|เปลี่ยน\S*|ผิด\S*|हिंदी|गलत|बदल\S*)$/iu;
const PASSWORD_STATUS =
  /^(?:wrong|incorrect|invalid|reset\w*|changed?|forgot\w*|not|always|never|correct|right|expired|again|protected|required|error|page|screen|field|link|email|mail|for|to|and|but|or|is|was|the|my|with|does\w*|doesn|keeps?|says?|incorrecta|incorreto|incorreta|errad[ao]|cambiad[ao]|olvid\w*|esquec\w*|oubli\w*|incorrecte?|falsch|vergessen|geändert|неверн\w*|неправильн\w*|забыл\w*|yanlış|unuttum|hatalı|salah|lupa|diganti|tidak|sai|quên|bị|không|mali|nakalimutan|galat|bhool\w*|nahi|错误|不对|忘\S*|不正确|正确|ผิด\S*|ลืม\S*|गलत|भूल\S*|خطأ|غلط|نسيت\S*|間違\S*|忘れ\S*|違\S*|틀\S*|잊\S*|변경\S*|재설정\S*)$/iu;

function match(pattern: RegExp, text: string, at: number): Span | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const value = found[0].replace(/[\s.,;:!?。，、'’"”）)\]-]+$/u, '');
  return value.length === 0 ? undefined : [at, at + value.length];
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const digitsIn = (text: string, [start, end]: Span): number => text.slice(start, end).replaceAll(/\D/g, '').length;

function handleAt(text: string, { at, says }: Lead): Span | undefined {
  const span = says || text[at] === '@' ? match(TOKEN, text, at) : match(MARKED_TOKEN, text, at);
  if (span === undefined || span[1] - span[0] < 3) return undefined;
  return NOT_HANDLE.test(text.slice(...span)) ? undefined : span;
}

/** A network's account is told from talk about the network by a sign, or by how it is written. */
function messengerAt(text: string, lead: Lead): Span | undefined {
  return (
    handleAt(text, { ...lead, says: lead.signs || (lead.says && !/\p{Ll}/u.test(text[lead.at] ?? '')) }) ??
    (lead.says ? handleAt(text, { ...lead, says: true }) : undefined)
  );
}

function accountAt(text: string, at: number, least: number): Span | undefined {
  const long = match(DIGITS, text, at);
  if (
    long !== undefined &&
    /\d/.test(text[at] ?? '') &&
    digitsIn(text, long) >= 9 &&
    !/[a-z]/i.test(text[long[1]] ?? '')
  )
    return long;
  const span = match(NUMBERED, text, at);
  return span !== undefined && digitsIn(text, span) >= Math.min(least, 2) && span[1] - span[0] >= least
    ? span
    : undefined;
}

function passwordAt(text: string, { at, says, signs }: Lead): Span | undefined {
  const marked = says ? match(PASSWORD_MARKED, text, at) : undefined;
  if (marked !== undefined) return marked;
  const bare = says ? undefined : match(PASSWORD_MARKED, text, at);
  if (bare !== undefined && /\d/.test(text.slice(...bare)) && /\p{L}/u.test(text.slice(...bare))) return bare;
  const any = signs ? match(PASSWORD_ANY, text, at) : undefined;
  return any === undefined || PASSWORD_STATUS.test(text.slice(...any)) ? undefined : any;
}

const SPELLED_BEFORE = /([a-z0-9][a-z0-9._+-]{1,63})\s?[([{（]?\s?$/iu;
const SPELLED_AFTER =
  /\s?[)\]}）]?\s?(?:[a-z0-9-]{2,40}(?:\s?(?:[([]?\b(?:dot|punto|ponto|point|punkt|nokta|titik|tuldok|точка|chấm)\b[)\]]?|점|点|。|\.)\s?[a-z]{2,20}){0,2}\s?(?:[([]?\b(?:dot|punto|ponto|point|punkt|nokta|titik|tuldok|точка|chấm)\b[)\]]?|점|点|\.)\s?(?:com|net|org|io|me|app|co|ru|de|fr|es|br|tr|vn|id|my|ph|th|in|jp|kr|cn|tw|mx|ar|uk|us|eu|info)(?:\.[a-z]{2})?)(?![a-z])/iuy;

function spelledMail(text: string, { start, end }: WordHit<unknown>): Span | undefined {
  SPELLED_AFTER.lastIndex = end;
  const after = SPELLED_AFTER.exec(text);
  if (after === null) return undefined;
  const before = SPELLED_BEFORE.exec(text.slice(Math.max(0, start - 66), start));
  const spelled = /\s(?:dot|punto|ponto|point|punkt|nokta|titik|tuldok|точка|chấm)\s|[([]|점|点/iu.test(after[0]);
  if (
    before === null ||
    !(
      spelled ||
      /\d|[._]/.test(before[1] ?? '') ||
      /^(?:gmail|yahoo|hotmail|outlook|icloud|qq|mail)/i.test(after[0].trim())
    )
  )
    return undefined;
  return [Math.max(0, start - 66) + before.index, end + after[0].length];
}

function codeAround(text: string, hit: WordHit<unknown>, lead: Lead): Span | undefined {
  const ahead = LOOKS_AHEAD.exec(text.slice(Math.max(0, hit.start - 24), hit.start));
  if (ahead !== null) {
    const start = Math.max(0, hit.start - 24) + ahead.index;
    return [start, start + (ahead[1] ?? '').length];
  }
  const short = /cv[vc]|security|segur|sécur|cryptog|sicher|güven|安全码|보안|セキュ/iu.test(
    text.slice(hit.start, hit.end),
  );
  return match(short ? SECURITY_CODE : CODE_DIGITS, text, lead.at);
}

const NO_CODE_OF_A_PERSON = /(?:error|err|promo|错误|錯誤|erreur|fehler|ошибк\S*|hata|lỗi)\s?$/iu;

/** Up to `most` characters before an offset. */
const before = (text: string, at: number, most: number): string => text.slice(Math.max(0, at - most), at);

interface Finder {
  readonly kind: PiiKind;
  /** What the announcing word announces, when it is there. */
  readonly find: (text: string, hit: WordHit<unknown>, lead: Lead, language: string) => Span | undefined;
}

const FINDERS: Readonly<Record<AnnouncementForm, Finder>> = {
  'own-name': { kind: 'name', find: (text, _, { at }) => nameAt(text, at, { lower: true }) },
  name: {
    kind: 'name',
    find: (text, _, { at, signs }, language) =>
      nameAt(text, at, { lower: signs && language !== 'tl', japanese: language === 'ja' }),
  },
  'full-name': { kind: 'name', find: (text, _, { at }) => nameAt(text, at, { leastWords: 2 }) },
  'name-before': { kind: 'name', find: (text, { start }) => nameBefore(text, start) },
  account: { kind: 'handle', find: (text, _, { at }) => accountAt(text, at, 4) },
  'bare-id': {
    kind: 'handle',
    find: (text, { start }, { at }) => (NOT_OWN_ID.test(before(text, start, 24)) ? undefined : accountAt(text, at, 6)),
  },
  messenger: { kind: 'handle', find: (text, _, lead) => messengerAt(text, lead) },
  username: { kind: 'handle', find: (text, _, lead) => handleAt(text, lead) },
  password: { kind: 'secret', find: (text, _, lead) => passwordAt(text, lead) },
  'one-time-code': { kind: 'secret', find: codeAround },
  code: {
    kind: 'secret',
    find: (text, { start }, { at, says }) =>
      says && !NO_CODE_OF_A_PERSON.test(before(text, start, 12)) ? match(CODE_DIGITS, text, at) : undefined,
  },
  document: { kind: 'id', find: (text, _, { at }) => match(DOCUMENT_NUMBER, text, at) },
  home: { kind: 'address', find: (text, _, { at }) => homeAt(text, at) },
  at: { kind: 'email', find: (text, hit) => spelledMail(text, hit) },
};

/** What people announce by words: names, accounts, passwords and codes, documents, addresses, spelled e-mail addresses. One pass over the text. */
export function findSpoken(text: string): Found[] {
  const found: Found[] = [];
  const streets: number[][] = [];
  const hasDigits = /\d/.test(text);
  for (const hit of findWords(text, WORDS)) {
    const meaning = hit.value;
    if (meaning.form === 'street') {
      if (hasDigits) (streets[meaning.address] ??= []).push(hit.start);
      continue;
    }
    const { kind, find } = FINDERS[meaning.form];
    const span = find(text, hit, leadAfter(text, hit.end), meaning.language);
    if (span !== undefined && span[1] > span[0]) found.push({ kind, start: span[0], end: span[1] });
  }
  if (hasDigits)
    for (let at = 1; at < text.length; at++)
      if (isDigit(text.charCodeAt(at)) && !isDigit(text.charCodeAt(at - 1)))
        for (const form of formsBeforeNumber(text, at)) (streets[form] ??= []).push(at);
  if (streets.length === 0) return found;
  for (let form = 0; form < ADDRESS_FORMS; form++)
    for (const [start, end] of addressesAround(
      text,
      form,
      (streets[form] ?? []).toSorted((a, b) => a - b),
    ))
      if (end > start) found.push({ kind: 'address', start, end });
  return found;
}
