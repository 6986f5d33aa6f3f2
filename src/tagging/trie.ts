/** Code that stands for "the rest of this word" in a phrase. */
export const WILD = 0x01;
/** Marks a node, as `step` returns it, that has entries. */
export const TERMINAL = 1 << 30;
/** Marks a node, as `step` returns it, that an edge by WILD leaves. */
export const HAS_WILD = 1 << 29;
/** The node itself. */
export const NODE = HAS_WILD - 1;

const NONE = -1;
/** Up to so many children are looked through one after the other. */
const FEW = 8;

/** Phrases of one language, being collected. */
export class TrieBuilder {
  readonly #senses = new Map<string, number[]>();

  /** Adds a sequence of 16-bit codes with what it means; the same twice changes nothing. */
  insert(codes: readonly number[], sense: number): void {
    const key = String.fromCharCode(...codes);
    const known = this.#senses.get(key);
    if (known === undefined) this.#senses.set(key, [sense]);
    else if (!known.includes(sense)) known.push(sense);
  }

  /** Lays the phrases out as a trie. */
  build(): Trie {
    const phrases = [...this.#senses.keys()].toSorted((a, b) => (a < b ? -1 : 1));
    return new Trie(
      phrases,
      phrases.map((phrase) => this.#senses.get(phrase) ?? []),
    );
  }
}

/**
 * A trie over 16-bit codes in one array. The children of a node lie side by side in the order of their codes, and those
 * of its first child follow at once, so that walking a phrase mostly reads on in memory: random access is what costs.
 */
export class Trie {
  /** Senses of node n are sense[from[n]] … sense[from[n + 1] - 1]. */
  readonly sense: Int32Array;
  readonly from: Int32Array;
  readonly nodes: number;
  /** Two numbers a node: its first child with the marks, and its own code below the number of its children. */
  readonly #table: Int32Array;
  /** Edges from the root, by code, as `step` returns them: most walks end there. */
  readonly #roots = new Int32Array(65536).fill(NONE);

  /** Phrases in rising order without repeats, with the senses of each. */
  constructor(phrases: readonly string[], senses: readonly (readonly number[])[]) {
    const layout = new Layout(phrases);
    this.nodes = layout.count;
    this.#table = layout.table.slice(0, layout.count * 2);
    this.from = new Int32Array(this.nodes + 1);
    for (const [p, node] of layout.ends.entries()) this.from[node + 1] = senses[p]?.length ?? 0;
    for (let node = 0; node < this.nodes; node++) this.from[node + 1]! += this.from[node]!;
    this.sense = new Int32Array(this.from[this.nodes] ?? 0);
    for (const [p, node] of layout.ends.entries()) this.sense.set(senses[p] ?? [], this.from[node]);
    const [first, fan] = [this.#table[0]! & NODE, this.#table[1]! >>> 16];
    for (let child = first; child < first + fan; child++)
      this.#roots[this.#table[child * 2 + 1]! & 0xffff] = child | (this.#table[child * 2]! & ~NODE);
  }

  /** The node reached from `node` by `code`, with the marks TERMINAL and HAS_WILD; −1 when there is none. The root is 0. */
  step(node: number, code: number): number {
    if (node === 0) return this.#roots[code] as number;
    const table = this.#table;
    let low = (table[node * 2] as number) & NODE;
    let high = low + ((table[node * 2 + 1] as number) >>> 16);
    while (high - low > FEW) {
      const middle = (low + high) >>> 1;
      if (((table[middle * 2 + 1] as number) & 0xffff) <= code) low = middle;
      else high = middle;
    }
    for (let child = low; child < high; child++)
      if (((table[child * 2 + 1] as number) & 0xffff) === code) return child | ((table[child * 2] as number) & ~NODE);
    return NONE;
  }
}

/** Places nodes: a block of children, then the blocks below each of them. */
class Layout {
  table = new Int32Array(1 << 12);
  count = 1;
  /** Node at which each phrase ends. */
  readonly ends: Int32Array;
  readonly #phrases: readonly string[];

  constructor(phrases: readonly string[]) {
    this.#phrases = phrases;
    this.ends = new Int32Array(phrases.length);
    this.#place(0, 0, phrases.length, 0);
  }

  /** Lays out what is below a node whose phrases are [from, to) and agree in their first `depth` codes. */
  #place(node: number, from: number, to: number, depth: number): void {
    const groups: { code: number; from: number; to: number }[] = [];
    let at = from;
    while (at < to && (this.#phrases[at] ?? '').length === depth) {
      this.ends[at++] = node;
      this.table[node * 2]! |= TERMINAL;
    }
    while (at < to) {
      const code = this.#phrases[at]!.charCodeAt(depth);
      const begin = at;
      while (at < to && this.#phrases[at]!.charCodeAt(depth) === code) at++;
      groups.push({ code, from: begin, to: at });
    }
    const first = this.count;
    this.count += groups.length;
    while (this.table.length < this.count * 2) this.table = widened(this.table);
    this.table[node * 2]! |= first | (groups[0]?.code === WILD ? HAS_WILD : 0);
    this.table[node * 2 + 1]! |= groups.length << 16;
    for (const [i, { code }] of groups.entries()) this.table[(first + i) * 2 + 1] = code;
    for (const [i, group] of groups.entries()) this.#place(first + i, group.from, group.to, depth + 1);
  }
}

function widened(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
