import { foldText } from './tokens.ts';

const WORDS: Readonly<Record<string, string>> = {
  en: 'advance greetings regards cheers a an the and or but if then than so as of in on at to from by for with about into over after before up down out off again i me my mine we us our you your he him his she her it its they them their this that these those there here is am are was were be been being do does did doing have has had having will would shall should can could may might must not no nor yes what which who whom whose when where why how all any both each few more most other some such only own same too very just also now ever still please hi hello hey thanks thank u ur im ive id ill youre dont doesnt didnt cant couldnt wont isnt arent wasnt havent hasnt hadnt get got getting go going let make want need like know tell me anyone someone something anything one two really yet through already since ago much many while during because though although however able sure maybe perhaps actually simply currently recently try tried trying tries happen happens happened happening seem seems think thought wonder wondering understand mean means look looking see thing things stuff way lot bit guys sir madam dear okay ok whats hows thats lets heres wheres whos theres hes shes theyre weve ive youve wouldnt shouldnt couldnt cannot unable etc via per upon within another either neither instead',
  es: 'antemano saludos buenas buenos dias tardes noches oigan mire miren muchas el la los las un una unos unas y o pero si de del en al a por para con sin sobre yo me mi mis tu tus su sus nos se lo le les que cual quien cuando donde como es son fue era ser estar esta este esto esa ese eso he ha han no mas muy ya todo todos tambien hola gracias por favor',
  pt: 'obrigada valeu pessoal gente boa bom dia tarde noite o a os as um uma e ou mas se de do da dos das em no na nos nas ao por para com sem eu me meu minha meus seu sua nos que qual quem quando onde como e sao foi era ser estar esta este isso esse essa nao mais muito ja todo tambem ola oi obrigado por favor pra',
  fr: 'le la les un une des et ou mais si de du en dans au aux a par pour avec sans sur je me mon ma mes tu ton ta votre vous nous il elle on ils se ce cette ces que qui quand ou comment est sont etait etre ai as avez a ne pas plus tres tout aussi bonjour merci',
  de: 'der die das ein eine einen einem und oder aber wenn von in im an am auf zu zum zur bei mit ohne uber ich mich mir mein meine du dein sie ihr ihre wir uns er es sich was wer wann wo wie ist sind war sein bin habe hat haben nicht kein keine mehr sehr schon auch hallo danke bitte',
  id: 'makasih terimakasih sebelumnya kak min dong nih sih deh yang dan atau tapi jika di ke dari pada untuk dengan tanpa saya aku kami kita anda kamu dia mereka ini itu ada adalah akan sudah belum tidak tak bukan bisa dapat harus apa siapa kapan mana bagaimana lagi juga sangat tolong mohon halo terima kasih kenapa gak ga nya aja kok apakah bisakah dapatkah haruskah dimana saat tahu beri beritahu ingin mau sebuah suatu para seperti karena kalau supaya agar sama',
  ms: 'yang dan atau tetapi jika di ke dari pada untuk dengan saya kami kita anda awak dia ini itu ada adalah akan sudah belum tidak tak bukan boleh dapat apa siapa bila mana bagaimana lagi juga sangat sila tolong kenapa',
  vi: 'cảm ơn chào giúp nhiều và hoặc nhưng nếu của ở tại từ đến cho với tôi mình em anh chị bạn nó họ này kia đó là có sẽ đã đang được bị cái gì ai khi nào đâu sao thế rất cũng nữa xin vui lòng ạ ơi nhé thì mà vì nên để rồi lại vẫn còn các những một như trong ra vào lên xuống hay khong duoc nhung cua voi toi nhe roi',
  tl: 'ang ng mga sa at o pero kung na ay ako ko akin ikaw mo ka siya niya kami namin tayo sila nila ito iyan iyon dito may wala hindi po opo lang din rin naman kasi ba pa salamat pakiusap yung',
  tr: 've veya ama eger bir bu su o ben bana benim sen sana biz siz onlar icin ile de da ki mi mu ne kim nerede nasil neden var yok degil cok daha gibi kadar lutfen merhaba tesekkurler',
  ru: 'и или но если в во на с со к ко от до по за из у о об для без я мне меня мой моя мы нам нас ты вы вас вам он она оно они его ее их это этот эта эти тот что кто когда где как почему есть был была было быть не ни нет да же бы ли уже еще очень тоже все здравствуйте спасибо пожалуйста',
  ar: 'مشكورين مقدما السلام عليكم في من على الى عن مع هذا هذه ذلك التي الذي ان أن انا نحن هو هي هم ما لا لم لن كان قد كل او و يا ثم بعد قبل عند متى كيف لماذا اين شكرا مرحبا من فضلك',
  ko: '그리고 그런데 근데 저는 제가 저도 나는 내가 제 내 이 그 저 너무 왜 좀 지금 정말 진짜 수 것 때 더 다 또 이거 그거 합니다 해요 해주세요 주세요 있어요 있는 있습니다 하는데 했는데 부탁드립니다 안녕하세요 감사합니다',
  hi: 'का की के को में से पर और या लेकिन अगर मैं मुझे मेरा मेरी हम आप वह यह वे ये है हैं था थी थे हो रहा रही रहे नहीं क्या कौन कब कहाँ कैसे क्यों भी ही तो ने कर करें कृपया धन्यवाद',
};

const UNSPACED =
  '谢谢 感谢 麻烦 拜托 你好 的 了 是 我 你 您 他 她 它 们 我们 你们 他们 我的 你的 您的 他的 她的 我们的 他们的 自己 自己的 吗 呢 吧 啊 呀 嘛 哦 在 有 和 与 及 也 都 就 这 那 这个 那个 这些 那些 哪 哪个 哪些 一 一个 一些 一下 两 二 三 四 五 六 七 八 九 十 几 点 个 张 杯 辆 首 件 家 位 次 条 份 元 块 请 请问 给 把 被 让 对 要 会 能 想 想要 可以 到 从 向 往 用 跟 比 由 于 之 其 该 某 每 各 为 为什么 什么 怎么 怎样 如何 是否 什么时候 哪里 是不是 有没有 还 还是 又 再 才 很 太 非常 说 来 去 得 着 过 上 下 里 中 后 前 时 关于 告诉 帮 帮我 已经 因为 所以 如果 但 但是 而且 然后 或者 以及 任何 更 最 は が を に で と も の へ や か ね よ です ます した して する いる ある これ それ あれ この その あの ここ そこ ですか ました でした から まで けど ので のに って という こと もの ため よう ください お願い ขอบคุณ สวัสดี ที่ และ หรือ แต่ ใน ของ ได้ ให้ มา ไป จะ ก็ ว่า นี้ นั้น ครับ ค่ะ คะ นะ ผม ฉัน เรา หนู เป็น มี อยู่ แล้ว กับ จาก ถึง ถ้า เพราะ ทำไม อะไร ยังไง ด้วย หน่อย';

/** Say no before what they deny ("not received", "sin sonido", 没声音). */
const NEGATORS =
  'no not never without cant cannot dont doesnt didnt wont isnt arent wasnt werent havent hasnt hadnt couldnt wouldnt unable sin nunca nao não sem nunca ne sans jamais nicht kein keine keinen ohne tidak tak bukan belum gak ga nggak không khong chưa chẳng hindi wala walang не нет без нельзя لا لم لن ما ليس بدون नहीं बिना 안 못 不 没 没有 无 无法 未 不能 不会 ไม่ ไม่ได้ ยัง';
/** Say no after it ("geht nicht", "marche pas", "ses yok"). */
const NEGATORS_AFTER = 'nicht pas yok değil degil नहीं ない ません なかった';
/** Belong to the verb before them ("top up", "log in"). */
const PARTICLES = 'up down out off in';
/** Belong to what comes after them ("how much", "what time"). */
const QUESTIONS = 'what which who whose when where why how';

const INSULTS =
  'fuck fucking fucked shit bullshit damn bitch asshole idiot idiots stupid moron bastard crap dumb scum trash puta puto mierda pendejo idiota estupido merda caralho porra merde connard salope scheisse arschloch anjing bangsat goblok bodoh babi tolol vcl gago tanga putangina bobo aptal salak orospu сука блять блядь хуй идиот дурак كلب حمار غبي कमीने चूतिया बेवकूफ 傻逼 垃圾 妈的 他妈 操你 草泥马 白痴 混蛋 骗子 くそ バカ ばか 死ね 시발 씨발 개새끼 병신 ควาย เหี้ย สัส';
/** Insults only with their accents: without them they are everyday words. */
const ACCENTED_INSULTS = 'đm chó địt đéo lồn cặc';

const listed = (list: string): string[] => list.split(/\s+/);
const folded = (list: string): string[] => foldText(list).replaceAll("'", '').split(/\s+/);
/** Vietnamese words are told apart by their accents alone ("tài khoản" is no "tại"). */
const wordsOf = (language: string): string[] =>
  language === 'vi' ? listed(WORDS['vi'] ?? '') : folded(WORDS[language] ?? '');

const everywhere = [...wordsOf('en'), ...folded(UNSPACED)];
const stops = new Map(
  Object.keys(WORDS).map((language) => [language, new Set([...everywhere, ...wordsOf(language)])] as const),
);
const anyStops = new Set([...everywhere, ...Object.keys(WORDS).flatMap((language) => wordsOf(language))]);
const negators = new Set(listed(NEGATORS));
const negatorsAfter = new Set(listed(NEGATORS_AFTER));
const particles = new Set(listed(PARTICLES));
const questions = new Set(listed(QUESTIONS));
const insults = folded(INSULTS);
const insultSet = new Set([...insults, ...listed(ACCENTED_INSULTS)]);

/** Words that the segmenter leaves joined to a pronoun or particle: 我想, 的是. */
const SPEAKER = /^[我你您他她它的]/u;

/** A word as the lists compare it: lower case, without accents except in Vietnamese. */
export function listForm(word: string, language: string): string {
  return language === 'vi' ? word.toLowerCase().replaceAll(/['’]/g, '') : foldText(word).replaceAll("'", '');
}

/** Words (in `listForm`) that say nothing by themselves, of a language and English; of all languages when it is unknown. */
export function isStopWord(word: string, language: string): boolean {
  return (stops.get(language) ?? anyStops).has(word) || negators.has(word) || SPEAKER.test(word);
}

/** What a word that says nothing by itself does to its neighbours, if anything. */
export function bindingOf(word: string): 'negator' | 'negator-after' | 'particle' | 'question' | undefined {
  if (negatorsAfter.has(word)) return 'negator-after';
  if (negators.has(word)) return 'negator';
  if (particles.has(word)) return 'particle';
  return questions.has(word) ? 'question' : undefined;
}

/** Insults and swear words, whole words in spaced scripts, anywhere in a run without spaces. */
export function holdsInsult(words: readonly string[], unspaced: boolean): boolean {
  if (!unspaced) return words.some((word) => insultSet.has(word) || insultSet.has(foldText(word)));
  const joined = words.join('');
  return insults.some((insult) => insult.length > 1 && joined.includes(insult));
}
