/** Inflectional endings in normal form (see fold.ts), for languages whose words change at their end. */
const ENDINGS: Readonly<Record<string, { readonly least: number; readonly endings: string }>> = {
  ru: {
    least: 4,
    endings:
      'ами ями ого его ому ему ыми ими ои еи ыи ии ая яя ое ее ые ие ую юю ам ям ах ях ов ев ом ем ия ию а я о е ы и у ю ь ть ет ют ит ят ла ло ли л ешь ишь ете ите ся сь лся лась лось лись ется ются ится ятся ться',
  },
  es: {
    least: 5,
    endings: 'os as es o a e s ar er ir ado ada ados adas ido ida ando iendo aron ieron aba aban an en io',
  },
  pt: {
    least: 5,
    endings: 'os as es o a e s ar er ir ado ada ados adas ido ida ando endo aram eram ava avam am em ou eu iu',
  },
  fr: { least: 5, endings: 'es s e er ez ent ee ees ait aient ant ir is it' },
  it: { least: 5, endings: 'i e a o are ere ire ato ata ati ate ando endo ano ono' },
};

const COMPILED = new Map(
  Object.entries(ENDINGS).map(([language, { least, endings }]) => [
    language,
    { least, endings: endings.split(' ').toSorted((a, b) => b.length - a.length) },
  ]),
);

function stemmed(word: string, language: string): string {
  const rules = COMPILED.get(language);
  if (rules === undefined || word.includes('*') || !/^\p{L}+$/u.test(word)) return word;
  const bare = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const ending = rules.endings.find((end) => bare.endsWith(end) && bare.length - end.length >= rules.least);
  return ending === undefined ? word : `${bare.slice(0, bare.length - ending.length)}*`;
}

/** A space within a Korean phrase, which people leave out as they like. */
const KOREAN_SPACE = /(?<=\p{Script=Hangul}) +(?=\p{Script=Hangul})/gu;

/**
 * A phrase in the other forms that people write: its inflected words as open stems (`деньги ушли` → `деньг* ушл*`; they
 * keep at least four or five letters), Korean without its spaces (`두 번 결제` → `두번결제`); the phrase itself in
 * languages without rules.
 */
export function openStems(phrase: string, language: string): string {
  if (language === 'ko') return phrase.replaceAll(KOREAN_SPACE, '');
  if (!COMPILED.has(language)) return phrase;
  return phrase
    .split(' ')
    .map((word) => stemmed(word, language))
    .join(' ');
}
