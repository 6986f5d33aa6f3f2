/** A language file as read by the short way: plain data, to be checked by the schema. */
export type RawLanguageFile = Record<string, unknown>;

const LINE = /^( {0,2})([a-z][a-z0-9-]*):(?: (.*))?$/;
const BARE = /^[^\s,[\]{}#&*!|>'"%@`:?-][^,[\]{}#:]*$/u;
/** What YAML reads as something that does not print as it is written; `false` and `12` do. */
const NOT_TEXT =
  /^(?:~|null|0o[0-7]+|0x[0-9a-f]+|0[0-9]+|[-+][0-9.].*|[0-9]*\.[0-9]*(?:e[-+]?[0-9]+)?|[0-9]+e[-+]?[0-9]+|\.inf|\.nan|[0-9]{16,})$/i;

const SHOUTED = /^(?:True|TRUE|False|FALSE)$/;

/** Items of a one-line flow list, or undefined when it uses more of YAML than plain and quoted scalars. */
function flowItems(text: string): string[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const items: string[] = [];
  const body = text.slice(1, -1).trim();
  const item = /\s*(?:"([^"\\]*)"|'([^']*)'|([^\s,"'[\]{}][^,[\]{}]*))\s*(?:,|$)/gy;
  while (item.lastIndex < body.length) {
    const match = item.exec(body);
    if (match === null) return undefined;
    const bare = match[3]?.trim();
    if (bare !== undefined && (!BARE.test(bare) || NOT_TEXT.test(bare) || SHOUTED.test(bare))) return undefined;
    items.push(match[1] ?? match[2] ?? bare ?? '');
  }
  return items;
}

/**
 * Reads a language file written in the usual way, one concept a line with a flow list, some fifty times as fast as a YAML
 * parser does; everything is text, as the schema makes it. Returns undefined for anything else, correct or not: then the YAML parser reads it, and names the line.
 */
export function readUsualLanguageFile(text: string): RawLanguageFile | undefined {
  const file: RawLanguageFile = {};
  const concepts: Record<string, string[]> = {};
  let inConcepts = false;
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, indent, key = '', value] = LINE.exec(line) ?? [];
    if (indent === undefined || indent.length === 1) return undefined;
    const target = indent === '' ? file : concepts;
    if (Object.hasOwn(target, key)) return undefined;
    if (indent === '') inConcepts = key === 'concepts';
    else if (!inConcepts) return undefined;
    if (value === undefined) {
      if (key !== 'concepts' || indent !== '') return undefined;
      file['concepts'] = concepts;
    } else if (key === 'language' && indent === '') {
      if (!/^[a-z]{2,3}$/.test(value) || value === 'no') return undefined;
      file[key] = value;
    } else {
      const items = flowItems(value);
      if (items === undefined) return undefined;
      target[key] = items;
    }
  }
  return file;
}
