import { isGiven, isKoreanGiven } from './given.ts';
import { isEveryday, nameAt, type Span } from './names.ts';

/** Words for people close to the writer, each list with the words that may stand beside it, in the folded form of `fold.ts`. */
const KIN: Readonly<Record<string, readonly (readonly [before: string, kin: string, after: string])[]>> = {
  en: [['my |our |his |her |', 'sister|brother|son|daughter|husband|wife|mother|mom|mum|father|dad|nephew|niece|cousin|friend|best friend|boyfriend|girlfriend|bf|gf|fiance|partner|roommate|flatmate|grandson|granddaughter|grandmother|grandma|grandfather|grandpa|colleague|coworker|kid|child|uncle|aunt|boss|neighbour|neighbor', '']],
  es: [['mi |', 'hermana|hermano|hijo|hija|esposo|esposa|marido|mujer|mama|papa|madre|padre|sobrino|sobrina|primo|prima|amigo|amiga|novio|novia|pareja|nieto|nieta|abuela|abuelo|companero|companera|tio|tia|jefe|jefa', '']],
  pt: [['meu |minha |', 'irma|irmao|filho|filha|esposo|esposa|marido|mulher|mae|pai|sobrinho|sobrinha|primo|prima|amigo|amiga|namorado|namorada|neto|neta|avo|colega|tio|tia|chefe', '']],
  fr: [['mon |ma |', 'soeur|sœur|frere|fils|fille|mari|femme|mere|pere|neveu|niece|cousin|cousine|ami|amie|copain|copine|compagnon|compagne|petit-fils|petite-fille|collegue|oncle|tante|conjoint|conjointe', '']],
  de: [['mein |meine |meinem |meinen |meiner |unser |unsere |', 'schwester|bruder|sohn|tochter|mann|frau|mutter|vater|mama|papa|neffe|neffen|nichte|cousin|cousine|freund|freundin|kumpel|kollege|kollegin|enkel|enkelin|oma|opa|onkel|tante|verlobter|verlobte', '']],
  ru: [['мой |моя |моего |моей |моему |мою |наш |наша |', 'сын|дочь|дочка|дочери|сына|брат|брата|сестра|сестры|муж|мужа|жена|жены|мама|папа|друг|друга|подруга|подруги|племянник|племянница|внук|внучка|коллега|парень|девушка', '']],
  tr: [['', 'oglum|kizim|esim|kocam|karim|kardesim|abim|ablam|annem|babam|arkadasim|yegenim|kuzenim|sevgilim|nisanlim|torunum|is arkadasim', '']],
  id: [['', 'adik|kakak|anak|suami|istri|teman|sepupu|keponakan|pacar|ibu|ayah|bapak|cucu|abang|tante|om', ' saya| aku| gue| gw| ku|ku| kami']],
  ms: [['', 'anak|adik|kakak|abang|suami|isteri|bini|kawan|sepupu|anak buah|anak saudara|mak|ayah|cucu|tunang', ' saya| aku| kami| i']],
  tl: [['', 'anak|kapatid|asawa|pamangkin|pinsan|kaibigan|nanay|tatay|ate|kuya|jowa|boyfriend|girlfriend|apo|bunso|panganay', ' ko| ko po| ko si| ko po si| ko na si| ko pong si']],
  vi: [['', 'con trai|con gai|em trai|em gai|anh trai|chi gai|chong|vo|ban trai|ban gai|con be|em be|chau', ' em| toi| minh| nha em| nha minh|']],
  hi: [['mera |mere |meri ', 'beta|bete|beti|bhai|behen|bahan|pati|patni|wife|husband|dost|bhatija|bhanja|son|daughter|brother|sister|papa|mummy', ''], ['मेरा |मेरे |मेरी ', 'बेटा|बेटे|बेटी|भाई|बहन|पति|पत्नी|दोस्त|भतीजा|भतीजे|भांजा|भांजे', '']],
  ar: [['', 'ولدي|ابني|بنتي|ابنتي|اخوي|اخي|اختي|زوجي|زوجتي|صديقي|صديقتي|صاحبي|صاحبتي|خويي|ابن اختي|ابن اخي', '']],
  zh: [['我|我的|我家', '妹妹|弟弟|姐姐|哥哥|儿子|女儿|兒子|女兒|老公|老婆|朋友|闺蜜|孩子|小孩|侄子|侄女|外甥|室友|同事|表弟|表妹|妈妈|爸爸', '|叫']],
  ja: [['', '息子|娘|妹|弟|姉|兄|主人|妻|夫|友人|友達|孫|甥|姪|長男|次男|長女|次女|彼氏|彼女', 'の']],
  ko: [['', '아들|딸|동생|남편|아내|와이프|친구|조카|언니|오빠|누나|형|여동생|남동생|손자|손녀', ' ']],
  th: [['', 'ลูกชาย|ลูกสาว|ลูก|น้องชาย|น้องสาว|แฟน|สามี|ภรรยา|เพื่อน|หลาน|พี่ชาย|พี่สาว', 'ชื่อ|ชื่อน้อง|ผมชื่อ|ฉันชื่อ|หนูชื่อ']],
}; // prettier-ignore

/** The phrases of KIN by language, `|` between them. */
export const RELATIVES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(KIN).map(([language, lists]) => [
    language,
    lists
      .flatMap(([before, kin, after]) =>
        before
          .split('|')
          .flatMap((left) =>
            kin.split('|').flatMap((word) => after.split('|').map((right) => `${left}${word}${right}`)),
          ),
      )
      .join('|'),
  ]),
);

/** Languages whose words for relatives may stand without "my"; then only a known given name will do. */
const BARE = new Set(['en', 'es', 'pt', 'fr', 'de', 'ru']);

/** German nouns have capitals too: a name is what somebody's age, a pause or a verb of doing follows. */
const GERMAN_GOES_ON =
  /^(?: ?\(|,|\.(?:\s|$)| (?:hat|ist|war|hatte|wollte|wird|kann|und ich|aus|von|\d))|^(?: \p{Lu}\p{Ll}+)? ?\(/u;
/** How old somebody is, right after the name in lower case. */
const AGE =
  /^,? ?\(?\d{1,2} ?(?:yo\b|y\/o|yrs?\b|years?|th\b|thn\b|tahun|taon|t\b|tuổi|tuoi|yaş\p{L}*|anos?|años?|ans?|j\b|jahre?|лет|год\p{L}*|\))/iu;
const LOWER_NAME = /\p{Ll}[\p{L}\p{M}'’-]{2,15}/uy;
const CHINESE_GOES_ON = /^[才今，,（(。、是在用把也偷拿\d\s]/u;
const CHINESE_NO_NAME = /^(?:高中生|马大哈|毛病多)/u;
const JAPANESE_CALLED =
  /(?:[\p{Script=Han}\p{Script=Katakana}ー]{1,4}|\p{Script=Hiragana}{2,5}?)(?=ちゃん|くん|君(?!\p{Script=Han})|さん|[（(](?:\d|[小中高]))/uy;
/** Characters that end given names far more often than nouns. */
const JAPANESE_GIVEN =
  /(?!写真|動画|音声|太郎)[\p{Script=Han}]{0,2}[蓮湊葵翼樹蒼凛颯悠翔駿健聡茜唯舞恵楓咲澪杏子美奈菜香華太介斗郎也輝希莉里紗結陽](?=が|は|も|を|に|、)/uy;
const KOREAN_NAMED = /(\p{Script=Hangul}{2})(?=[이가는도를와]|한테|\s|\(|,)/uy;
const KOREAN_CALLED = /\p{Script=Hangul}{2,3}?(?=이(?:가|는|도|를|한테|랑|와|의)|(?:양|군)[이은]|씨)/uy;
const DEVANAGARI_DOES = /[\u0900-\u0963\u0970-\u097F]{2,15}(?: [\u0900-\u0963\u0970-\u097F]{2,15})?(?= (?:ने|को|की|का|के|से|है)(?: |$))/uy; // prettier-ignore
const DEVANAGARI_NO_NAME = /^(?:ने|को|की|का|के|से|भी|तो|और|मेरे|फोन|अकाउंट|बिना|गलती)/u;
const ARABIC_WORD = /[\u0621-\u064A]{2,12}(?: (?:ال|بن )[\u0621-\u064A]{2,12})?/uy;
const ARABIC_AGE = /^(?:،|,)? ?(?:\(|عمره|عمرها|صاحب ال)/u;
const ARABIC_GIVEN = new Set(
  'محمد احمد أحمد علي حسن حسين عمر خالد فهد سعد سعود عبدالله عبدالرحمن عبدالعزيز فيصل تركي ناصر سلطان يوسف ابراهيم إبراهيم كريم مصطفى محمود طارق ياسر زياد سامي رامي هاني وليد ماجد مازن بدر نواف راشد حمد مشعل عادل جمال سلمان صالح ايمن أيمن اسامة أسامة انس أنس حمزة بلال آدم ادم ياسين مريم فاطمة عائشة خديجة نورة سارة ليلى هند ريم لينا دانا جنى ملك هدى منى رنا دينا نادية سلمى زينب رقية شهد لجين جود غلا العنود موضي حصة لطيفة أمل امل إيمان ايمان أسماء اسماء رهف'.split(
    ' ',
  ),
);

function here(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function arabic(text: string, at: number): string {
  const word = here(ARABIC_WORD, text, at);
  if (word === '') return '';
  const known = ARABIC_GIVEN.has(word.split(' ')[0] ?? '');
  return known || (!word.startsWith('ال') && ARABIC_AGE.test(text.slice(at + word.length + 1, at + word.length + 12)))
    ? word
    : '';
}

function korean(text: string, at: number): string {
  const name = here(KOREAN_NAMED, text, at);
  return isKoreanGiven(name) ? name : '';
}

function chinese(text: string, at: number): string {
  const span = nameAt(text, at);
  if (span === undefined || span[1] - at < 3) return '';
  const name = text.slice(...span);
  return CHINESE_GOES_ON.test(text.slice(span[1], span[1] + 1)) && !CHINESE_NO_NAME.test(name) ? name : '';
}

function cased(text: string, at: number, word: string, language: string): string {
  const span = nameAt(text, at);
  if (span === undefined) return '';
  const own = word.includes(' ') || !BARE.has(language);
  if (!own && !isGiven(text.slice(...span).split(' ')[0] ?? '')) return '';
  return language !== 'de' || GERMAN_GOES_ON.test(text.slice(span[1], span[1] + 12)) ? text.slice(...span) : '';
}

function lower(text: string, at: number): string {
  const word = here(LOWER_NAME, text, at);
  return word !== '' && !isEveryday(word) && AGE.test(text.slice(at + word.length, at + word.length + 12)) ? word : '';
}

/**
 * The name of a person close to the writer, right after `word` for that person ("my sister Priyanka"), or undefined. In
 * scripts without capitals something after it must show that it is a name: an age, a form of address, a particle that
 * only follows people.
 */
export function relativeAt(text: string, at: number, word: string, language: string): Span | undefined {
  const first = String.fromCodePoint(text.codePointAt(at) ?? 0);
  let name = '';
  if (/\p{Lu}/u.test(first)) name = cased(text, at, word, language);
  else if (language === 'ja') name = here(JAPANESE_CALLED, text, at) || here(JAPANESE_GIVEN, text, at);
  else if (language === 'ko') name = here(KOREAN_CALLED, text, at) || korean(text, at);
  else if (language === 'zh') name = chinese(text, at);
  else if (language === 'ar') name = arabic(text, at);
  else if (/\p{Script=Devanagari}/u.test(first)) name = here(DEVANAGARI_DOES, text, at);
  else if (language === 'th') return nameAt(text, at);
  else if (/\p{Ll}/u.test(first)) name = lower(text, at);
  return name === '' || DEVANAGARI_NO_NAME.test(name) ? undefined : [at, at + name.length];
}
