import type { Found, PiiKind } from '../redact.ts';
import { ADDRESS_FORMS, addressesAround, formsBeforeNumber, homeAt } from './addresses.ts';
import { accountAt, digitsIn, handleAt, match, messengerAt, type Lead } from './accounts.ts';
import { ANNOUNCERS, STREET_WORDS, type AnnouncementForm } from './announcers.ts';
import { findWords, WordList, type WordHit } from './fold.ts';
import { closingNames, nameAt, nameBefore, type Span } from './names.ts';
import { isGiven } from './given.ts';
import { relativeAt } from './relatives.ts';

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
  /\s{0,3}(?:((?:is|was|are|as|es|era|é|e|eh|est|c'est|ist|lautet|heißt|war|como|sebagai|là|la|adalah|ialah|yaitu|ay|ko ay|po ay|ko po ay|hai|h|ha|это|такой|такая|है|هو|هي|هوا|saya|ku|aku|của tôi|của em|của mình|ko|po|mình|بتاعي|حقي)(?=[\s:：=])|--|—|是|为|為|叫|就是|は|が|은(?=\s)|는(?=\s)|이(?=\s)|가(?=\s)|คือ)\s{0,2}){0,2}([:：=,،\-–/]|->|→)?\s{0,3}(["'“«「『([])?/iuy;

/** `Mr.`, `a.n.`: short forms may have a full stop. */
const ABBREVIATION = 5;

function leadAfter(text: string, { start, end: after }: { readonly start: number; readonly end: number }): Lead {
  const end = after - start <= ABBREVIATION && text[after] === '.' ? after + 1 : after;
  COPULA.lastIndex = end;
  const match = COPULA.exec(text);
  if (match === null) return { at: end, says: false, signs: false };
  const [whole, word, sign, quote] = match;
  const signs = (sign !== undefined && sign !== ',' && sign !== '-') || (quote !== undefined && quote !== '(');
  return { at: end + whole.length, says: word !== undefined || signs, signs };
}

const PASSWORD_MARKED = /(?=[^\s"'”»」,，。]{0,62}[\d!@#$%^&*_])[^\s"'”»」,，。、;；]{4,64}/uy;
const PASSWORD_ANY = /[A-Za-z\p{L}][^\s"'”»」,，。、;；]{3,63}/uy;
const CODE_DIGITS =
  /(?:\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,:/-]\d|\s?(?:coins?|usd|%|分|円|원|번|times|xu|koin|diamond))/iuy;
const SECURITY_CODE = /\d{3,8}(?!\d|[.,:/-]\d|\s?(?:coins?|usd|%|times|x\b|days?|hours?|min))/iuy;
const DOCUMENT_NUMBER =
  /(?:[A-Z]{1,5}[ -]?\d{4,9}[A-Z]?|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{2}[A-Z]\d{2}[A-Z]\d{3}|\d(?:[\d .\-/]{4,24})\d(?:-?[A-Z])?)(?![A-Za-z\d])/uy;
/** At most three short words may stand between the name of a document and its number. */
const FILLER = /(?:[ ,(]{0,2}[\p{L}\p{M}.'’°º№]{1,12}){0,3}[ :：(]{1,3}(?=[\dA-Z])/uy;
const THAI_FILLER = /[\u0E00-\u0E7F ]{1,24}(?=[\dA-Za-z])/uy;
const LOOKS_AHEAD =
  /(?<![\d.,])(\d{4,8}) (?:is|es|é|est|ist|là|adalah|ay|это|—|-) (?:my |the |your |mi |meu |mon |mein |il |le )?$/iu;
const NOT_OWN_ID =
  /(?:order|txn|transaction|trx|ref|receipt|ticket|invoice|room|live|event|item|gift|product|pedido|transacc\w*|transaç\w*|commande|bestell\w*|заказ\w*|транзакц\w*|комнат\w*|sipariş|işlem|oda|pesanan|transaksi|giao dịch|đơn|phòng|订单|交易|房间|注文|取引|주문|거래|방|ห้อง|ออเดอร์|طلب|عملية|apple|face|touch|caller|device|session|payment|case)[\s:-]{0,2}$/iu;
const PASSWORD_STATUS =
  /^(?:wrong|incorrect|invalid|reset\w*|changed?|forgot\w*|not|always|never|correct|right|expired|again|protected|required|error|page|screen|field|link|email|mail|for|to|and|but|or|is|was|the|my|with|does\w*|doesn|keeps?|says?|incorrecta|incorreto|incorreta|errad[ao]|cambiad[ao]|olvid\w*|esquec\w*|oubli\w*|incorrecte?|falsch|vergessen|geändert|неверн\w*|неправильн\w*|забыл\w*|yanlış|unuttum|hatalı|salah|lupa|diganti|tidak|sai|quên|bị|không|mali|nakalimutan|galat|bhool\w*|nahi|错误|不对|忘\S*|不正确|正确|ผิด\S*|ลืม\S*|गलत|भूल\S*|خطأ|غلط|نسيت\S*|間違\S*|忘れ\S*|違\S*|틀\S*|잊\S*|변경\S*|재설정\S*)$/iu;

/** Up to `most` characters before an offset. */
const before = (text: string, at: number, most: number): string => text.slice(Math.max(0, at - most), at);

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** Where a datum begins after at most three more words, or the given place when none follows. */
function afterFiller(text: string, end: number): number {
  for (const filler of [FILLER, THAI_FILLER]) {
    filler.lastIndex = end;
    const found = filler.exec(text);
    if (found !== null) return end + found[0].length;
  }
  return end;
}

function documentAt(text: string, { end }: WordHit<unknown>, { at }: Lead): Span | undefined {
  const near = match(DOCUMENT_NUMBER, text, at);
  const span = near ?? match(DOCUMENT_NUMBER, text, afterFiller(text, end));
  return span === undefined || digitsIn(text, span) < (near !== undefined || /[A-Z]/.test(text[span[0]] ?? '') ? 5 : 8)
    ? undefined
    : span;
}

/** Strong enough to be a password after a few words: letters with a digit and a sign. */
const STRONG_PASSWORD =
  /(?=[^\s"'”»」,，。;；]{0,62}\d)(?=[^\s"'”»」,，。;；]{0,62}[@#$!%^&*])(?=[^\s"'”»」,，。;；]{0,62}\p{L})[^\s"'”»」,，。、;；]{6,64}/uy;
const PASSWORD_FILLER = /(?:[ ,:：(]{0,2}[\p{L}\p{M}'’]{1,14}){0,5}[ ,:：("'“]{1,3}(?=\S)/uy;

function passwordAt(text: string, { start, end }: WordHit<unknown>, { at, says, signs }: Lead): Span | undefined {
  const marked = says ? match(PASSWORD_MARKED, text, at) : undefined;
  if (marked !== undefined) return marked;
  const bare = says || end - start <= 2 ? undefined : match(PASSWORD_MARKED, text, at);
  if (bare !== undefined && /\d/.test(text.slice(...bare)) && /\p{L}/u.test(text.slice(...bare))) return bare;
  const any = signs ? match(PASSWORD_ANY, text, at) : undefined;
  if (any !== undefined && !PASSWORD_STATUS.test(text.slice(...any))) return any;
  for (const filler of [PASSWORD_FILLER, THAI_FILLER]) {
    filler.lastIndex = end;
    const later = filler.exec(text);
    const strong = later === null ? undefined : match(STRONG_PASSWORD, text, end + later[0].length);
    if (strong !== undefined) return strong;
  }
  return undefined;
}

/** "Dot" in scripts with spaces. */
const DOTS = 'dot|punto|ponto|point|punkt|nokta|titik|tuldok|точка|chấm|cham';
const DOT_WORD = String.raw`(?:[([]?(?:${DOTS}|どっと|ドット|دوت|نقطة|डॉट|닷|점|จุด)[)\]]?|[.。点])`;
const SPELLED_BEFORE = new RegExp(
  String.raw`([a-z0-9][a-z0-9._+-]{0,63}(?:\s${DOT_WORD}\s[a-z0-9_-]{1,30}){0,2})\s?[([{（]?\s?$`,
  'iu',
);
const SPELLED_AFTER = new RegExp(
  String.raw`\s?[)\]}）]?\s?[a-z0-9-]{2,40}(?:\s?${DOT_WORD}\s?[a-z0-9-]{2,20}){0,2}\s?${DOT_WORD}\s?(?:com|net|org|io|me|app|co|ru|de|fr|es|br|tr|vn|id|my|ph|th|in|jp|kr|cn|tw|mx|ar|uk|us|eu|info|ком|ру)(?:\.[a-z]{2})?(?![a-z])`,
  'iuy',
);
const SPELLED_OUT = new RegExp(String.raw`\s(?:${DOTS})\s|[([]|[点점]|どっと|ドット|دوت|डॉट|닷`, 'iu');
const MAIL_HOST = /^(?:gmail|yahoo|hotmail|outlook|icloud|qq|mail|yandex|naver|daum|proton)/i;

function spelledMail(text: string, { start, end }: WordHit<unknown>): Span | undefined {
  SPELLED_AFTER.lastIndex = end;
  const after = SPELLED_AFTER.exec(text);
  if (after === null) return undefined;
  const from = Math.max(0, start - 90);
  const left = SPELLED_BEFORE.exec(text.slice(from, start));
  if (left === null) return undefined;
  const isMail =
    SPELLED_OUT.test(after[0]) ||
    /[([{]\s?$/.test(left[0]) ||
    /\d|[._]/.test(left[1] ?? '') ||
    MAIL_HOST.test(after[0].trim());
  return isMail ? [from + left.index, end + after[0].length] : undefined;
}

/** Shapes in which codes of messages are written, and nothing else is. */
const SPLIT_CODE = /(?:\d{3}[ -]\d{3}|\d{2}([ -])\d{2}\1\d{2}|[A-Z]-\d{2}-\d{2}-\d{2})(?![\d-])/uy;
const CODE_FILLER = /(?:[ ,(]{0,2}[\p{L}\p{M}'’]{1,10}){0,4}[ :：(]{1,3}(?=\d)|[\u0E00-\u0E7F ]{1,24}(?=\d)/uy;
/** Words that speak of a code that came by message, near it. */
const OF_A_MESSAGE =
  /sms|otp|text|mail|смс|받|문자|인증|短信|メール|届|expired?|kadaluarsa|expiró|expirou|caduc|abgelaufen|got|received|recib|receb|reçu|bekommen|пришл|приш[её]л|gelen|geldi|masuk|diterima|natanggap|nhận|ได้|aaya|mila|وصل|منتهي/iu;

const NUMBER_BEFORE = /(?<![\d.,-])(\d{4,8}) (?:\p{L}{1,6} ){0,2}$/u;

/** The digits, first group of a pattern that ends at an offset, of a code that stands before its announcement. */
function codeBefore(pattern: RegExp, text: string, end: number, most: number): Span | undefined {
  const part = before(text, end, most);
  const found = pattern.exec(part);
  if (found === null) return undefined;
  const start = end - part.length + found.index;
  return [start, start + (found[1] ?? '').length];
}

function codeAround(text: string, hit: WordHit<unknown>, lead: Lead): Span | undefined {
  const ahead = codeBefore(LOOKS_AHEAD, text, hit.start, 24);
  if (ahead !== undefined) return ahead;
  const short = /cv[vc]|security|segur|sécur|cryptog|sicher|güven|安全码|보안|セキュ/iu.test(
    text.slice(hit.start, hit.end),
  );
  const near = match(SPLIT_CODE, text, lead.at) ?? match(short ? SECURITY_CODE : CODE_DIGITS, text, lead.at);
  if (near !== undefined) return near;
  CODE_FILLER.lastIndex = hit.end;
  const filler = CODE_FILLER.exec(text);
  return filler === null ? undefined : match(CODE_DIGITS, text, hit.end + filler[0].length);
}

/** A code after the mere word: after "is", or in a shape of message codes, or six digits beside talk of a message. */
function codeAt(text: string, { start, end }: WordHit<unknown>, { at, says }: Lead): Span | undefined {
  if (NO_CODE_OF_A_PERSON.test(before(text, start, 12))) return undefined;
  const split = match(SPLIT_CODE, text, at);
  if (split !== undefined) return split;
  if (says) return match(CODE_DIGITS, text, at);
  const around = text.slice(Math.max(0, start - 50), end + 60);
  if (!OF_A_MESSAGE.test(around)) return undefined;
  return codeBefore(NUMBER_BEFORE, text, start, 22) ?? match(CODE_DIGITS, text, at);
}

const NO_CODE_OF_A_PERSON =
  /(?:error|err|promo|sort|zip|postal|post|area|country|referral|invite|invitation|qr|swift|branch|bar|color|colour|错误|錯誤|erreur|fehler|ошибк\S*|hata|lỗi)\s?$/iu;

/** What has a name without being a person. */
const NOT_OF_A_PERSON =
  /(?:wi-?fi|network|room|device|event|gift|user|app|file|screen|display|host|bank|brand|country|city|company|agency|game|song|channel|group|domain|server|package)\s?$/iu;

interface Finder {
  readonly kind: PiiKind;
  /** What the announcing word announces, when it is there. */
  readonly find: (text: string, hit: WordHit<unknown>, lead: Lead, language: string) => Span | undefined;
}

const FINDERS: Readonly<Record<AnnouncementForm, Finder>> = {
  'own-name': {
    kind: 'name',
    find: (text, { start, end }, { at }) =>
      /llamó/iu.test(text.slice(start, end)) ? undefined : nameAt(text, at, { lower: true }),
  },
  name: {
    kind: 'name',
    find: (text, { start, end }, { at, signs }, language) =>
      (end - start === 4 && NOT_OF_A_PERSON.test(before(text, start, 14))) ||
      (end - start <= 3 && !/\p{Lu}|[^\u0000-\u024F]|[./]/u.test(text.slice(start, end)))
        ? undefined
        : nameAt(text, at, {
            lower: signs && language !== 'tl',
            japanese: language === 'ja',
            words: signs ? 4 : 2,
          }),
  },
  label: {
    kind: 'name',
    find: (text, _, { at, signs, says }, language) =>
      signs || (says && language === 'th')
        ? nameAt(text, at, { lower: true, japanese: language === 'ja', words: 4 })
        : undefined,
  },
  'full-name': {
    kind: 'name',
    find: (text, _, { at }) => {
      const full = nameAt(text, at, { leastWords: 2 });
      const single = full === undefined && /\p{Lu}/u.test(text[at] ?? '') ? nameAt(text, at) : undefined;
      return single !== undefined && isGiven(text.slice(...single)) ? single : full;
    },
  },
  relative: {
    kind: 'name',
    find: (text, { start, end }, { at }, language) => relativeAt(text, at, text.slice(start, end), language),
  },
  'name-here': {
    kind: 'name',
    find: (text, _, { at }) => {
      const span = nameAt(text, at);
      return span !== undefined && /^ here\b/.test(text.slice(span[1], span[1] + 6)) ? span : undefined;
    },
  },
  'name-before': { kind: 'name', find: (text, { start }) => nameBefore(text, start) },
  account: { kind: 'handle', find: (text, _, { at }) => accountAt(text, at, 4) },
  'bare-id': {
    kind: 'handle',
    find: (text, { start }, { at }) => (NOT_OWN_ID.test(before(text, start, 24)) ? undefined : accountAt(text, at, 6)),
  },
  messenger: { kind: 'handle', find: messengerAt },
  username: { kind: 'handle', find: (text, _, lead) => handleAt(text, lead) },
  password: { kind: 'secret', find: passwordAt },
  'one-time-code': { kind: 'secret', find: codeAround },
  code: { kind: 'secret', find: codeAt },
  document: { kind: 'id', find: documentAt },
  home: { kind: 'address', find: (text, _, { at }) => homeAt(text, at) },
  at: { kind: 'email', find: (text, hit) => spelledMail(text, hit) },
};

/** Words joined by underscores: outside names of fields and errors, only user names are written so. */
const SNAKE = /(?<![\w.@/-])(?=[\w.]{6,40}(?![\w@/-]))[a-z][a-z0-9.]{0,30}_[a-z0-9_.]*[a-z0-9]/gi;
const TECHNICAL =
  /^(?:\d*|imp|ord|tx|ref|gpa|inv|ch|sub|evt|cus|error|err|code|failed|failure|version|app|id|uid|user|users|payment|pay|null|exception|timeout|network|request|invalid|token|status|sdk|api|not|found|max|min|live|room|gift|android|ios|play|store|google|apple|connect|connection|co|host|stream|start|stop|video|audio|av|rtc|rtmp|server|client|net|ssl|dns|io|http|https|order|txn|transaction|login|logout|auth|sms|otp|push|notification|screen|recording|record|img|image|photo|screenshot|vid|mp4|png|jpg|jpeg|log|logs|txt|zip|apk|beta|release|build|update|debug|of|in|is|no|on|to|the|a|memory|out|file|size|limit|exceeded|unknown|denied|permission|access|v\d*)$/i;

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
    const span = find(text, hit, leadAfter(text, hit), meaning.language);
    if (span !== undefined && span[1] > span[0]) found.push({ kind, start: span[0], end: span[1] });
  }
  for (const [start, end] of closingNames(text)) found.push({ kind: 'name', start, end });
  if (text.includes('_'))
    for (const { index, 0: token } of text.matchAll(SNAKE))
      if (!token.split(/[_.]+/).every((part) => TECHNICAL.test(part)))
        found.push({ kind: 'handle', start: index, end: index + token.length });
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
