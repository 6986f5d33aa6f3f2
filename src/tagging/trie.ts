/** Marks a node, as `step` returns it, that has entries. */
export const TERMINAL = 1 << 30;

const NODE = 0;
const CODE = 1;
const CHILD = 2;
const LANGUAGES = 3;
const FIELDS = 4;
const EMPTY = -1;
/** Languages share bits when there are more than so many; then a walk may go on in vain, no more. */
const LANGUAGE_BITS = 31;

/** The bit of a language slot. */
export const languageBit = (language: number): number => 1 << (language % LANGUAGE_BITS);

/**
 * A trie over 16-bit codes in one open-addressing hash table, with chains of entries at its nodes. Every edge knows which
 * languages have phrases beyond it, so that a walk ends as soon as no language of the text goes on.
 */
export class Trie {
  nodes = 1;
  entries = 0;
  sense: Int32Array = new Int32Array(1024);
  language: Uint8Array = new Uint8Array(1024);
  next: Int32Array = new Int32Array(1024);
  #mask: number;
  /** Four numbers to a slot, so that a probe touches one line of memory. */
  #table: Int32Array;
  #edges = 0;
  #head = new Int32Array(1024).fill(EMPTY);
  /** Edges from the root, by code: most walks end there. */
  readonly #roots = new Int32Array(65536).fill(EMPTY);
  readonly #rootLanguages = new Int32Array(65536);

  constructor(expectedEdges = 4096) {
    const size = 2 ** Math.ceil(Math.log2(expectedEdges * 1.5 + 16));
    this.#mask = size - 1;
    this.#table = new Int32Array(size * FIELDS).fill(EMPTY);
  }

  /** Place in the table of an edge, or of the empty slot where it belongs. */
  #place(node: number, code: number): number {
    const table = this.#table;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    while (true) {
      const place = slot * FIELDS;
      const key = table[place] as number;
      if (key === EMPTY || (key === node && table[place + CODE] === code)) return place;
      slot = (slot + 1) & this.#mask;
    }
  }

  /**
   * The node reached from `node` by `code`, plus TERMINAL when it has entries; −1 when there is none, or none for the
   * languages whose bits are given. The root is 0.
   */
  step(node: number, code: number, languages: number): number {
    if (node === 0)
      return ((this.#rootLanguages[code] as number) & languages) === 0 ? EMPTY : (this.#roots[code] as number);
    const place = this.#place(node, code);
    const table = this.#table;
    if (table[place] === EMPTY || ((table[place + LANGUAGES] as number) & languages) === 0) return EMPTY;
    return table[place + CHILD] as number;
  }

  /** First entry of a node, or −1; `next` chains the others. */
  head(node: number): number {
    return this.#head[node] as number;
  }

  /** Adds a sequence of codes with what it means in a language; the same twice changes nothing. */
  insert(codes: readonly number[], sense: number, language: number): void {
    let node = 0;
    for (const [i, code] of codes.entries()) node = this.#grow(node, code, language, i === codes.length - 1);
    for (let entry = this.#head[node] as number; entry >= 0; entry = this.next[entry] as number)
      if (this.sense[entry] === sense && this.language[entry] === language) return;
    if (this.entries === this.sense.length) this.#widenEntries();
    this.sense[this.entries] = sense;
    this.language[this.entries] = language;
    this.next[this.entries] = this.#head[node] as number;
    this.#head[node] = this.entries++;
  }

  /** Walks or makes an edge; returns its node. */
  #grow(node: number, code: number, language: number, isLast: boolean): number {
    const flag = isLast ? TERMINAL : 0;
    if (node === 0) {
      const known = this.#roots[code] as number;
      const child = known === EMPTY ? this.#newNode() : known;
      this.#roots[code] = child | flag;
      this.#rootLanguages[code] = (this.#rootLanguages[code] as number) | languageBit(language);
      return child & ~TERMINAL;
    }
    const place = this.#place(node, code);
    const table = this.#table;
    if (table[place] === EMPTY) {
      table[place + NODE] = node;
      table[place + CODE] = code;
      table[place + CHILD] = this.#newNode();
      table[place + LANGUAGES] = 0;
      this.#edges++;
    }
    table[place + CHILD] = (table[place + CHILD] as number) | flag;
    table[place + LANGUAGES] = (table[place + LANGUAGES] as number) | languageBit(language);
    const child = (table[place + CHILD] as number) & ~TERMINAL;
    if (this.#edges * 1.5 > this.#mask) this.#rehash();
    return child;
  }

  #newNode(): number {
    if (this.nodes === this.#head.length) {
      const wider = new Int32Array(this.nodes * 2).fill(EMPTY);
      wider.set(this.#head);
      this.#head = wider;
    }
    return this.nodes++;
  }

  #rehash(): void {
    const old = this.#table;
    const size = (this.#mask + 1) * 2;
    this.#mask = size - 1;
    this.#table = new Int32Array(size * FIELDS).fill(EMPTY);
    for (let place = 0; place < old.length; place += FIELDS) {
      if (old[place] === EMPTY) continue;
      const fresh = this.#place(old[place] as number, old[place + CODE] as number);
      for (let field = 0; field < FIELDS; field++) this.#table[fresh + field] = old[place + field] as number;
    }
  }

  #widenEntries(): void {
    const widen = (old: Int32Array): Int32Array => {
      const fresh = new Int32Array(old.length * 2);
      fresh.set(old);
      return fresh;
    };
    this.sense = widen(this.sense);
    this.next = widen(this.next);
    const language = new Uint8Array(this.language.length * 2);
    language.set(this.language);
    this.language = language;
  }
}
