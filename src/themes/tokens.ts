/** Tokens of one text in the two views that the vector space is made from. */
export interface Tokens {
  /** Folded words; in scripts without spaces character 1–2-grams. */
  readonly words: readonly string[];
  /** Character 3–4-grams of words with their edges; in scripts without spaces character 1–3-grams. */
  readonly grams: readonly string[];
}

const MARK = /<[^<>\s]{1,24}>/g;
const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u;
const LONG_NUMBER = /\d{4,}/;

/** Text without redaction marks, NFKC, lower case, without Latin, Greek and Cyrillic accents. */
export function foldText(text: string): string {
  return text
    .replaceAll(MARK, ' ')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('’', "'");
}

/** True for runs of scripts that are written without spaces (Han, kana, Thai, Lao, Khmer, Burmese). */
export function isUnspaced(run: string): boolean {
  return UNSPACED.test(run);
}

/** Runs of letters and digits of a folded text; contractions stay in one piece without their apostrophe; long numbers are dropped. */
export function runsOf(folded: string): string[] {
  const runs: string[] = [];
  for (const match of folded.replaceAll(/(?<=\p{L})'(?=\p{L})/gu, '').matchAll(RUN)) {
    let run = match[0];
    if (LONG_NUMBER.test(run)) continue;
    while (run.length > 60) {
      runs.push(run.slice(0, 60));
      run = run.slice(60);
    }
    runs.push(run);
  }
  return runs;
}

function pushGrams(into: string[], characters: readonly string[], from: number, to: number): void {
  for (let n = from; n <= to; n++)
    for (let i = 0; i + n <= characters.length; i++) into.push(characters.slice(i, i + n).join(''));
}

/** Words and character n-grams of a text, at most its first 2,000 characters. */
export function tokenise(text: string): Tokens {
  const words: string[] = [];
  const grams: string[] = [];
  for (const run of runsOf(foldText(text.length > 2000 ? text.slice(0, 2000) : text))) {
    if (isUnspaced(run)) {
      const characters = Array.from(run);
      pushGrams(words, characters, 1, 2);
      pushGrams(grams, characters, 1, 3);
      continue;
    }
    words.push(run);
    const padded = ` ${run} `;
    for (let n = 3; n <= 4; n++) for (let i = 0; i + n <= padded.length; i++) grams.push(padded.slice(i, i + n));
  }
  return { words, grams };
}
