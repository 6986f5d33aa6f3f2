import { eld } from 'eld/extrasmall';
import { MARKERS, NO_WORD, withUnit } from './language-markers.ts';
import { CLASS, classOf } from './pii/fold.ts';

/** What else is known when a language is identified. */
export interface LanguageHints {
  /** BCP-47 tag that the desk declared. */
  readonly declared?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** Characters that the detector looks at: more costs time and changes nothing. */
const SAMPLE = 160;
/** Below so many letters the detector guesses. */
const SHORT = 16;
/** Below so many it takes a sentence for that of a small relative (Catalan for Spanish, Slovene for Malay). */
const BRIEF = 80;
const EXPECTED = new Set(['en', 'es', 'pt', 'fr', 'de', 'tr', 'id', 'ms', 'tl', 'vi', 'it', 'nl', 'pl']);
/** User names, addresses and whatever has digits are in no language. */
const NO_WORDS = /https?:\S{1,400}|[\w.+-]{0,40}[@\d][\w@.+-]{0,60}/g;
const ALIASES: Readonly<Record<string, string>> = {
  fil: 'tl',
  in: 'id',
  iw: 'he',
  nb: 'no',
  nn: 'no',
  cmn: 'zh',
  yue: 'zh',
};
/** Languages that people of a country write to support in, first the commonest. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  ID: ['id'], MY: ['ms', 'zh', 'en'], BN: ['ms'], SG: ['en', 'zh', 'ms'], PH: ['tl', 'en'], VN: ['vi'], TH: ['th'],
  IN: ['hi', 'en'], EG: ['ar'], SA: ['ar'], AE: ['ar', 'en'], MA: ['ar', 'fr'], DZ: ['ar', 'fr'], TN: ['ar', 'fr'], IQ: ['ar'],
  JO: ['ar'], KW: ['ar'], QA: ['ar'], OM: ['ar'], BH: ['ar'], LB: ['ar'], SY: ['ar'], YE: ['ar'], LY: ['ar'],
  BR: ['pt'], PT: ['pt'], AO: ['pt'], MZ: ['pt'], MX: ['es'], ES: ['es'], AR: ['es'], CO: ['es'], CL: ['es'], PE: ['es'],
  VE: ['es'], EC: ['es'], GT: ['es'], BO: ['es'], DO: ['es'], UY: ['es'], PY: ['es'], CR: ['es'], HN: ['es'], SV: ['es'],
  FR: ['fr'], BE: ['fr'], CI: ['fr'], SN: ['fr'], CM: ['fr', 'en'], CD: ['fr'], DE: ['de'], AT: ['de'], CH: ['de', 'fr'],
  RU: ['ru'], BY: ['ru'], KZ: ['ru'], KG: ['ru'], TR: ['tr'], JP: ['ja'], KR: ['ko'], CN: ['zh'], TW: ['zh'], HK: ['zh'], MO: ['zh'],
  US: ['en', 'es'], GB: ['en'], AU: ['en'], NZ: ['en'], IE: ['en'], CA: ['en', 'fr'], NG: ['en'], GH: ['en'], KE: ['en'], ZA: ['en'],
}; // prettier-ignore

function primary(tag: string | undefined): string | undefined {
  const code = tag?.trim().toLowerCase().split(/[-_]/)[0];
  if (code === undefined || !/^[a-z]{2,3}$/.test(code) || code === 'und') return undefined;
  return ALIASES[code] ?? code;
}

interface Scripts {
  latin: number;
  han: number;
  kana: number;
  hangul: number;
  thai: number;
  devanagari: number;
  arabic: number;
  cyrillic: number;
  other: number;
}

function countScripts(text: string): Scripts {
  const n: Scripts = { latin: 0, han: 0, kana: 0, hangul: 0, thai: 0, devanagari: 0, arabic: 0, cyrillic: 0, other: 0 };
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x41) continue;
    if ((c | 32) >= 0x61 && (c | 32) <= 0x7a) n.latin++;
    else if (c < 0xc0) continue;
    else if (c < 0x250 || (c >= 0x1e00 && c < 0x1f00)) n.latin++;
    else if (c >= 0x400 && c < 0x530) n.cyrillic++;
    else if (c >= 0x600 && c < 0x780) n.arabic++;
    else if (c >= 0x900 && c < 0x980) n.devanagari++;
    else if (c >= 0xe00 && c < 0xe80) n.thai++;
    else if (c >= 0x3041 && c < 0x3100) n.kana++;
    else if (c >= 0x3400 && c < 0xa000) n.han++;
    else if ((c >= 0xac00 && c < 0xd7b0) || (c >= 0x3131 && c < 0x318f)) n.hangul++;
    else if (c >= 0x370 && c < 0x2000) n.other++;
  }
  return n;
}

/** A language that the script alone tells; a fifth of the letters is enough, since people mix in Latin names. */
function byScript(n: Scripts, text: string): string | undefined {
  const letters = n.latin + 2 * (n.han + n.hangul) + n.kana + n.thai + n.devanagari + n.arabic + n.cyrillic + n.other;
  if (letters === 0) return 'und';
  const enough = (count: number): boolean => count * 5 >= letters;
  if (text.includes('〒')) return 'ja';
  if (n.kana > 0 && (n.kana + n.han) * 3 >= letters && n.kana * 12 >= n.han) return 'ja';
  if (enough(n.hangul * 2)) return 'ko';
  if (enough(n.han * 2)) return 'zh';
  if (enough(n.thai)) return 'th';
  if (enough(n.devanagari)) return /[ळ]|आहे|नाही|माझ|मला /.test(text) ? 'mr' : 'hi';
  if (enough(n.arabic))
    return /[\u067E\u0686\u06AF\u06CC]/.test(text) && !/[\u0629\u0649\u064A]/.test(text)
      ? /[\u0679\u0688\u0691\u06BA\u06D2]/.test(text)
        ? 'ur'
        : 'fa'
      : /[\u0679\u0688\u0691\u06BA\u06D2]/.test(text)
        ? 'ur'
        : 'ar';
  if (enough(n.cyrillic)) return /[іїєґ]/i.test(text) ? 'uk' : 'ru';
  return undefined;
}

/** Weight of every language's marker words in a text of Latin letters. */
function markerScores(sample: string): Map<string, number> {
  const scores = new Map<string, number>();
  const lower = sample.toLowerCase();
  let hash = NO_WORD;
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : 0;
    if (classOf(code) !== CLASS.other || code === 0x27 || code === 0x2019) hash = withUnit(hash, code);
    else if (hash !== NO_WORD) {
      for (const [language, weight] of MARKERS.get(hash) ?? [])
        scores.set(language, (scores.get(language) ?? 0) + weight);
      hash = NO_WORD;
    }
  }
  return scores;
}

function best(scores: ReadonlyMap<string, number>): readonly [language: string, score: number, second: number] {
  let [top, first, second] = ['', 0, 0];
  for (const [language, score] of scores) {
    if (score > first) [top, second, first] = [language, first, score];
    else if (score > second) second = score;
  }
  return [top, first, second];
}

/** Letters that only one of the languages in question writes. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/[ăơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i, 'vi'],
  [/[ğışİ]/, 'tr'],
  [/ß/, 'de'],
  [/[ñ¿¡]/i, 'es'],
  [/[ãõ]/i, 'pt'],
];
/** How people of one country write sums of money. */
const MONEY: readonly (readonly [RegExp, string])[] = [
  [/\brm ?\d/i, 'ms'],
  [/\brp\.? ?\d|\d ?(?:rb|ribu|jt|juta)\b/i, 'id'],
  [/\br\$ ?\d/i, 'pt'],
];

/** The detector's greatest weight: a lead above it can't be lost, so that the detector need not be asked. */
const MOST_OF_DETECTOR = 2.2;

/** The detector takes Indonesian for Malay; their marker words tell them apart. */
const MALAYIC = ['id', 'ms'];

function latin(text: string, written: string, hints: LanguageHints): string {
  const scores = markerScores(text);
  for (const [letters, language] of LETTERS)
    if (letters.test(text)) scores.set(language, (scores.get(language) ?? 0) + 2.5);
  for (const [money, language] of MONEY)
    if (money.test(written)) scores.set(language, (scores.get(language) ?? 0) + 1.5);
  const spoken = SPOKEN[hints.country ?? ''] ?? [];
  spoken.forEach((language, i) => scores.set(language, (scores.get(language) ?? 0) + (i === 0 ? 0.9 : 0.5)));
  const declared = primary(hints.declared);
  if (declared !== undefined) scores.set(declared, (scores.get(declared) ?? 0) + (written.length < BRIEF ? 1.5 : 0.8));
  const [leader, first, second] = best(scores);
  if (first - second > MOST_OF_DETECTOR) return leader;
  const guess = eld.detect(text.slice(0, SAMPLE));
  const guessed = primary(guess.language);
  if (guessed !== undefined) {
    const certain = guess.isReliable() ? MOST_OF_DETECTOR : 0.9;
    const rare = text.length < BRIEF && !EXPECTED.has(guessed) ? 0.4 : 1;
    const weight = (text.length < SHORT ? certain / 3 : certain) * rare;
    const twins = MALAYIC.includes(guessed) ? MALAYIC : [guessed];
    for (const language of twins) scores.set(language, (scores.get(language) ?? 0) + weight);
  }
  return best(scores)[0] || 'und';
}

/**
 * Language of a text: its script decides when it can; Latin text by the weight of marker words (function words and slang
 * of each language), letters only one language writes, the eld detector, the user's country, and the desk's own guess.
 * Returns ISO 639-1, `tl` for Filipino, `und` when nothing tells.
 */
export function identifyLanguage(text: string, hints: LanguageHints = {}): string {
  const sample = text.slice(0, SAMPLE * 2).replaceAll(NO_WORDS, ' ');
  const script = byScript(countScripts(sample), sample);
  if (script === 'und') return primary(hints.declared) ?? 'und';
  return script ?? latin(sample, text.slice(0, SAMPLE * 2), hints);
}
