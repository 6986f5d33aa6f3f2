/** A rising piecewise-linear curve from raw to calibrated probability, by its knots. */
export interface Isotonic {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Blocks are made of at least so many pairs, so that no single text makes a step. */
const LEAST_BLOCK = 40;

interface Block {
  sumX: number;
  sumY: number;
  size: number;
}

/** Pairs in order of x, grouped so that each group has LEAST_BLOCK of them. */
function grouped(x: Float64Array, y: Uint8Array): Block[] {
  const order = Int32Array.from({ length: x.length }, (_, i) => i).sort(
    (a, b) => (x[a] as number) - (x[b] as number) || a - b,
  );
  const blocks: Block[] = [];
  for (const i of order) {
    let block = blocks.at(-1);
    if (block === undefined || block.size >= LEAST_BLOCK) blocks.push((block = { sumX: 0, sumY: 0, size: 0 }));
    block.sumX += x[i] as number;
    block.sumY += y[i] as number;
    block.size++;
  }
  const last = blocks.at(-1);
  const before = blocks.at(-2);
  if (last !== undefined && before !== undefined && last.size < LEAST_BLOCK) {
    blocks.pop();
    merge(before, last);
  }
  return blocks;
}

function merge(into: Block, from: Block): void {
  into.sumX += from.sumX;
  into.sumY += from.sumY;
  into.size += from.size;
}

const digits = (value: number): number => Math.round(value * 1e5) / 1e5;

/**
 * Isotonic regression of outcomes on raw probabilities by pooling adjacent violators (Zadrozny & Elkan 2002), with
 * knots at the means of the pools and a slight rise beyond the outermost, so that order is kept; outcomes are shrunk a
 * little away from 0 and 1.
 */
export function fitIsotonic(x: Float64Array, y: Uint8Array): Isotonic {
  const pools: Block[] = [];
  for (const block of grouped(x, y)) {
    pools.push(block);
    while (pools.length > 1) {
      const [left, right] = [pools.at(-2) as Block, pools.at(-1) as Block];
      if (left.sumY / left.size < right.sumY / right.size) break;
      pools.pop();
      merge(left, right);
    }
  }
  const x1 = pools.map((pool) => digits(pool.sumX / pool.size));
  const y1: number[] = [];
  for (const { sumY, size } of pools) y1.push(Math.max(y1.at(-1) ?? 0, digits((sumY + 0.5) / (size + 1))));
  const last = y1.at(-1) ?? 0.5;
  return { x: [0, ...x1, 1], y: [digits((y1[0] ?? 0) / 2), ...y1, digits(Math.min(1, last + 0.002))] };
}

/** The calibrated probability; flat beyond the outermost knots. */
export function calibrated({ x, y }: Isotonic, raw: number): number {
  const n = x.length;
  if (n === 0) return raw;
  if (raw <= (x[0] as number)) return y[0] as number;
  for (let i = 1; i < n; i++) {
    const right = x[i] as number;
    if (raw > right) continue;
    const left = x[i - 1] as number;
    const share = right === left ? 1 : (raw - left) / (right - left);
    return (y[i - 1] as number) + share * ((y[i] as number) - (y[i - 1] as number));
  }
  return y[n - 1] as number;
}
