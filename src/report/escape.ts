/** Markup that is already safe; only `html` and `raw` make it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};
/** Characters that reorder or hide text (bidi overrides and isolates, zero-width, BOM, controls but tab and newline). */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Hostile text without the characters that a reader can't see; lone surrogates become U+FFFD. */
export function visible(text: string): string {
  return text.toWellFormed().replaceAll(UNSEEN, '');
}

/** Text for HTML content and double- or single-quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

type Part = string | number | Html | null | undefined | false | readonly Part[];

function toMarkup(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'string') return escapeHtml(part);
  return typeof part === 'number' ? String(part) : part.map(toMarkup).join('');
}

/** Template tag that escapes every interpolated string; arrays are joined, null, undefined and false vanish. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = strings[0] ?? '';
  parts.forEach((part, i) => {
    out += toMarkup(part) + (strings[i + 1] ?? '');
  });
  return new Html(out);
}

/** Markup written by this program itself (styles, charts), taken as it is. */
export function raw(markup: string): Html {
  return new Html(markup);
}

/** One line of text for Markdown: no markup, link, image, HTML, mention, autolink, list or heading can come of it. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()#+!|~$^=]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll(/\bwww\./gi, (match) => `${match.slice(0, -1)}&#46;`)
    .replace(/^(\s*)([-:])/, String.raw`$1\$2`)
    .replace(/^(\s*\d+)\./, String.raw`$1\.`)
    .trim();
}
