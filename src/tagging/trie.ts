/** Code that stands for "the rest of this word" in a phrase. */
export const WILD = 0x01;
/** Marks a node, as `step` returns it, that has entries. */
export const TERMINAL = 1 << 30;
/** Marks a node, as `step` returns it, that an edge by WILD leaves. */
export const HAS_WILD = 1 << 29;
/** The node itself. */
export const NODE = HAS_WILD - 1;

const EMPTY = -1;
const CODE = 1;
const CHILD = 2;
const FIELDS = 3;

/** The phrases of one language: a trie over 16-bit codes in one open-addressing hash table, with chains of senses at its nodes. */
export class Trie {
  nodes = 1;
  entries = 0;
  sense: Int32Array = new Int32Array(1024);
  next: Int32Array = new Int32Array(1024);
  #mask = (1 << 12) - 1;
  /** Node, code and child side by side, so that a probe touches one line of memory. */
  #table = new Int32Array((1 << 12) * FIELDS).fill(EMPTY);
  #edges = 0;
  #head = new Int32Array(1024).fill(EMPTY);
  /** Edges from the root, by code: most walks end there. */
  readonly #roots = new Int32Array(65536).fill(EMPTY);

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

  /** The node reached from `node` by `code`, with the marks TERMINAL and HAS_WILD; −1 when there is none. The root is 0. */
  step(node: number, code: number): number {
    if (node === 0) return this.#roots[code] as number;
    const place = this.#place(node, code);
    return this.#table[place] === EMPTY ? EMPTY : (this.#table[place + CHILD] as number);
  }

  /** First entry of a node, or −1; `next` chains the others. */
  head(node: number): number {
    return this.#head[node] as number;
  }

  /** Adds a sequence of codes with what it means; the same twice changes nothing. */
  insert(codes: readonly number[], sense: number): void {
    let node = 0;
    for (const [i, code] of codes.entries()) {
      const marks = (i === codes.length - 1 ? TERMINAL : 0) | (codes[i + 1] === WILD ? HAS_WILD : 0);
      node = this.#grow(node, code, marks);
    }
    for (let entry = this.#head[node] as number; entry >= 0; entry = this.next[entry] as number)
      if (this.sense[entry] === sense) return;
    if (this.entries === this.sense.length) {
      this.sense = widened(this.sense);
      this.next = widened(this.next);
    }
    this.sense[this.entries] = sense;
    this.next[this.entries] = this.#head[node] as number;
    this.#head[node] = this.entries++;
  }

  /** Walks or makes an edge and marks its node; returns the node. */
  #grow(node: number, code: number, marks: number): number {
    if (node === 0) {
      const known = this.#roots[code] as number;
      const child = (known === EMPTY ? this.#newNode() : known) | marks;
      this.#roots[code] = child;
      return child & NODE;
    }
    const place = this.#place(node, code);
    if (this.#table[place] === EMPTY) {
      this.#table[place] = node;
      this.#table[place + CODE] = code;
      this.#table[place + CHILD] = this.#newNode();
      this.#edges++;
    }
    const child = (this.#table[place + CHILD] as number) | marks;
    this.#table[place + CHILD] = child;
    if (this.#edges * 1.6 > this.#mask) this.#rehash();
    return child & NODE;
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
}

function widened(old: Int32Array): Int32Array {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
