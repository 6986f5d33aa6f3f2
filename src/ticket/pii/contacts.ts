import type { Found, PiiKind } from '../redact.ts';
import { ibanValid, letteredIdentity } from './checksums.ts';
import { CLASS, classOf } from './fold.ts';

/** Every repetition is bounded, so that no text makes a pattern back up more than a few hundred characters. */
const MAIL_AFTER = /@(?:[\p{L}\p{N}-]{1,63}\.){1,6}[\p{L}]{2,24}/uy;
const HANDLE = /(?<![A-Za-zÀ-ɏА-яЁё0-9._@/])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.]{0,38}[\p{L}\p{M}\p{N}_])?/uy;
const URL = /(?:https?:\/\/|www\.)[^\s<>"'，。；！？、（）【】「」]{1,2000}/giu;
const BARE_URL =
  /\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|me|app|live|tv|link|gg|ly|co|cn|vn|id|my|ph|th|in|br|ru|tr|de|fr|es|jp|kr|uk)\/[^\s<>"'，。；！？、（）]{1,500}/giu;
const MAY_BE_BARE_URL = /\.[a-z]{2,4}\//i;
const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?!\.?\d)/g;
const MAY_BE_IPV4 = /\d\.\d{1,3}\.\d{1,3}\.\d/;
const IPV6 =
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4})?(?![\w:])/gi;
const MAY_BE_IPV6 = /[0-9a-f]:[0-9a-f]{0,4}:/i;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/y;
const LETTERED_ID =
  /(?<![A-Za-z0-9])(?:[XYZxyz]?\d{7,8}-?[A-Za-z]|\d{17}[Xx]|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d|[A-Z]{5}\d{4}[A-Z]|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])(?![A-Za-z0-9])/y;
const CRYPTO =
  /(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[TLMD][1-9A-HJ-NP-Za-km-z]{32,33}|r[1-9A-HJ-NP-Za-km-z]{27,34}|ltc1[02-9ac-hj-np-z]{30,60})(?![A-Za-z0-9])/y;
const KEY =
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}(?:\.[\w-]{4,1000})?|\b(?:sk|pk|rk|ghp|gho|xox[bap]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{16,120}/y;
const KEY_BEGINS = /^(?:eyJ|sk|pk|rk|gh[po]|xox|AKIA|AIza)/;
const GEO =
  /\d{1,3}°\s?\d{1,2}['′]\s?\d{1,2}(?:\.\d{1,4})?["″]\s?[NSEWO]?,?\s{0,2}\d{1,3}°\s?\d{1,2}['′]\s?\d{1,2}(?:\.\d{1,4})?["″]\s?[NSEWO]?|(?<![\d.])[-+]?(?:[1-8]?\d|90)\.\d{4,10}\s?°?\s?[NS]?\s?[,;\s]\s?[-+]?(?:1[0-7]\d|[1-9]?\d|180)\.\d{4,10}\s?°?\s?[EW]?/g;
const MAY_BE_GEO = /\d\.\d{4}|\d°/;
/** A public page says nothing of a person; a path with an id, a user name, a query or a token does. */
const TELLING_URL =
  /[?&#][^=\s]{1,80}=|\/(?:u|user|users|profile|id|uid|@[\w.]+|invite|inv|reset|verify|join|share|s|t|p|channel|in)\/|\/@|t\.me\/|wa\.me\/|line\.me\/|zalo\.me\/|(?:instagram|facebook|fb|tiktok|twitter|x|vk|youtube)\.com\/[\w.@-]{2,}|\/[A-Za-z0-9_-]{20,}|\/\d{5,}/i;
/** Pages of a help centre have long numbers that name an article, unless the query names a person. */
const HELP_PAGE =
  /^(?:https?:\/\/)?(?:help|support|suporte|soporte|ayuda|ajuda|aide|hilfe|faq|kb|docs)\.|\/(?:help|faq|hc|articles?|artigos|kb)\//i;
const TELLING_QUERY = /[?&#](?:token|user|uid|id|auth|key|email|session|code|phone|sig|invite)=/i;
const isTelling = (url: string): boolean => (HELP_PAGE.test(url) ? TELLING_QUERY : TELLING_URL).test(url);
const TRAILING = /[.,;:!?)\]}'"’”]+$/;

const VERSION_BEFORE =
  /(?:version|versión|versão|versione|kemas kini|update|updated to|actualización|atualização|mise à jour|обновлени\p{L}*|güncelleme\p{L}*|pembaruan|cập nhật|อัปเดต|更新|アップデート|업데이트|تحديث|अपडेट|версия|версии|sürüm|versi|phiên bản|版本|バージョン|버전|เวอร์ชัน|\bv|إصدار|build|firmware|ios|android)\s?[:.]?\s?$/iu;

function all(
  text: string,
  pattern: RegExp,
  kind: PiiKind,
  accept: (match: string, before: string) => boolean = () => true,
): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const value = match[0].replace(TRAILING, '');
    const lead = value.length - value.trimStart().length;
    if (value.trim() !== '' && accept(value, text.slice(Math.max(0, match.index - 24), match.index)))
      found.push({ kind, start: match.index + lead, end: match.index + value.trimEnd().length });
  }
  return found;
}

/** What a sticky pattern matches here, without the punctuation after it. */
function here(text: string, pattern: RegExp, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].replace(TRAILING, '').trimEnd() ?? '';
}

/** Banks and wallets behind the @ of an Indian payment address. */
const PAYMENT_AFTER =
  /@(?:ok(?:axis|hdfcbank|icici|sbi)|ybl|ibl|axl|paytm|pt(?:yes|axis|hdfc|sbi)|apl|upi|jio|airtel|freecharge|kotak|hdfcbank|sbi|icici|axisbank|yesbank|fam|ikwik)(?![\p{L}\p{N}.])/iuy;

/** Letters, digits and . _ % + - may stand before the @ of an address. */
const isLocalPart = (code: number): boolean =>
  classOf(code) !== CLASS.other || code === 0x2e || code === 0x5f || code === 0x25 || code === 0x2b || code === 0x2d;

/** E-mail addresses and @handles. */
function aroundAt(text: string): Found[] {
  const mails: Found[] = [];
  const handles: Found[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > done && start > at - 64 && isLocalPart(text.charCodeAt(start - 1))) start--;
    const after = start === at ? '' : here(text, MAIL_AFTER, at) || here(text, PAYMENT_AFTER, at);
    if (after !== '') {
      done = at + after.length;
      mails.push({ kind: 'email', start, end: done });
    } else {
      const handle = here(text, HANDLE, at);
      if (handle.length > 1) handles.push({ kind: 'handle', start: at, end: at + handle.length });
    }
  }
  return [...mails, ...handles];
}

const isAddress = (address: string): boolean =>
  address.startsWith('0x') || (/\d/.test(address) && /[A-Za-z]{3}/.test(address));

/** What a run of Latin letters and digits may begin, by its shape. */
function atToken(text: string, start: number, end: number, found: Found[]): void {
  const take = (kind: PiiKind, pattern: RegExp, accept: (match: string) => boolean): boolean => {
    const value = here(text, pattern, start);
    if (value === '' || !accept(value)) return false;
    found.push({ kind, start, end: start + value.length });
    return true;
  };
  const token = text.slice(start, Math.min(end, start + 4));
  if (KEY_BEGINS.test(token) && take('secret', KEY, () => true)) return;
  if (/^[A-Z]{2}\d{2}/.test(token) && take('iban', IBAN, (iban) => ibanValid(iban.replaceAll(' ', '')))) return;
  if (end - start >= 14 && take('crypto', CRYPTO, isAddress)) return;
  if (end - start >= 7 && end - start <= 18) take('id', LETTERED_ID, (id) => letteredIdentity(id.replaceAll('-', '')));
}

/** Tokens of Latin letters and digits that have both, or a digit before a hyphen and a letter. One pass. */
function inTokens(text: string): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < text.length; at++) {
    let own = classOf(text.charCodeAt(at));
    if (own !== CLASS.latin && own !== CLASS.digit) continue;
    const start = at;
    let [letters, digits] = [false, false];
    while (own === CLASS.latin || own === CLASS.digit) {
      if (own === CLASS.latin) letters = true;
      else digits = true;
      at++;
      own = at < text.length ? classOf(text.charCodeAt(at)) : CLASS.other;
    }
    const key = letters && at - start >= 2 && KEY_BEGINS.test(text.slice(start, start + 4));
    if ((digits && (letters || text[at] === '-')) || key) atToken(text, start, at, found);
  }
  return found;
}

/** E-mail addresses, telling URLs, IP addresses, IBANs, lettered identity numbers, crypto addresses, keys, @handles, coordinates. */
export function findContacts(text: string): Found[] {
  const found: Found[] = [];
  const has = (sign: string): boolean => text.includes(sign);
  if (has('://') || /www\./i.test(text)) found.push(...all(text, URL, 'url', isTelling));
  if (MAY_BE_BARE_URL.test(text)) found.push(...all(text, BARE_URL, 'url', isTelling));
  if (has('@')) found.push(...aroundAt(text));
  found.push(...inTokens(text));
  if (MAY_BE_GEO.test(text)) found.push(...all(text, GEO, 'geo'));
  if (MAY_BE_IPV4.test(text))
    found.push(...all(text, IPV4, 'ip', (ip, before) => !ip.startsWith('0.') && !VERSION_BEFORE.test(before)));
  if (MAY_BE_IPV6.test(text)) found.push(...all(text, IPV6, 'ip', (ip) => /[a-f]|::/i.test(ip) && ip.length > 6));
  return found;
}
