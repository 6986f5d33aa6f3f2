import { STREET_WORDS } from './announcers.ts';
import type { Span } from './names.ts';

const WORD = String.raw`[\p{L}\p{M}'’.-]{2,30}`;

/** Forms of postal addresses, one for each entry of STREET_WORDS; every repetition is bounded. */
const FORMS = [
  String.raw`(\b\d{1,5}[A-Za-z]?,? (?:${WORD} ){1,4}(?:[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Bb]oulevard|[Bb]lvd|[Cc]ourt|[Cc]t|[Pp]lace|[Ww]ay|[Cc]lose|[Nn]agar|[Mm]arg|[Hh]ighway|[Tt]errace|[Cc]rescent)\b\.?(?:,? (?:(?:[Aa]pt|[Uu]nit|[Ff]lat|[Ss]uite|#)\.? ?\w{1,6}))?(?:,? ${WORD}(?: ${WORD})?){0,3}(?:,? [A-Z]{2})?(?:,? (?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}))?)`,
  String.raw`((?:[Cc]alle|[Cc]l|[Cc]arrera|[Cc]ra|[Kk]r|[Dd]iagonal|[Tt]ransversal|[Aa]v(?:enida)?)\.? ?\d{1,3}[A-Za-z]? ?(?:#|[Nn]o\.?|[Nn][°º]) ?\d{1,3}[A-Za-z]? ?- ?\d{1,3}(?:,? (?:apto?|piso|torre|casa)\.? ?\w{1,5})?(?:,? ${WORD})?|(?:[Cc]alle|[Cc]\/|[Aa]v(?:enida|da)?\.?|[Cc]arrera|[Cc]ra\.?|[Rr]ua|[Tt]ravessa|[Aa]lameda|[Pp]aseo|[Pp]laza|[Cc]alzada|[Jj]irón|[Jj]r\.)\s(?!con )(?:${WORD} ?){1,5},? ?(?:[Nn]?[°º.]|#|n[ou]m?\.?)? ?\d{1,5}[A-Za-z]?(?:[,-] ?(?:[Aa]pto?\.?|[Pp]iso|[Dd]epto\.?|[Bb]loco|[Dd]pto\.?)? ?\w{1,6}){0,2}(?:,? (?:CEP ?)?\d{5}(?:-?\d{3})?)?(?:,? ${WORD}(?: ${WORD})?){0,2})`,
  String.raw`(\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|allée|chemin|impasse|quai|cours|route)\s(?:${WORD} ?){1,5}(?:,? \d{5} ${WORD}(?: ${WORD})?)?)`,
  String.raw`(\b\p{Lu}[\p{L}.-]{1,30}(?:[ -]\p{Lu}[\p{L}.-]{1,20})?(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer|Straße|Str\.|Weg|Platz|Allee) \d{1,4} ?[a-z]?(?:,? (?:in )?\d{5} ${WORD}(?: ${WORD})?)?)`,
  String.raw`((?:ул\.?|улица|улице|пр(?:-т|осп)?\.?|проспект|пер\.?|переулок|бульвар|б-р|шоссе|наб\.?|набережная|проезд)\s(?:${WORD} ?){1,3},? ?(?:д(?:ом)?\.? ?)?\d{1,4}[а-я]?(?:,? ?(?:к(?:орп|в)?\.?|корпус|квартира|стр\.?) ?\d{1,4}){0,2})`,
  String.raw`((?:${WORD} ){1,3}(?:[Mm]ah(?:allesi|\.)|[Mm]h\.)[ ,]{1,2}(?:[\p{L}\p{M}\p{N}'’.-]{1,30} ){0,3}(?:[Ss]ok(?:ak|ağı|\.)?|[Ss]k\.|[Cc]ad(?:desi|de|\.)?|[Bb]ulvarı)[ ,]{1,2}(?:[Nn]o ?[:.]? ?)?\d{1,4}(?:[\/ ,]{1,2}(?:[Dd](?:aire)?[:.]? ?)?\d{1,4})?(?:[ ,]{1,2}${WORD}(?:\/${WORD})?)?)`,
  String.raw`((?:[Jj]alan|[Jj]ln?\.?|[Gg]ang|[Gg]g\.|[Ll]orong|[Pp]erumahan|[Kk]ampung|[Kk]p\.|[Tt]aman)\s(?:${WORD} ?){1,4}(?:[ ,]{0,2}(?:[Nn]o\.?|[Nn]omor|[Bb]lok|RT|RW)[ .]?[\w\/]{1,7}){1,4}(?:,? ${WORD}(?: ${WORD})?){0,3}(?:,? \d{5})?|[Nn]o\.? ?\d{1,4}[A-Z]?,? [Jj](?:alan|ln?\.?)\s[\w\/]{1,12}(?: [\p{L}\p{N}\/.-]{1,20}){0,4}(?:,? \d{5})?(?:,? ${WORD}(?: ${WORD})?){0,2})`,
  String.raw`((?:số (?:nhà )?)?\d{1,4}[A-Za-z]?(?:\/\d{1,4}){0,3},? (?:đường|ngõ|hẻm|phố|ấp|thôn)\s(?:${WORD} ?){1,5}(?:,? ?(?:phường|quận|huyện|xã|[PQ]\.|[Tt][Pp]\.?|thành phố|tỉnh) ?[\p{L}\p{N} .]{1,20}){0,4})`,
  String.raw`((?:\p{Script=Han}{2,8}(?:省|市|自治区))?(?:\p{Script=Han}{1,8}(?:市|区|區|县|縣|鎮|镇|乡|鄉)){0,3}\p{Script=Han}{1,10}(?:路|街|道|巷|弄|大道|胡同|村)(?:\p{Script=Han}{0,4}段)?\d{1,5}(?:之\d)?(?:号|號|弄)(?:\d{1,4}(?:栋|幢|楼|樓|单元|單元|室|号|號|层)?){0,4}(?:\p{Script=Han}{1,8}\d{0,4}(?:栋|幢|楼|室|单元)){0,2})`,
  String.raw`(〒? ?\d{3}-\d{4} ?(?:東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,20}[\d０-９-]{0,12}(?: ?[\p{Script=Katakana}\p{Script=Han}ー]{1,15} ?\d{1,4}(?:号室|号)?)?|(?:東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,20}\d{1,4}(?:[-丁番]\p{Script=Han}{0,2}\d{1,4}){0,3}(?:号)?)`,
  String.raw`((?:\p{Script=Hangul}{2,8}(?:시|도|특별시|광역시) ){1,2}(?:\p{Script=Hangul}{1,8}(?:구|군|시) ){1,2}\p{Script=Hangul}{1,12}(?:로|길|동|읍|면)(?:\d{0,4}(?:번길|길))? ?\d{1,4}(?:-\d{1,4})?(?:번지)?(?:,? ?\d{1,4}동 ?\d{1,4}호)?)`,
  String.raw`((?:(?:บ้านเลขที่|(?<!รายการ|ออเดอร์|สั่งซื้อ)เลขที่)\s?)?\d{1,4}(?:\/\d{1,4})?(?!\d|\s?(?:บาท|เพชร|เหรียญ|คอยน์|วัน|ครั้ง|นาที|ชั่วโมง|คน|ปี))\s?(?=[\p{Script=Thai}])[\p{Script=Thai}\p{N} ./]{2,90}?(?:\d{5}|กรุงเทพ\p{Script=Thai}{0,8}ฯ? ?\d{5}|\d{5}|กรุงเทพ\p{Script=Thai}{0,8}|จ\.\s?\p{Script=Thai}{2,15}|จังหวัด\s?\p{Script=Thai}{2,15}))`,
  String.raw`((?:मकान (?:नंबर|नं\.?)|फ्लैट (?:नंबर|नं\.?)|गली (?:नंबर|नं\.?))\s?[\w/-]{1,8}[\p{Script=Devanagari}\p{N} .,/-]{2,90}(?:\d{6})?|(?:[Hh]ouse|[Ff]lat|[Pp]lot|H\.) ?[Nn]o\.? ?[\w\/-]{1,8},? (?:${WORD} ?){1,5}(?:,? ${WORD}){0,3}(?:[ -]{1,3}\d{6})?)`,
  String.raw`((?:شارع|حي|طريق)\s[\p{Script=Arabic}]{2,15}(?: [\p{Script=Arabic}]{2,15}){0,2}[،, ]{0,2}(?:(?:عمارة|مبنى|رقم|شقة|منزل|بناية|الدور|فيلا)\s?\d{1,4}[،, ]{0,2}){1,3}(?:[\p{Script=Arabic}]{2,15})?)`,
].map(
  (form) =>
    new RegExp(
      String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Hangul}\p{M}])${form}`,
      'gu',
    ),
);

/** Endings of German streets, and of Korean ones, right before a house number; the forms they point to. */
const ENDINGS: readonly (readonly [RegExp, number])[] = [
  [/(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|ring|damm|ufer) $/i, 3],
  [/[로길동읍면] ?$/, 10],
];

const HOUSE_BEFORE = new Set(Array.from('eEgzmr.로길동읍면', (c) => c.charCodeAt(0)));

/** An address lies at most so far before and after the word that gives it away. */
const BEFORE = 90;
const AFTER = 160;

/** Number of address forms. */
export const ADDRESS_FORMS: number = STREET_WORDS.length;

/** Forms that a number at this offset speaks for, by how the word before it ends. */
export function formsBeforeNumber(text: string, at: number): number[] {
  const last = text.charCodeAt(text.charCodeAt(at - 1) === 0x20 ? at - 2 : at - 1);
  if (!HOUSE_BEFORE.has(last)) return [];
  const before = text.slice(Math.max(0, at - 10), at);
  return ENDINGS.flatMap(([ending, form]) => (ending.test(before) ? [form] : []));
}

/** Town, district, flat and postal code after the street, with the small words that name them. */
const MORE_PARTS =
  /(?:(?: ?[,，、/–-] ?| )(?:(?:apt|apto|depto|dpto|piso|bloco|unit|flat|suite|floor|кв|корп|к|д|кел|kel|kec|rt|rw|rt\/rw|no|nº|blk|lot|brgy|barangay|bgy|phường|quận|q|p|tp|th|ซ|ต|อ|จ|г|in|à|stiege|top|daire|kat|d|cep|cp|c\.p)\.? ?)?(?:[\p{Lu}\d][\p{L}\p{M}\d.'’°º/-]{0,30})(?: (?:de|do|da|del|la|dos|das|del|di|du|[\p{Lu}\d][\p{L}\p{M}\d.'’°º/-]{0,30})){0,4}){1,7}/uy;
const TOWN_BEFORE =
  /(?:(?:г|гор|город|обл|Blk|Block|Lot|Unit|Phase|No|№)\.? ?[\p{Lu}\d][\p{L}\d-]{0,20}(?: (?:Lot|Blk) \d{1,4})?[,;] ?){1,3}$/u;

/** An address with the parts that stand before and after its street. */
function widened(text: string, start: number, end: number): Span {
  const from = Math.max(0, start - 50);
  const prior = text[start - 1] === ' ' ? text[start - 2] : text[start - 1];
  const town = prior === ',' || prior === ';' ? TOWN_BEFORE.exec(text.slice(from, start)) : null;
  MORE_PARTS.lastIndex = end;
  const parts =
    text[end] === ',' || text[end] === '，' || text[end] === '/' || /\d/.test(text[end - 1] ?? '')
      ? MORE_PARTS.exec(text)
      : null;
  // A word in capitals after a full stop begins the next sentence.
  const more = (parts?.[0] ?? '').replace(/\. \p{Lu}\p{Ll}+[\s,.;:–-]*$/u, '').replace(/[\s,.;:–-]+$/u, '');
  return [town === null ? start : from + town.index, end + more.length];
}

/** Addresses of one form around the offsets (rising) of words that speak for it. Linear: stretches are looked at once. */
export function addressesAround(text: string, form: number, offsets: readonly number[]): Span[] {
  const found: Span[] = [];
  for (let i = 0; i < offsets.length;) {
    const from = Math.max(0, (offsets[i] as number) - BEFORE);
    let to = (offsets[i] as number) + AFTER;
    while (++i < offsets.length && (offsets[i] as number) - BEFORE <= to) to = (offsets[i] as number) + AFTER;
    let begin = from;
    while (begin > 0 && begin > from - 30 && /[\p{L}\p{M}\p{N}]/u.test(text[begin - 1] ?? '')) begin--;
    const part = text.slice(begin, to);
    if (!/\d/.test(part)) continue;
    for (const match of part.matchAll(FORMS[form] as RegExp)) {
      const value = (match[1] ?? '').replace(/[\s,.;:–-]+$/u, '');
      found.push(widened(text, begin + match.index, begin + match.index + value.length));
    }
  }
  return found;
}

const CLAUSE = /[^\n;!?。！？；।|]{4,90}/uy;
const CHAIN = /(?:省|市|都|道|府|県|시|도)[^\n]{1,14}(?:区|區|县|縣|镇|鎮|村|路|街|町|구|군|동|로|길)/u;
/** A full stop ends the address only before a space and a capital, after a word that is no abbreviation. */
const STOP =
  /(?<=[\p{L}\p{M}\d]{5}|\d)[.!?](?:\s|$)(?![a-zа-я\d])|,? (?:and|but|y|e|et|und|но|и|và|dan|tapi|please|por favor|because|aur|lekin|at|pero|my|i|pakai|maintenant|ahora|agora|jetzt|now|currently|est-ce)\b(?! ?\d)|, (?=\p{Ll}{4,} \p{Ll})/u;
const STREET =
  /(?:^|[\s,.])(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|blvd|court|close|gardens|terrace|park|apt|unit|flat|floor|building|bldg|block|blk|lot|sector|calle|av|avda|avenida|carrera|cra|jirón|jr|pasaje|colonia|col|edificio|rua|travessa|alameda|bloco|apto|rue|boulevard|allée|chemin|impasse|résidence|ул|улица|улице|пр|проспект|пер|шоссе|д|дом|кв|mah|mahallesi|sok|sokak|cad|cadde|caddesi|no|daire|jalan|jl|jln|gang|gg|rt|rw|blok|lorong|taman|kampung|kp|perumahan|komplek|brgy|barangay|purok|đường|ngõ|hẻm|phố|thôn|ấp|xã|huyện|phường|quận|số nhà|perum)[\s.:,]|stra(?:ß|ss)e|str\.|weg |platz |allee |gasse |[路街巷弄村栋幢]|号楼|小区|丁目|番地|[로길] ?\d|หมู่|ซอย|ถนน|แขวง|เขต|ต\.|อ\.|नगर|गली|मकान|सेक्टर|कॉलोनी|شارع|حي |عمارة|شقة|منزل رقم/iu;
const HOUSE_NUMBER_FIRST = /^(?:No\.? ?|№ ?|#)?\d{1,5}[A-Za-z]?(?:[/-]\d{1,5})?,? \p{L}/iu;
const POSTCODE_LAST = /,.*[\s,]\d{4,6}(?:-\d{3,4})?(?:,? \p{Lu}\p{L}+)?$/u;

/** The address that follows words such as "my address is": the rest of the clause when it has a number or names a place within a place. */
export function homeAt(text: string, at: number): Span | undefined {
  CLAUSE.lastIndex = at;
  const clause = CLAUSE.exec(text)?.[0];
  if (clause === undefined) return undefined;
  const stop = STOP.exec(clause);
  let value = stop === null ? clause : clause.slice(0, stop.index);
  if (value.length > 12) value = value.replace(/[，,、](?=[^，,、]*(?:我|请|電話|电话|手机|ですが|です).*$).*$/u, '');
  value = value.replace(/(?:です|でございます|입니다|이에요|ครับ|ค่ะ| है| ạ| po| ya)?[\s,，.;:、。]*$/u, '');
  const isPlace = STREET.test(value) || HOUSE_NUMBER_FIRST.test(value) || POSTCODE_LAST.test(value);
  const telling = /\d/.test(value) ? value.length >= 6 && isPlace : CHAIN.test(value);
  return telling ? [at, at + value.length] : undefined;
}
