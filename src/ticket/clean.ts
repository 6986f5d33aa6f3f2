const SUSPECT =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uD800-\uDFFF\uFFF9-\uFFFB]/;
/** Control characters, soft hyphen, zero-width space, direction overrides and isolates, byte-order mark, annotation marks. */
const REMOVED =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;
/** Joiners belong to Indic and Arabic words and to emoji; elsewhere they only hide things. */
const STRAY_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Extended_Pictographic}\p{M}\uFE0F])[\u200C\u200D]+|[\u200C\u200D]+(?![\p{L}\p{Extended_Pictographic}])/gu;

/** Text without characters that hide or reorder other characters; lone surrogates become U+FFFD; ends trimmed. */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text.trim();
  return text.toWellFormed().replace(REMOVED, '').replace(STRAY_JOINER, '').trim();
}
