import type { Found, PiiKind } from '../redact.ts';
import { ibanValid, letteredIdentity } from './checksums.ts';

/** Every repetition is bounded, so that no text makes a pattern back up more than a few hundred characters. */
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}[\p{L}]{2,24}/gu;
const SPELLED_EMAIL =
  /[a-z0-9._+-]{2,64}\s?(?:\(at\)|\[at\]|\{at\}|\sat\s|\sarroba\s|（at）|골뱅이)\s?[a-z0-9-]{2,40}(?:\s?(?:\(dot\)|\[dot\]|\sdot\s|\spunto\s|\sponto\s|\spoint\s|\spunkt\s|\snokta\s|\.)\s?[a-z]{2,10}){1,2}/giu;
const URL = /(?:https?:\/\/|www\.)[^\s<>"'，。；！？、（）【】「」]{1,2000}/giu;
const BARE_URL =
  /\b(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|me|app|live|tv|link|gg|ly|co|cn|vn|id|my|ph|th|in|br|ru|tr|de|fr|es|jp|kr|uk)\/[^\s<>"'，。；！？、（）]{1,500}/giu;
const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?!\.?\d)/g;
const IPV6 =
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4})?(?![\w:])/gi;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])/g;
const LETTERED_ID =
  /(?<![A-Za-z0-9])(?:[XYZxyz]?\d{7,8}-?[A-Za-z]|\d{17}[Xx]|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d|[A-Z]{5}\d{4}[A-Z]|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])(?![A-Za-z0-9])/g;
const CRYPTO =
  /(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|ltc1[02-9ac-hj-np-z]{30,60})(?![A-Za-z0-9])/g;
const JWT =
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}(?:\.[\w-]{4,1000})?|\b(?:sk|pk|rk|ghp|gho|xox[bap]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{16,120}/g;
const HANDLE = /(?<![\p{L}\p{N}._@/])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.]{0,38}[\p{L}\p{M}\p{N}_])?/gu;
const GEO =
  /(?<![\d.])[-+]?(?:[1-8]?\d|90)\.\d{4,10}\s?°?\s?[NS]?\s?[,;\s]\s?[-+]?(?:1[0-7]\d|[1-9]?\d|180)\.\d{4,10}\s?°?\s?[EW]?/g;
/** A public page says nothing of a person; a path with an id, a user name, a query or a token does. */
const TELLING_URL =
  /[?&#][^=\s]{1,80}=|\/(?:u|user|users|profile|id|uid|@[\w.]+|invite|inv|reset|verify|join|share|s|t|p|channel|in)\/|\/@|t\.me\/|wa\.me\/|line\.me\/|zalo\.me\/|(?:instagram|facebook|fb|tiktok|twitter|x|vk|youtube)\.com\/[\w.@-]{2,}|\/[A-Za-z0-9_-]{20,}|\/\d{5,}/i;
const TRAILING = /[.,;:!?)\]}'"’”]+$/;

const VERSION_BEFORE =
  /(?:version|versión|versão|версия|sürüm|versi|phiên bản|版本|バージョン|버전|เวอร์ชัน|\bv|إصدار|build|firmware|ios|android)\s?[:.]?\s?$/iu;

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

/** E-mail addresses, telling URLs, IP addresses, IBANs, lettered identity numbers, crypto addresses, tokens, @handles, coordinates. */
export function findContacts(text: string): Found[] {
  const found: Found[] = [];
  const has = (sign: string): boolean => text.includes(sign);
  const digits = /\d/.test(text);
  if (has('://') || /www\./i.test(text)) found.push(...all(text, URL, 'url', (url) => TELLING_URL.test(url)));
  if (has('/') && has('.')) found.push(...all(text, BARE_URL, 'url', (url) => TELLING_URL.test(url)));
  if (has('@')) found.push(...all(text, EMAIL, 'email'), ...all(text, HANDLE, 'handle'));
  if (/\bat\b|arroba|골뱅이|\(at\)/i.test(text)) found.push(...all(text, SPELLED_EMAIL, 'email'));
  if (digits) {
    found.push(
      ...all(text, JWT, 'secret'),
      ...all(text, IBAN, 'iban', (iban) => ibanValid(iban.replaceAll(' ', ''))),
      ...all(
        text,
        CRYPTO,
        'crypto',
        (address) => address.startsWith('0x') || (/\d/.test(address) && /[A-Za-z]{3}/.test(address)),
      ),
      ...all(text, GEO, 'geo'),
      ...all(text, IPV4, 'ip', (ip, before) => !ip.startsWith('0.') && !VERSION_BEFORE.test(before)),
      ...all(text, LETTERED_ID, 'id', (id) => letteredIdentity(id.replaceAll('-', ''))),
    );
    if (has(':')) found.push(...all(text, IPV6, 'ip', (ip) => /[a-f]|::/i.test(ip) && ip.length > 6));
  }
  return found;
}
