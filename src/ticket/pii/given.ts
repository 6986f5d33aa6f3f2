import { GIVEN_NAMES, JAPANESE_FAMILY_NAMES } from './given-names.ts';
import { nameAt, type Span } from './names.ts';

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));
const LATIN = setOf(GIVEN_NAMES.latin);
const CYRILLIC = setOf(GIVEN_NAMES.cyrillic);
const ARABIC = setOf(GIVEN_NAMES.arabic);
const THAI = setOf(GIVEN_NAMES.thai);
const DEVANAGARI = setOf(GIVEN_NAMES.devanagari);
const HANGUL = setOf(GIVEN_NAMES.hangul);
const JAPANESE = setOf(JAPANESE_FAMILY_NAMES);

const fold = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');

/** True for a word in capitals that is a given name. */
export function isGiven(word: string): boolean {
  return /^\p{Script=Cyrillic}/u.test(word)
    ? CYRILLIC.has(word.toLowerCase().replaceAll('ё', 'е'))
    : LATIN.has(fold(word));
}

/** True for a Korean given name of two syllables. */
export const isKoreanGiven = (name: string): boolean => HANGUL.has(name);

const CAPITALISED_WORD = /(?<![\p{L}\p{M}\p{N}@_./-])\p{Lu}[\p{Ll}\p{M}'’]{2,14}(?= \p{Lu})/gu;

/** Given name and another word in capitals beside each other. */
function inCapitals(text: string): Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(CAPITALISED_WORD)) {
    if (index < done || !isGiven(word)) continue;
    const span = nameAt(text, index, { leastWords: 2 });
    if (span === undefined) continue;
    found.push(span);
    done = span[1];
  }
  return found;
}

/** Arabic given names that are hardly ever anything else: a word with the article after them is a family name. */
const ARABIC_SURE = setOf('محمد أحمد احمد محمود مصطفى حسين يوسف ابراهيم إبراهيم عبدالله عبدالرحمن عبدالعزيز عبدالرحيم فاطمة خديجة عائشة مريم زينب نورة سلمى ياسمين حمزة فيصل مشعل نواف عثمان اسماعيل إسماعيل زكريا يحيى موسى عيسى هارون داود سليمان أيوب إدريس ادريس شيماء هيفاء غادة رانيا داليا مروة نجلاء سعاد سميرة لطيفة هدى لمياء منال عبير حنان'); // prettier-ignore
/** Given names that two everyday words may look like side by side. */
const ARABIC_NOUNS = setOf('رمضان على راتب شعبان ربيع كريم سعيد جميل عيد نور امل أمل'); // prettier-ignore
const ARABIC_PAIR =
  /(?<![\u0621-\u064A])و?([\u0621-\u064A]{2,10}) ((?:ال[\u0621-\u064A]{3,12})|[\u0621-\u064A]{2,10})(?: (?:ال[\u0621-\u064A]{3,12}))?(?![\u0621-\u064A])/gu;
const ARABIC_SELF = /(?<![\u0621-\u064A])(?:انا|أنا|معاك|معاكم|معك|معكم|اخوك|أخوك|اختك) ([\u0621-\u064A]{2,10})(?![\u0621-\u064A])/gu; // prettier-ignore

function inArabic(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(ARABIC_SELF)) {
    const name = match[1] ?? '';
    const at = match.index + match[0].length - name.length;
    if (ARABIC.has(name)) found.push(nameAt(text, at) ?? [at, at + name.length]);
  }
  for (const match of text.matchAll(ARABIC_PAIR)) {
    const [whole, given = '', family = ''] = match;
    const isName = family.startsWith('ال')
      ? ARABIC_SURE.has(given)
      : ARABIC.has(given) && ARABIC.has(family) && !ARABIC_NOUNS.has(given);
    const at = match.index + whole.indexOf(given);
    if (isName) found.push([at, match.index + whole.length]);
  }
  return found;
}

const THAI_PERSON = /(?:ผม|ดิฉัน|หนู|ฉัน|คุณ|น้อง|พี่|ชื่อ|นาย|นางสาว|นาง|สามี|ภรรยา)/gu;
const THAI_SECOND =
  / (?!เติม|โดน|ไม่|จาก|อยาก|ขอ|โทร|อายุ|เข้า|ซื้อ|กด|เล่น|ถูก|ทำ|มี|ส่ง|ได้|เป็น|ใช้|ไลฟ์)[\u0E01-\u0E4E]{3,18}(?=\s|$)/uy;
const [LONGEST_THAI, SHORTEST_THAI] = [12, 4];

function inThai(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: word, index } of text.matchAll(THAI_PERSON)) {
    const at = index + word.length;
    for (let length = LONGEST_THAI; length >= SHORTEST_THAI; length--) {
      if (!THAI.has(text.slice(at, at + length))) continue;
      THAI_SECOND.lastIndex = at + length;
      found.push([at, at + length + (THAI_SECOND.exec(text)?.[0].length ?? 0)]);
      break;
    }
  }
  return found;
}

const DEVANAGARI_WORDS = /(?<![\u0900-\u097F])([\u0900-\u0963\u0970-\u097F]{2,14})(?: ([\u0900-\u0963\u0970-\u097F]{2,14}))?/gu; // prettier-ignore
const HINDI_FAMILY = setOf('शर्मा वर्मा यादव सिंह कुमार कुमारी गुप्ता पटेल खान मिश्रा तिवारी पांडे पाण्डेय चौधरी जैन अग्रवाल मेहता देवी राजपूत ठाकुर जोशी नायर रेड्डी राव दास बनर्जी मुखर्जी चटर्जी घोष बोस शेख अंसारी सैयद मलिक कौर गिल सिद्धू चौहान राठौर सोलंकी परमार मीणा प्रजापति कुशवाहा मौर्य'); // prettier-ignore

function inDevanagari(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: whole, 1: first = '', 2: second = '', index } of text.matchAll(DEVANAGARI_WORDS)) {
    if (DEVANAGARI.has(first)) {
      if (HINDI_FAMILY.has(second)) found.push([index, index + whole.length]);
      else if (/^(?:ने|को|की|का|के|जी)$/u.test(second)) found.push([index, index + first.length]);
    } else if (DEVANAGARI.has(second) && /^(?:मैं|श्री|नाम)$/u.test(first))
      found.push(nameAt(text, index + first.length + 1) ?? [index + first.length + 1, index + whole.length]);
  }
  return found;
}

/** What a title also follows, after a word that looks like a family name. */
const CHINESE_OFFICE = /客服|审核|審核|司机|司機|管理|主播|老板|技术|技術|运营|工程|教授/u;
const CHINESE_TITLED = /\p{Script=Han}{1,4}(?=先生|女士|小姐|老师|老師)/gu;

function inChinese(text: string): Span[] {
  const found: Span[] = [];
  for (const { 0: run, index } of text.matchAll(CHINESE_TITLED)) {
    const end = index + run.length;
    for (let length = Math.min(3, run.length); length >= 2; length--) {
      const span = nameAt(text.slice(0, end), end - length);
      if (span === undefined || span[1] !== end || text[end - length - 1] === text[end - length]) continue;
      if (CHINESE_OFFICE.test(text.slice(...span))) break;
      found.push(span);
      break;
    }
  }
  return found;
}

const KOREAN_TITLED = /(?<=^|[\s,.])([김이박최정강조윤장임한오서신권황안송류전홍문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추][\p{Script=Hangul}]{2}) ?(?=대표|팀장|과장|실장|매니저|사장|부장|대리)/gu; // prettier-ignore
const JAPANESE_SAID =
  /(?<=^|[\s、。．の「])(\p{Script=Han}{2,3}?)(?:[ 　]?[\p{Script=Han}\p{Script=Hiragana}]{1,3}?)?(?=です(?:[。、\s]|$)|と申|より$|さんに|様に)/gu;
const JAPANESE_CLOSING = /(?<=[\s、。])(\p{Script=Han}{2,3}?)[ 　]?[\p{Script=Han}\p{Script=Hiragana}]{1,3}\s*$/gu;

function spansOf(text: string, pattern: RegExp, isName: (first: string) => boolean = () => true): Span[] {
  return [...text.matchAll(pattern)].flatMap((match): Span[] =>
    isName(match[1] ?? '') ? [[match.index, match.index + match[0].trimEnd().length]] : [],
  );
}

function inJapanese(text: string): Span[] {
  const isFamily = (name: string): boolean => JAPANESE.has(name);
  return [...spansOf(text, JAPANESE_SAID, isFamily), ...spansOf(text, JAPANESE_CLOSING, isFamily)];
}

const OWN: Readonly<Record<string, (text: string) => Span[]>> = {
  ar: inArabic,
  th: inThai,
  hi: inDevanagari,
  zh: inChinese,
  ko: (text) => spansOf(text, KOREAN_TITLED),
  ja: inJapanese,
};

/**
 * Names that no word announces: a known given name beside a family name, a title or a word for oneself. `language` says
 * which script's forms are looked for beside those in capitals.
 */
export function namesByGiven(text: string, language: string | undefined): Span[] {
  return [...inCapitals(text), ...(OWN[language ?? '']?.(text) ?? [])];
}
