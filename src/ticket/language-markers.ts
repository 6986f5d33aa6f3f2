/** Words by which people's languages are told apart in Latin letters; strong ones belong to one language alone. */
const STRONG: Readonly<Record<string, string>> = {
  en: "the and is was are my with this that you your have has please what when why cannot can't don't it's i'm there they from would been after just not for but she her his of to",
  es: 'el los las una que está pero para cuando mi tengo quiero hola gracias porque muy también desde ya hace nada se le lo como hay puedo cuenta donde ayer después siempre sale dice dinero',
  pt: 'não nao você voce uma está estou para com meu minha quando porque muito também tambem isso ele ela tenho quero obrigado obrigada oi depois já mas dinheiro conta até foi vcs pra to vc conseguir consigo aparece ontem',
  fr: "le les des une est pas je mon ma mes avec pour sur dans quand vous bonjour merci c'est j'ai qui depuis plus et ça ca mais toujours argent compte n'est il elle que rien",
  de: 'der die das und ist nicht ich mein meine mit für ein eine wenn kann habe bitte auf seit immer wird mir bei auch aber nach dem den geld konto schon wieder noch kein keine',
  tr: 've bir bu da de için çok değil ama benim hesabım neden nasıl olmuyor var yok kadar sonra yayın param hala bana ben lütfen merhaba icin cok degil hesabim nasil yayin',
  id: 'yang dan nggak gak tidak saya aku ini itu sudah udah belum bisa dengan untuk kenapa gimana dari ke kok banget terus padahal tolong uang masuk kalau kalo nya min apa cuma aja gue gw lo loe pake pakai ampe sampe doang parah kemaren kemarin mulu abis habis item yg blm udh sdh sy hp jadi ada makasih usul kasih seru semua banyak orang diambil ketipu dikirim padahal soalnya ngirim nonton kagak ilang ngilang terus muncul tapi kayak kayaknya bgt tlg mohon dong pulsa sama tapi pas mau lagi gw gue lu bikin ga tuh dong sih nih karena ngga kak',
  ms: 'tak saya dah boleh kenapa macam mana duit akaun nak je lah sangat tiada takde xleh sudah selepas lepas bagi kat tgk korang kau awak tetapi sekejap dengan yang ini itu tolong wang telah sebab satu pun tidak jugak juga pula cik mcm camne xde semua ada orang banyak jadi apa awak bukak tengok bila siapa ni tu memang pulak takpe korang kami masalah jangan ialah ye lagi dia',
  tl: 'ang ng mga sa ko ako po hindi di na naman lang yung ung kasi pero bakit wala paano pag kapag ba niyo nyo ninyo kayo ay nang ito yan din rin pa ng mag nag para kong aking talaga kahit daw',
  vi: 'không khong tôi toi mình minh em của cua được duoc là la và va có co cho thì thi mà ma bị bi vào vao rồi roi sao nạp nap tiền tien ko hk dc vẫn van mấy may xin giúp giup lại lai các cac nhưng nhung ơi oi ạ nó',
  hi: 'hai hain nahi nhi mera meri mere mujhe aur kya kyu kyun ho gaya gya raha rahi rha rhi kar karo kr bhi se ka ki ko me mein main par pe wapas paise paisa abhi tak koi sab bahut bhai hu hoon tha thi diya liya krna karna aap apna hota jata jaise',
  ar: 'mesh msh mish ana 3ayez 3ayz ya3ni bs kda keda leh lih feen fen walla wallah 7aga 3la mn fe law sam7t el msh3aref momken shokran 3ndi m3a 3ala zay ba2a ma3a lama dah deh mafish mafeesh sha8al bass habibi akhi',
  it: 'il che non è sono mi gli della per con una anche perché più questo quando ciao grazie ho mio nel soldi',
  nl: 'het een niet ik van mijn en voor dat maar met ook wel geen heb kan naar als niks',
  pl: 'nie jest się mi na moje konto dlaczego jak już ale czy mam to proszę że',
  ro: 'nu este și sunt pentru cu mea mi când bani cont de ce vă rog',
};

/** Hash of a word of no letters, and one with one more UTF-16 unit (FNV-1a). */
export const NO_WORD: number = 0x811c9dc5 | 0;
export const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

function hashOf(word: string): number {
  let hash = NO_WORD;
  for (let i = 0; i < word.length; i++) hash = withUnit(hash, word.charCodeAt(i));
  return hash;
}

type Languages = readonly (readonly [language: string, weight: number])[];

function build(): ReadonlyMap<number, Languages> {
  const words = new Map<string, string[]>();
  for (const [language, list] of Object.entries(STRONG))
    for (const word of new Set(list.split(' '))) words.set(word, [...(words.get(word) ?? []), language]);
  return new Map(
    [...words].map(([word, languages]) => [
      hashOf(word),
      languages.map((language) => [language, 1 / languages.length] as const),
    ]),
  );
}

/** Marker word, as its hash, → languages with weights that sum to one. */
export const MARKERS: ReadonlyMap<number, Languages> = build();
