/** The few names of WebAssembly that are used here; Node has them, TypeScript's ECMAScript library does not. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  accumulate(ids: number, values: number, count: number, weights: number, stride: number, out: number): void;
}

/** kernel.wat, assembled: sums of 8-bit weights times 16-bit values, sixteen classes at a time. */
const CODE =
  'AGFzbQEAAAABCgFgBn9/f39/fwADAgEABQMBAAEHFwIGbWVtb3J5AgAKYWNjdW11bGF0ZQAACvsBAfgBAgJ/B3sDQP0MAAAAAAAAAAAAAAAAAAAAACELIAshDCALIQ0gCyEOQQAhBwJAA0AgByACTw0BIAEgB0ECdGooAgD9ECEKIAMgBmogACAHQQJ0aigCACAEbGr9AAQAIQggCP2HASEJIAsgCSAK/bwB/a4BIQsgDCAJIAr9vQH9rgEhDCAI/YgBIQkgDSAJIAr9vAH9rgEhDSAOIAkgCv29Af2uASEOIAdBAWohBwwACwsgBSAGQQJ0aiAL/QsEACAFIAZBAnRqIAz9CwQQIAUgBkECdGogDf0LBCAgBSAGQQJ0aiAO/QsEMCAGQRBqIQYgBiAESQ0ACws=';
const PAGE = 65536;
const LANES = 16;
/** Values are integers in steps of 1 / FIXED; they stay below 2. */
const FIXED = 16384;

/** Sums the 8-bit weights of a text's features for all classes at once. */
export class Kernel {
  readonly #exports: KernelExports;
  readonly #stride: number;
  readonly #most: number;
  readonly #classes: number;
  readonly #weights: Int8Array;
  readonly #ids: Int32Array;
  readonly #values: Int32Array;
  readonly #out: Int32Array;

  /** `weights` is feature-major, `classes` to a feature; sums are taken over at most `most` features at a time. */
  constructor(weights: Int8Array, classes: number, most = 4096) {
    const module = new WebAssembly.Module(Buffer.from(CODE, 'base64'));
    this.#exports = new WebAssembly.Instance(module).exports as KernelExports;
    this.#classes = classes;
    this.#most = most;
    this.#stride = Math.ceil(classes / LANES) * LANES;
    const features = weights.length / classes;
    const scratch = most * 8 + this.#stride * 4;
    this.#exports.memory.grow(Math.ceil((scratch + features * this.#stride) / PAGE));
    const { buffer } = this.#exports.memory;
    this.#ids = new Int32Array(buffer, 0, most);
    this.#values = new Int32Array(buffer, most * 4, most);
    this.#out = new Int32Array(buffer, most * 8, this.#stride);
    this.#weights = new Int8Array(buffer, scratch, features * this.#stride);
    for (let f = 0; f < features; f++)
      this.#weights.set(weights.subarray(f * classes, (f + 1) * classes), f * this.#stride);
  }

  /** Weight of one feature for one class, as stored. */
  weight(feature: number, classIndex: number): number {
    return this.#weights[feature * this.#stride + classIndex] as number;
  }

  /** Adds up value × weight over the features [begin, end) of a text, for every class, into `sums`. */
  accumulate(ids: Int32Array, values: Float32Array, begin: number, end: number, sums: Float64Array): void {
    sums.fill(0);
    for (let from = begin; from < end; from += this.#most) {
      const part = Math.min(this.#most, end - from);
      for (let k = 0; k < part; k++) {
        this.#ids[k] = ids[from + k] as number;
        this.#values[k] = Math.round((values[from + k] as number) * FIXED);
      }
      this.#exports.accumulate(0, this.#most * 4, part, this.#weights.byteOffset, this.#stride, this.#most * 8);
      for (let c = 0; c < this.#classes; c++) sums[c] = (sums[c] as number) + (this.#out[c] as number) / FIXED;
    }
  }
}
