/** Separator codes of a normalised text: between words, and between clauses. */
export const SPACE = 0x20;
export const BREAK = 0x0a;
/** Separator after a word that is only a stem: composed texts write OPEN_MARK where a phrase has `*`. */
export const OPEN = 0x03;
/** A private-use character, so that no person's text has it. */
export const OPEN_MARK = '\ue000';

/** What a normalised code is: 0 separator, 1 letter or digit of a script with spaces, 2 character of a script without, 3 Hangul jamo. */
export type CodeClass = 0 | 1 | 2 | 3;

const SPECIAL: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ё: 'е',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ھ: 'ه',
  '\u0640': '',
  '\u0621': '',
  '\u0901': '\u0902',
  '\u093c': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\ufe0f': '',
};
const BREAKS = new Set('.!?;,…。！？；，、،؛؟।۔\n\r¡¿|•');
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u;
const STRIPPED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;
const NOT_SPECIAL_IN_VIETNAMESE = 'đ';

/** Traditional characters that complaints use, each followed by its simplified form. */
const TRADITIONAL =
  '連连麥麦線线開开關关號号錢钱賬账帳帐禮礼電电話话視视頻频畫画聲声網网絡络閃闪騙骗錯错誤误請请問问題题沒没還还這这個个們们來来時时間间會会員员級级務务獎奖勵励領领處处機机動动態态實实證证驗验碼码銀银戶户現现儲储裡里買买賣卖費费舉举報报違违規规則则鎖锁刪删訊讯發发傳传對对說说讓让給给後后從从總总無无與与為为應应該该樣样點点鐘钟過过進进遠远運运選选擇择邊边請请殺杀罵骂脅胁擾扰煩烦隱隐資资權权業业產产見见覺觉親亲觀观聽听嗎吗麼么讀读寫写認认識识譯译語语變变壞坏熱热燙烫載载裝装補补償偿贈赠獲获贏赢輸输計计數数據据顯显應应終终結结斷断離离當当場场團团體体會会費费續续訂订閱阅圖图標标籤签專专屬属隊队勝胜負负幾几萬万億亿兩两條条張张塊块雙双單单獨独學学齡龄歲岁媽妈兒儿幣币鑽钻鏡镜濾滤貼贴紙纸瘋疯讚赞導导護护衛卫衝冲滿满減减額额轉转匯汇審审複复雜杂試试檢检測测優优質质顆颗戰战鬥斗懲惩罰罚';

const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i + 1 < TRADITIONAL.length; i += 2) SIMPLIFIED.set(TRADITIONAL[i] ?? '', TRADITIONAL[i + 1] ?? '');

function digitOf(character: string): string | undefined {
  if (!/\p{Nd}/u.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String((code - zero) % 10);
}

function foldLetter(letter: string, keepAccents: boolean): string {
  if (keepAccents && (letter === NOT_SPECIAL_IN_VIETNAMESE || /\p{Script=Latin}/u.test(letter))) return letter;
  const special = SPECIAL[letter] ?? SIMPLIFIED.get(letter);
  if (special !== undefined) return special;
  const code = letter.charCodeAt(0);
  if (code >= 0x30a1 && code <= 0x30f6) return String.fromCharCode(code - 0x60);
  if (STRIPPED.test(letter)) {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return SPECIAL[bare] ?? bare;
  }
  if (code >= 0xac00 && code <= 0xd7a3) return letter.normalize('NFD');
  return letter;
}

/**
 * Normal form of one character or one base with its combining marks: NFKC, lower case, accents and Arabic diacritics
 * off (unless kept), digits of every script as 0–9, katakana as hiragana, Hangul as jamo, traditional as simplified
 * Chinese. Separators come back as SPACE or BREAK, ignorable marks as the empty string.
 */
export function foldCluster(cluster: string, keepAccents: boolean): string {
  if (cluster === OPEN_MARK) return String.fromCharCode(OPEN);
  if (BREAKS.has(cluster)) return String.fromCharCode(BREAK);
  if (/^[\u3131-\u318e]$/.test(cluster)) return cluster;
  if (SPECIAL[cluster] === '') return '';
  let folded = '';
  for (const character of cluster.normalize('NFKC').toLowerCase().normalize('NFC')) {
    const digit = digitOf(character);
    if (digit !== undefined) folded += digit;
    else if (/[\u0300-\u036f\u064b-\u065f\u0670]/.test(character)) continue;
    else if (WORD.test(character)) folded += foldLetter(character, keepAccents);
    else if (SPECIAL[character] === undefined)
      folded += BREAKS.has(character) ? String.fromCharCode(BREAK) : String.fromCharCode(SPACE);
  }
  return folded;
}

const classes = new Int8Array(65536).fill(-1);

/** Class of a normalised code. */
export function classOf(code: number): CodeClass {
  let known = classes[code] as number;
  if (known >= 0) return known as CodeClass;
  const character = String.fromCharCode(code);
  if ((code >= 0x1100 && code <= 0x11ff) || (code >= 0x3131 && code <= 0x318e)) known = 3;
  else if (UNSPACED.test(character)) known = 2;
  else known = WORD.test(character) ? 1 : 0;
  classes[code] = known;
  return known as CodeClass;
}
