import { isMap, isScalar, parseDocument, stringify, type Pair } from 'yaml';

/** A text with lines put into it. */
export interface Insertion {
  readonly text: string;
  /** Line of the first of them, from 1 on. */
  readonly line: number;
  readonly added: readonly string[];
}

/** A value in YAML's flow style on one line: `{ en: lag, zh: 卡顿 }`, `[a, b]`. */
export function flowOf(value: unknown): string {
  const isList = Array.isArray(value);
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: !isList }).trim();
}

function endOf({ key, value }: Pair): number {
  const node = value ?? key;
  return (node as { range?: [number, number, number] | null }).range?.[1] ?? 0;
}

/**
 * Adds lines at the end of the block map under a top-level key, indented as its other entries are, and leaves every other
 * byte as it is: comments, order, quotes. Undefined when there is no such map, or it is empty or in flow style.
 */
export function appendToMap(text: string, key: string, lines: readonly string[]): Insertion | undefined {
  const map: unknown = parseDocument(text).get(key, true);
  if (!isMap(map) || map.flow === true) return undefined;
  const last = map.items.at(-1);
  const first = map.items[0];
  if (last === undefined || first === undefined || !isScalar(first.key)) return undefined;
  const start = first.key.range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const end = endOf(last);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const stop = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1 || text.length;
  const head = text.slice(0, stop);
  const added = lines.map((line) => `${indent}${line}`);
  const gap = head === '' || head.endsWith('\n') ? '' : newline;
  return {
    text: `${head}${gap}${added.map((line) => `${line}${newline}`).join('')}${text.slice(stop)}`,
    line: `${head}${gap}`.split('\n').length,
    added,
  };
}
