import { findPhoneNumbersInText, isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import type { Found } from '../redact.ts';
import { luhn, numericIdentity, weakNumericIdentity } from './checksums.ts';

/** Runs of digits with the signs that people write between them. */
const RUN =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{N}_#.*/-])\+?\(?\d(?:[\d\s().\-–/]{0,26}\d)?(?![\p{Script=Latin}\p{Script=Cyrillic}_*])/gu;
const SEVEN_DIGITS = /(?:\d[^\d]{0,3}){6}\d/;
const ORDER_BEFORE =
  /(?<![A-Za-zÀ-ɏЀ-ӿ])(?:order|txn|transaction|trx|ref|reference|receipt|ticket|invoice|tracking|gpa|error|code|version|v|room|live|№|no\.?|nr\.?|#|订单|訂單|单号|單號|流水|交易|房间|房間|编号|protocolo|protocol|folio|chamado|lote|case|sổ|pedido|transacc\w*|transa\w*|commande|bestell\w*|auftrag\w*|заказ\w*|транзакц\w*|чек|комнат\w*|sipariş|işlem|oda|pesanan|transaksi|pembayaran|resit|giao dịch|đơn|đơn hàng|phòng|mã|ออเดอร์|รายการ|(?<!บ้าน)เลขที่|ห้อง|ऑर्डर|रूम|طلب|رقم العملية|العملية رقم|المعاملة رقم|الطلب رقم|رقم الطلب|غرفة|注文|取引|部屋|ルーム|주문|거래|방)\s*(?:id|number|num|no|nr|código|номер|编号|号|號|番号|번호)?\s*[:：#.=]?\s*$/iu;
const IDENTITY_BEFORE =
  /(?<![A-Za-zÀ-ɏЀ-ӿ])(?:passport|ssn|social security|national id|id card|tax id|tin|nin|aadhaar|aadhar|आधार|pan|nik|ktp|npwp|mykad|ic|no\.? ic|cccd|cmnd|căn cước|cpf|cnpj|rg|dni|nie|curp|rfc|nif|insee|nir|sécu\w*|steuer\w*|ausweis\w*|паспорт\w*|инн|снилс|tc|kimlik\w*|身份证\S{0,3}|身分證\S{0,3}|护照\S{0,2}|マイナンバー|個人番号|主民|주민\S{0,4}|บัตรประชาชน|เลขบัตร|رقم الهوية|الهوية|جواز\S*|sss|philhealth|umid)\s*(?:number|no|nr|num|номер|号码|號碼|no\.|numara\w*|番号|번호)?\s*(?:is|est|ist|es|é|là|adalah|ay|是|为|は|:|：|=|-)?\s*$/iu;
const PHONE_BEFORE =
  /(?<![A-Za-zÀ-ɏЀ-ӿ])(?:phone|tel|telephone|mobile|cell|call|whats\s?app|wa|viber|sms|contact|celular|teléfono|telefone|fone|zap|numéro|portable|handy|nummer|номер|телефон\w*|тел|numara\w*|telefon\w*|hp|no\.? hp|nomor|telp|telefon|sđt|sdt|số|đt|เบอร์\S*|โทร\S*|फोन|मोबाइल|नंबर|number|no|رقم\S*|جوال\S*|موبايل\S*|هاتف\S*|واتس\S*|电话|電話|手机|手機|号码|號碼|携帯|番号|연락처|전화\S*|번호|폰|cp|numero|momo|m-?pesa|gcash|maya(?: wallet)?|gopay|dana|ovo|shopeepay|paytm|phonepe|gpay|google pay|vodafone cash|فودافون كاش|انستا ?باي|bkash|nequi|daviplata|bizum|pix|zelle|venmo|cash\s?app|orange money|mtn|airtel money|zalo|киви(?: кошел[её]к)?|qiwi|พร้อมเพย์|promptpay|telem[oó]vel|m[oó]vil|wasap|wsp|gsm|cep (?:tel\S*|no|numaram)|joignable|reach me|handynr|sdt|连络|联系方式|聯絡電話)\.?\s*(?:is|at|on|au|no|number|ko|ay|adalah|là|es|é|est|ist|是|:|：|=|は|は、|-)?\s*$/iu;
/** A bank card or account is named, with at most the bank's name between: the number is one whatever its check digit. */
const CARD_BEFORE =
  /(?<![A-Za-zÀ-ɏЀ-ӿ])(?:(?:bank|debit|credit|visa|master)\s?card|card|tarjeta|cartão|cartao|carte|(?:kredit|bank)?karte|карт\S{1,2}|kart\S{0,4}|kartu|kad|rek(?:ening)?|thẻ|stk|số tài khoản|银行卡|銀行卡|信用卡|储蓄卡|卡号|卡號|カード|카드|कार्ड|खाता|بطاقة|البطاقة|บัตร|เลขบัญชี|account)(?:\s\p{L}{2,12}){0,2}\s*(?:is|es|é|est|ist|là|是|は|:|：|#|no\.?|number|nr\.?)?\s*$/iu;
/** What follows an amount or a count, never a number of a person. */
const COUNTED =
  /^\s?(?:coins?|diamonds?|beans|points?|koin|xu\b|monedas|moedas|pièces|münzen|монет|jeton|金币|金幣|钻石|币|コイン|코인|เหรียญ|कॉइन|كوينز|usd|eur|idr|vnd|rp\b|k\b|%)/iu;
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/;
const SCORE = /^\d{1,3}[.,]\d{3}\s?[-–:]\s?\d{1,3}[.,]\d{3}$/;
const GROUPED_AMOUNT = /^\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,2})?$/;
const VERSION = /^\d{1,3}(?:\.\d{1,4}){2,4}$/;

const COUNTRIES: Readonly<Record<string, CountryCode>> = {
  en: 'US', zh: 'CN', es: 'MX', pt: 'BR', fr: 'FR', de: 'DE', ru: 'RU', tr: 'TR', id: 'ID', ms: 'MY', tl: 'PH', vi: 'VN',
  th: 'TH', hi: 'IN', ar: 'EG', ja: 'JP', ko: 'KR', it: 'IT', nl: 'NL', pl: 'PL', uk: 'UA', ro: 'RO',
}; // prettier-ignore
/** National mobile numbers as people write them, by language, where the announcing word is missing. */
const MOBILE: Readonly<Record<string, RegExp>> = {
  zh: /^(?:1[3-9]\d{9}|09\d{8})$/, vi: /^0[35789]\d{8}$/, id: /^08\d{8,11}$/, ms: /^01\d{8,9}$/, tl: /^09\d{9}$/, th: /^0[689]\d{8}$/,
  hi: /^[6-9]\d{9}$/, ja: /^0[789]0\d{8}$/, ko: /^01[016789]\d{7,8}$/, tr: /^0?5\d{9}$/, ru: /^[78]9\d{9}$/, fr: /^0[67]\d{8}$/,
  de: /^01[567]\d{8,9}$/, es: /^(?:[67]\d{8}|55\d{8})$/, pt: /^(?:\d{2})?9\d{8}$/, ar: /^(?:01[0125]\d{8}|05\d{8}|07[789]\d{7}|0[67]\d{8})$/,
  en: /^(?:07\d{9}|[2-9]\d{2}[2-9]\d{6}|0[789][01]\d{8}|09\d{9}|04\d{8})$/,
}; // prettier-ignore

/** Without a language, only forms that begin with a telling zero or with China's 1. */
const ANY_MOBILE = [/^1[3-9]\d{9}$/, /^0\d{9,10}$/];

/** Looks into the numbering plans that one text may cost, a third of a millisecond each; beyond, every such run is taken for a number. */
const MOST_LOOKUPS = 40;

/** Where a text comes from, as far as it is known. */
interface Place {
  readonly language: string | undefined;
  readonly country: CountryCode | undefined;
}

interface Lookups {
  left: number;
}

function inNumberingPlan(run: string, country: CountryCode, lookups: Lookups): boolean {
  return lookups.left-- <= 0 || findPhoneNumbersInText(run, country).length > 0;
}

function isPhone(run: string, digits: string, before: string, { language, country }: Place, lookups: Lookups): boolean {
  if (digits.length < 7 || digits.length > 15 || DATE.test(run) || SCORE.test(run)) return false;
  const announced = PHONE_BEFORE.test(before);
  if (run.startsWith('+')) return digits.length >= 8;
  if (digits.startsWith('00') && digits.length >= 10) return true;
  if (announced && digits.length >= 8 && (!GROUPED_AMOUNT.test(run) || !/[.,]/.test(run))) return true;
  const separated = /[\s().-]/.test(run.slice(1));
  if (language === undefined ? ANY_MOBILE.some((form) => form.test(digits)) : MOBILE[language]?.test(digits) === true)
    return separated || digits.length >= 10;
  if (!separated || GROUPED_AMOUNT.test(run) || VERSION.test(run)) return false;
  const countries = new Set([country, COUNTRIES[language ?? '']]);
  return [...countries].some((one) => one !== undefined && inNumberingPlan(run, one, lookups));
}

function classify(run: string, before: string, place: Place, lookups: Lookups): Found['kind'] | undefined {
  const digits = run.replaceAll(/\D/g, '');
  if (digits.length < 7) return undefined;
  if (IDENTITY_BEFORE.test(before)) return digits.length >= 6 ? 'id' : undefined;
  if (
    digits.length >= 13 &&
    digits.length <= 19 &&
    /^[2-6]|^35|^62|^81|^9/.test(digits) &&
    luhn(digits) &&
    !/^(\d)\1*$/.test(digits)
  ) {
    if (!ORDER_BEFORE.test(before)) return 'card';
  }
  if (digits.length >= 15 && digits.length <= 19 && CARD_BEFORE.test(before)) return 'card';
  const strict =
    /^\d{3}\.\d{3}\.\d{3}-\d{2}$|^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$|^\d{6}-[1-8]\d{6}$|^\d-\d{4}-\d{5}-\d{2}-\d$|^\d{3}-\d{2}-\d{4}$|^\d{6}-\d{2}-\d{4}$|^\d{3}-\d{3}-\d{3} \d{2}$/;
  if (strict.test(run)) return 'id';
  if (ORDER_BEFORE.test(before)) return undefined;
  if (isPhone(run, digits, before, place, lookups)) return 'phone';
  if (numericIdentity(digits) && digits.length !== 14) return 'id';
  if (/^\d{4} \d{4} \d{4}$/.test(run) && weakNumericIdentity(digits)) return 'id';
  return undefined;
}

/** Cards, identity numbers and telephone numbers; numbers that a word before them calls an order, room, code or version stay. `country` (ISO 3166-1 alpha-2): its numbering plan counts beside that of the language's largest country. */
export function findNumbers(text: string, language: string | undefined, country?: string): Found[] {
  const found: Found[] = [];
  if (!SEVEN_DIGITS.test(text)) return found;
  const lookups: Lookups = { left: MOST_LOOKUPS };
  const place: Place = {
    language,
    country: country !== undefined && isSupportedCountry(country) ? country : undefined,
  };
  for (const match of text.matchAll(RUN)) {
    const run = match[0];
    if (run.length < 7) continue;
    if (COUNTED.test(text.slice(match.index + run.length, match.index + run.length + 16))) continue;
    const kind = classify(run, text.slice(Math.max(0, match.index - 40), match.index), place, lookups);
    if (kind !== undefined) found.push({ kind, start: match.index, end: match.index + run.length });
  }
  return found;
}
