/** First code units of the decimal digit runs beside ASCII that support texts use. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x0ed0, 0x1040, 0x17e0, 0xff10];
const FOREIGN =
  /[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\u0ED0-\u0ED9\u1040-\u1049\u17E0-\u17E9\uFF01-\uFF5E]/g;

/** Text with every decimal digit and full-width sign as its ASCII twin; lengths and offsets stay. */
export function asciiDigits(text: string): string {
  return text.replace(FOREIGN, (c) => {
    const code = c.charCodeAt(0);
    if (code >= 0xff01 && code < 0xff10) return String.fromCharCode(code - 0xfee0);
    if (code > 0xff19) return String.fromCharCode(code - 0xfee0);
    const zero = ZEROS.findLast((z) => z <= code) ?? code;
    return String.fromCharCode(48 + code - zero);
  });
}
