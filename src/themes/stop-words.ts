import { foldText } from './tokens.ts';

const WORDS: Readonly<Record<string, string>> = {
  en: 'a an the and or but if then than so as of in on at to from by for with about into over after before up down out off again i me my mine we us our you your he him his she her it its they them their this that these those there here is am are was were be been being do does did doing have has had having will would shall should can could may might must not no nor yes what which who whom whose when where why how all any both each few more most other some such only own same too very just also now ever still please hi hello hey thanks thank u ur im ive id ill youre dont doesnt didnt cant couldnt wont isnt arent wasnt havent hasnt hadnt get got getting go going let make want need like know tell me anyone someone something anything one two really',
  es: 'el la los las un una unos unas y o pero si de del en al a por para con sin sobre yo me mi mis tu tus su sus nos se lo le les que cual quien cuando donde como es son fue era ser estar esta este esto esa ese eso he ha han no mas muy ya todo todos tambien hola gracias por favor',
  pt: 'o a os as um uma e ou mas se de do da dos das em no na nos nas ao por para com sem eu me meu minha meus seu sua nos que qual quem quando onde como e sao foi era ser estar esta este isso esse essa nao mais muito ja todo tambem ola oi obrigado por favor pra',
  fr: 'le la les un une des et ou mais si de du en dans au aux a par pour avec sans sur je me mon ma mes tu ton ta votre vous nous il elle on ils se ce cette ces que qui quand ou comment est sont etait etre ai as avez a ne pas plus tres tout aussi bonjour merci',
  de: 'der die das ein eine einen einem und oder aber wenn von in im an am auf zu zum zur bei mit ohne uber ich mich mir mein meine du dein sie ihr ihre wir uns er es sich was wer wann wo wie ist sind war sein bin habe hat haben nicht kein keine mehr sehr schon auch hallo danke bitte',
  id: 'yang dan atau tapi jika di ke dari pada untuk dengan tanpa saya aku kami kita anda kamu dia mereka ini itu ada adalah akan sudah belum tidak tak bukan bisa dapat harus apa siapa kapan mana bagaimana lagi juga sangat tolong mohon halo terima kasih kenapa gak ga nya aja kok',
  ms: 'yang dan atau tetapi jika di ke dari pada untuk dengan saya kami kita anda awak dia ini itu ada adalah akan sudah belum tidak tak bukan boleh dapat apa siapa bila mana bagaimana lagi juga sangat sila tolong kenapa',
  vi: 'va hoac nhung neu cua o tai tu den cho voi khong toi minh em anh chi ban no ho nay kia do la co se da dang chua duoc bi cai gi ai khi nao dau sao the rat cung nua xin vui long a oi nhe',
  tl: 'ang ng mga sa at o pero kung na ay ako ko akin ikaw mo ka siya niya kami namin tayo sila nila ito iyan iyon dito may wala hindi po opo lang din rin naman kasi ba pa salamat pakiusap yung',
  tr: 've veya ama eger bir bu su o ben bana benim sen sana biz siz onlar icin ile de da ki mi mu ne kim nerede nasil neden var yok degil cok daha gibi kadar lutfen merhaba tesekkurler',
  ru: 'и или но если в во на с со к ко от до по за из у о об для без я мне меня мой моя мы нам нас ты вы вас вам он она оно они его ее их это этот эта эти тот что кто когда где как почему есть был была было быть не ни нет да же бы ли уже еще очень тоже все здравствуйте спасибо пожалуйста',
  ar: 'في من على الى عن مع هذا هذه ذلك التي الذي ان أن انا نحن هو هي هم ما لا لم لن كان قد كل او و يا ثم بعد قبل عند متى كيف لماذا اين شكرا مرحبا من فضلك',
  hi: 'का की के को में से पर और या लेकिन अगर मैं मुझे मेरा मेरी हम आप वह यह वे ये है हैं था थी थे हो रहा रही रहे नहीं क्या कौन कब कहाँ कैसे क्यों भी ही तो ने कर करें कृपया धन्यवाद',
};

const UNSPACED_EDGES =
  '的 了 是 我 你 您 他 她 它 们 我们 你们 吗 呢 吧 啊 呀 在 有 和 与 也 都 就 不 没 这 那 个 一 一个 请 给 把 被 让 对 要 会 能 想 到 为 什么 怎么 还 又 很 说 上 下 里 は が を に で と も の へ や か ね よ です ます した して する いる ない これ それ この その ですか ました ません ที่ และ หรือ แต่ ใน ของ ไม่ ได้ ให้ มา ไป จะ ก็ ว่า นี้ นั้น ครับ ค่ะ คะ ผม ฉัน เรา เป็น มี อยู่ แล้ว กับ';

const INSULTS =
  'fuck fucking fucked shit bullshit damn bitch asshole idiot idiots stupid moron bastard crap dumb scum trash puta puto mierda pendejo idiota estupido merda caralho porra merde con connard salope scheisse arschloch anjing bangsat goblok bodoh babi tolol đm dm vcl ngu cho gago tanga putangina bobo aptal salak orospu сука блять блядь хуй идиот дурак كلب حمار غبي कमीने चूतिया बेवकूफ 傻逼 垃圾 妈的 他妈 操你 草泥马 白痴 混蛋 骗子 くそ バカ ばか 死ね 시발 씨발 개새끼 병신 ควาย เหี้ย สัส';

const stops = new Set([...Object.values(WORDS), UNSPACED_EDGES].flatMap((list) => foldText(list).split(/\s+/)));
const insults = foldText(INSULTS).split(/\s+/);
const insultSet = new Set(insults);

/** Words that say nothing by themselves, folded, of all languages together. */
export function isStopWord(folded: string): boolean {
  return stops.has(folded);
}

/** Insults and swear words, whole words in spaced scripts, anywhere in a run without spaces. */
export function holdsInsult(words: readonly string[], unspaced: boolean): boolean {
  if (!unspaced) return words.some((word) => insultSet.has(word));
  const joined = words.join('');
  return insults.some((insult) => insult.length > 1 && joined.includes(insult));
}
