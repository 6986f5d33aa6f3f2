/** A trie over 16-bit codes in one open-addressing hash table, with chains of entries at its nodes. */
export class Trie {
  nodes = 1;
  entries = 0;
  #mask: number;
  #keyNode: Int32Array;
  #keyCode: Uint16Array;
  #child: Int32Array;
  #edges = 0;
  /** Children of the root, by code: most walks end there. */
  readonly #roots = new Int32Array(65536).fill(-1);
  #head = new Int32Array(1024).fill(-1);
  sense: Int32Array = new Int32Array(1024);
  language = new Uint8Array(1024);
  next: Int32Array = new Int32Array(1024);

  constructor(expectedNodes = 4096) {
    const size = 2 ** Math.ceil(Math.log2(expectedNodes * 2 + 16));
    this.#mask = size - 1;
    this.#keyNode = new Int32Array(size).fill(-1);
    this.#keyCode = new Uint16Array(size);
    this.#child = new Int32Array(size);
  }

  #slot(node: number, code: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    while (true) {
      const key = this.#keyNode[slot] as number;
      if (key === -1 || (key === node && this.#keyCode[slot] === code)) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The node reached from `node` by `code`, or −1. The root is 0. */
  child(node: number, code: number): number {
    if (node === 0) return this.#roots[code] as number;
    const slot = this.#slot(node, code);
    return this.#keyNode[slot] === -1 ? -1 : (this.#child[slot] as number);
  }

  /** First entry of a node, or −1; `next` chains the others. */
  head(node: number): number {
    return this.#head[node] as number;
  }

  /** Adds a sequence of codes with what it means in a language; the same twice changes nothing. */
  insert(codes: readonly number[], sense: number, language: number): void {
    let node = 0;
    for (const code of codes) node = this.#grow(node, code);
    for (let entry = this.#head[node] as number; entry >= 0; entry = this.next[entry] as number)
      if (this.sense[entry] === sense && this.language[entry] === language) return;
    if (this.entries === this.sense.length) this.#widenEntries();
    this.sense[this.entries] = sense;
    this.language[this.entries] = language;
    this.next[this.entries] = this.#head[node] as number;
    this.#head[node] = this.entries++;
  }

  #grow(node: number, code: number): number {
    if (node === 0 && this.#roots[code] !== -1) return this.#roots[code] as number;
    const slot = this.#slot(node, code);
    if (this.#keyNode[slot] !== -1) return this.#child[slot] as number;
    if (this.nodes === this.#head.length) {
      const wider = new Int32Array(this.nodes * 2).fill(-1);
      wider.set(this.#head);
      this.#head = wider;
    }
    this.#keyNode[slot] = node;
    this.#keyCode[slot] = code;
    this.#child[slot] = this.nodes;
    if (node === 0) this.#roots[code] = this.nodes;
    if (++this.#edges * 2 > this.#mask) this.#rehash();
    return this.nodes++;
  }

  #rehash(): void {
    const { keyNode, keyCode, child } = { keyNode: this.#keyNode, keyCode: this.#keyCode, child: this.#child };
    const size = (this.#mask + 1) * 2;
    this.#mask = size - 1;
    this.#keyNode = new Int32Array(size).fill(-1);
    this.#keyCode = new Uint16Array(size);
    this.#child = new Int32Array(size);
    for (let old = 0; old < keyNode.length; old++) {
      if (keyNode[old] === -1) continue;
      const slot = this.#slot(keyNode[old] as number, keyCode[old] as number);
      this.#keyNode[slot] = keyNode[old] as number;
      this.#keyCode[slot] = keyCode[old] as number;
      this.#child[slot] = child[old] as number;
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
