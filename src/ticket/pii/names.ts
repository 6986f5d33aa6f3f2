/** The finder of names after words that announce them: each script has a form of its own. */

/** Span [start, end) of a value. */
export type Span = readonly [start: number, end: number];

const CAPITALISED =
  /\p{Lu}[\p{L}\p{M}'’-]{0,24}\.?(?: (?:(?:de|da|do|dos|das|del|la|las|los|van|von|zu|bin|binti|bte|al|el|ben|y|e|san|der|den|ibn|abu|di|a\/l|a\/p|s\/o|d\/o) ){0,2}\p{Lu}[\p{L}\p{M}'’-]{0,24}\.?){0,4}/uy;
const LOWER_WORD = /\p{Ll}[\p{L}\p{M}'’-]{1,20}/uy;
const HANGUL =
  /\p{Script=Hangul}{2,4}?(?=입니다|이라고|라고|이고|이에요|예요|이며|인데|드림|올림|,|\.|$)|\p{Script=Hangul}{2,3}?(?=\s)/uy;
/** A family name and two syllables, said to be somebody. */
const KOREAN_FULL = /\p{Script=Hangul}{3}(?=입니다|이라고|라고|이에요|예요|인데요)/uy;
const KOREAN_SURNAMES = new Set(
  '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용',
);
const THAI =
  /(?:นาย|นางสาว|นาง|น\.ส\.)? ?[\u0E01-\u0E4E]{2,20}?(?: [\u0E01-\u0E4E]{2,20})?(?=\s|[,.]|$|ครับ|ค่ะ|คะ|นะ|เบอร์|โทร|ไอดี)/uy;
const DEVANAGARI = /[\u0900-\u0963\u0970-\u097F]{2,20}(?: [\u0900-\u0963\u0970-\u097F]{2,20}){0,3}/uy;
const ARABIC = /[\u0621-\u065F\u0670-\u06D3]{2,15}(?: [\u0621-\u065F\u0670-\u06D3]{2,15}){0,3}/uy;
const JAPANESE =
  /[\p{Script=Han}\p{Script=Katakana}ー々]{1,6}[ 　]?[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー々]{1,6}?(?=と申|です|といい|と言い|。|、|,|，|\n|\s|$)/uy;

/** Common Chinese family names, single and double: a name is one of them and one or two more characters. */
const SURNAMES = new Set(
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边',
);
const DOUBLE_SURNAMES = new Set(['欧阳', '歐陽', '司马', '上官', '诸葛', '東方', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '夏侯']); // prettier-ignore
/** Characters that go on with the sentence rather than with a given name. */
const AFTER_NAME = new Set(
  '的是在我你他她们了被这那也和与跟，。、,.！!？?；;：:（）() 　\n\t电手身住账帐号充付有没不就都想要今昨前刚一请求因但所用使',
);

/** Words that follow an announcement without being a name. */
const NO_NAME =
  /^(?:مش|غير|مو|في|على|لا|من|ما|كل|مع|Not|The|A|An|In|On|My|Very|Just|Still|So|It|Is|I|You|No|Android|iPhone|IPhone|Samsung|Xiaomi|Redmi|Oppo|OPPO|Vivo|Google|Apple|Facebook|TikTok|PK|VIP|ID|App|OK|Please|Thanks|Thank|Support|Team|Host|Viewer|Agency|Live|Coins?|And|But|What|Why|How|When|Wrong|From|For|Your|We|Hi|Hello|Hola|Yang|Saya|Tidak|तक|नहीं|क्यों|में|से|मैच|मेल|है|गलत|बदल|Es|Que|La|El|Los|Un|Una|Le|Les|Der|Die|Das|Nicht|Kein|Nutzer|Kunde|User|Fan|Gast|Zuschauer|Anfänger|Neu|Monsieur|Madame|Sir|Madam|Señor|Señora|Senhor|Senhora|Ibu|Bapak|Kakak|Herren|Damen|Store|Play|Error|Code|Akun|Account|Bahasa|Koin|ऐप|एप|App-)$/u;
/** Everyday words in lower case: none of them begins or ends a name. */
const EVERYDAY = new Set(
  'mal bien wrong écrit ecrit mauvais uygulamada uygulama yanlış profilde profil profilimde dalam app apps aplikasi tak dah on off incorrectly spelled misspelled displayed cut hidden appears appearing keeps got was-changed in-game en-la falsch richtig im-profil errado errada aparece saindo sale sai mauvaise affiché affichée dans-l hiển hiện không-đúng неправильно неверно отображается указано в-приложении mali maling lumabas nakalagay galat galti dikh aa raha rahi likha badal not is was are be been the a an and or but on in my at to of for from with it its this that i im you shown showing wrong account changed correct displayed missing gone still never what why how when blocked different visible hidden too no yes so very just also now here there because since please thanks thank que es está esta en y e o de del la el los las un una por para pero como mi su se me lo muy ya aquí não nao é em um uma por para mas eu meu minha com pas est dans et le les des une je mais pour avec sur nicht ist auf und der die das ein eine im zu aber mit für von tidak gak ga di dan yang salah adalah dari ke ini itu sudah belum aku saya nahi nhi hai hain h me mai main par aur ka ki ke ko se kya ve bir bu da ve ama için değil olarak و hindi na ng sa ang ay po ko ito là không bị và ở của em tôi mình ạ а и не на в с по но это что мне меня у'.split(
    ' ',
  ),
);

/** True for everyday words in lower case, which are no names. */
export const isEveryday = (word: string): boolean => EVERYDAY.has(word);

function sticky(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? at : at + match[0].length;
}

/** End of a Chinese name that begins here, or −1. */
function chineseName(text: string, at: number): number {
  const double = DOUBLE_SURNAMES.has(text.slice(at, at + 2));
  if (!double && !SURNAMES.has(text[at] ?? '')) return -1;
  const given = at + (double ? 2 : 1);
  let end = given;
  while (end < given + 2 && /\p{Script=Han}/u.test(text[end] ?? '') && !AFTER_NAME.has(text[end] ?? '')) end++;
  return end === given ? -1 : end;
}

/** Up to three words in lower case, as far as none is an everyday word. */
function lowerName(text: string, at: number): number {
  let end = at;
  for (let words = 0; words < 3; words++) {
    const begin = words === 0 ? at : end + 1;
    if (words > 0 && text[end] !== ' ') break;
    const next = sticky(LOWER_WORD, text, begin);
    if (next === begin || EVERYDAY.has(text.slice(begin, next))) break;
    end = next;
  }
  return end;
}

/** Capitals throughout are no sign of a name. */
const SHOUTED = /^[^\p{Ll}]{8,}$/u;

function capitalised(text: string, at: number, leastWords: number): number {
  const end = sticky(CAPITALISED, text, at);
  const words = text.slice(at, end).split(' ');
  if (end - at < 2 || NO_NAME.test(words[0] ?? '') || words.length < leastWords) return -1;
  if (leastWords > 1 && SHOUTED.test(text.slice(at, end))) return -1;
  if (leastWords > 1 && words.slice(1).some((word) => NO_NAME.test(word))) return -1;
  return text[end - 1] === '.' && (words.at(-1) ?? '').length > 3 ? end - 1 : end;
}

/**
 * The name that begins at an offset, or undefined. `lower`: words in lower case will do, since what stands before leaves
 * no doubt; `leastWords` of a name in capitals; `words`: at most so many in scripts without capitals.
 */
export function nameAt(
  text: string,
  at: number,
  { lower = false, leastWords = 1, japanese = false, words = 2 } = {},
): Span | undefined {
  const first = String.fromCodePoint(text.codePointAt(at) ?? 0);
  let end = -1;
  if (/\p{Lu}/u.test(first)) end = capitalised(text, at, leastWords);
  else if (leastWords > 1) end = KOREAN_SURNAMES.has(first) ? sticky(KOREAN_FULL, text, at) : -1;
  else if (/\p{Ll}/u.test(first)) end = lower ? lowerName(text, at) : -1;
  else if (japanese && /[\p{Script=Han}\p{Script=Katakana}]/u.test(first)) end = sticky(JAPANESE, text, at);
  else if (/\p{Script=Han}/u.test(first)) end = chineseName(text, at);
  else if (/\p{Script=Hangul}/u.test(first)) end = sticky(HANGUL, text, at);
  else if (/\p{Script=Thai}/u.test(first)) end = sticky(THAI, text, at);
  else if (/\p{Script=Devanagari}/u.test(first)) end = spacedName(text, at, DEVANAGARI, words);
  else if (/\p{Script=Arabic}/u.test(first)) end = spacedName(text, at, ARABIC, words);
  return end > at + 1 ? [at, end] : undefined;
}

/** Verbs and particles that end a name in scripts without capitals. */
const STOP =
  /^(?:है|हैं|हूँ|हूं|और|ने|को|का|की|के|में|से|पर|नहीं|गलत|मैं|मेरा|मेरी|و.*|في|من|على|هو|هي|مش|غير|رقم|رقمي|ورقم|لكن|الحساب|ما|لا|كان|اللي|عندي|انا|أنا|لم|مو|ظاهر|اتغير|مكتوب|خطأ|غلط)$/u;

/** Words up to a verb or particle: at most `most`, and further Arabic ones that begin with the article, as family names do. */
function spacedName(text: string, at: number, pattern: RegExp, most: number): number {
  const words = text.slice(at, sticky(pattern, text, at)).split(' ');
  if (STOP.test(words[0] ?? '') || NO_NAME.test(words[0] ?? '')) return -1;
  let end = at;
  for (const [i, word] of words.entries()) {
    if (i > 0 && (STOP.test(word) || (i >= most && !/^(?:ال|بن)/.test(word)))) break;
    end += (i > 0 ? 1 : 0) + word.length;
  }
  return end;
}

const NAME_TO_THE_END =
  /(?:[\p{Script=Han}\p{Script=Katakana}ー々]{1,6}[ 　]?[\p{Script=Han}\p{Script=Katakana}ー々]{1,6}|\p{Script=Hangul}{2,4}|\p{Lu}\p{L}{1,20} \p{Lu}\p{L}{1,20})\s?$/u;

/** The name that ends at an offset, or undefined. */
export function nameBefore(text: string, end: number): Span | undefined {
  const from = Math.max(0, end - 24);
  const match = NAME_TO_THE_END.exec(text.slice(from, end));
  return match === null ? undefined : [from + match.index, from + match.index + match[0].trimEnd().length];
}

const WORD_OF_NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,24}\.?`;
/** A line of its own at the end that is nothing but two to four words in capitals. */
const LAST_LINE = new RegExp(String.raw`\n[ \t]*(${WORD_OF_NAME}(?: ${WORD_OF_NAME}){1,3})\s*$`, 'u');
const AFTER_DASH =
  /(?:^|[\s.!?。！？])[-–—]{1,3} ?((?:\p{Lu}[\p{L}\p{M}'’-]{1,24}|\p{Ll}{3,14})(?: \p{Lu}[\p{L}\p{M}'’-]{1,24}){0,3}|\p{Script=Han}{2,4})\s*$/u;
const GREETED = /(?:안녕하세요[,.! ]{0,3})(\p{Script=Hangul}{2,4})(?=입니다|이에요|예요|이라고)/u;
const PRESENTED = /(?:^|[\s.,])(\p{Script=Hangul}{2,4}) ?(?:드림|올림)\s*$/u;
const FROM_AT_END = /(?:^|[、。,.\s])(\p{Script=Han}{1,3}[ 　]?\p{Script=Han}{0,3})(?:より|拝)\s*$/u;

/** Names that close a text: after a dash, on a line of their own, "from" at the very end. */
export function closingNames(text: string): Span[] {
  const tail = Math.max(0, text.length - 80);
  const end = text.slice(tail);
  const found: Span[] = [];
  for (const form of [LAST_LINE, AFTER_DASH, PRESENTED, FROM_AT_END]) {
    const match = form.exec(end);
    if (match === null) continue;
    const name = match[1] ?? '';
    if (EVERYDAY.has(name) || NO_NAME.test(name.split(' ')[0] ?? '')) continue;
    const at = tail + match.index + match[0].indexOf(name);
    found.push([at, at + name.length]);
  }
  const greeted = GREETED.exec(text.slice(0, 60));
  if (greeted !== null && KOREAN_SURNAMES.has((greeted[1] ?? '')[0] ?? '')) {
    const at = greeted.index + greeted[0].length - (greeted[1] ?? '').length;
    found.push([at, at + (greeted[1] ?? '').length]);
  }
  return found;
}
