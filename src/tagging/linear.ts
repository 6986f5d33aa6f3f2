import { seeded, shuffle } from './random.ts';

/** Sparse rows in compressed form: row i has the features index[starts[i]] … index[starts[i + 1] − 1] with their values. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
  /** Number of rows. */
  readonly rows: number;
  /** Number of features. */
  readonly width: number;
}

/** Settings of the linear learner. */
export interface LinearOptions {
  /** Cost of an error; larger fits closer. */
  readonly cost: number;
  /** Factor on the cost of positive rows, which are rare in one-vs-rest. */
  readonly positiveCost: number;
  readonly epochs: number;
  readonly seed: number;
  /** Factor on the cost of each row; absent: 1. */
  readonly rowWeight?: Float32Array;
}

/** One-vs-rest weights: class-major, `weights[c * width + f]`, with a bias per class. */
export interface LinearModel {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly classes: number;
  readonly width: number;
}

function squaredNorms(rows: SparseRows): Float64Array {
  const norms = new Float64Array(rows.rows);
  for (let i = 0; i < rows.rows; i++) {
    let sum = 1;
    for (let k = rows.starts[i] as number; k < (rows.starts[i + 1] as number); k++)
      sum += (rows.value[k] as number) ** 2;
    norms[i] = sum;
  }
  return norms;
}

/** One class by dual coordinate descent with shrinking; returns the bias, writes the weights. */
function trainClass(
  rows: SparseRows,
  norms: Float64Array,
  positive: Uint8Array,
  members: Int32Array,
  weights: Float32Array,
  options: LinearOptions,
  seed: number,
): number {
  const { starts, index, value } = rows;
  const alpha = new Float64Array(rows.rows);
  const order = members.slice();
  const random = seeded(seed);
  let active = order.length;
  let bias = 0;
  let highest = Infinity;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random, active);
    let epochHighest = -Infinity;
    let epochLowest = Infinity;
    for (let s = 0; s < active; s++) {
      const i = order[s] as number;
      const y = positive[i] === 1 ? 1 : -1;
      const cost = options.cost * (y > 0 ? options.positiveCost : 1) * (options.rowWeight?.[i] ?? 1);
      const begin = starts[i] as number;
      const end = starts[i + 1] as number;
      let margin = bias;
      for (let k = begin; k < end; k++) margin += (weights[index[k] as number] as number) * (value[k] as number);
      const diagonal = 0.5 / cost;
      const a = alpha[i] as number;
      const gradient = y * margin - 1 + a * diagonal;
      if (a === 0 && gradient > highest) {
        order[s] = order[--active] as number;
        order[active] = i;
        s--;
        continue;
      }
      const projected = a === 0 ? Math.min(gradient, 0) : gradient;
      epochHighest = Math.max(epochHighest, projected);
      epochLowest = Math.min(epochLowest, projected);
      if (Math.abs(projected) < 1e-12) continue;
      const fresh = Math.max(a - gradient / ((norms[i] as number) + diagonal), 0);
      alpha[i] = fresh;
      const step = (fresh - a) * y;
      bias += step;
      for (let k = begin; k < end; k++) {
        const f = index[k] as number;
        weights[f] = (weights[f] as number) + step * (value[k] as number);
      }
    }
    if (epochHighest - epochLowest < 0.02) {
      if (active === order.length) break;
      active = order.length;
      highest = Infinity;
    } else highest = epochHighest > 0 ? epochHighest : Infinity;
  }
  return bias;
}

/**
 * Trains one-vs-rest linear support vector machines with squared hinge loss by dual coordinate descent
 * (Hsieh et al. 2008, as in LIBLINEAR), bias regularised. `labels[i]` lists the classes of row i;
 * only the rows `members` are learned from. Deterministic by seed.
 */
export function trainLinear(
  rows: SparseRows,
  labels: readonly (readonly number[])[],
  classes: number,
  options: LinearOptions,
  members: Int32Array = Int32Array.from({ length: rows.rows }, (_, i) => i),
): LinearModel {
  const weights = new Float32Array(classes * rows.width);
  const bias = new Float32Array(classes);
  const norms = squaredNorms(rows);
  const positive = new Uint8Array(rows.rows);
  for (let c = 0; c < classes; c++) {
    for (let i = 0; i < rows.rows; i++) positive[i] = labels[i]?.includes(c) === true ? 1 : 0;
    const part = weights.subarray(c * rows.width, (c + 1) * rows.width);
    bias[c] = trainClass(rows, norms, positive, members, part, options, options.seed + c * 7919);
  }
  return { weights, bias, classes, width: rows.width };
}

/** Margins of one row for every class, written into `out`. */
export function margins(model: LinearModel, rows: SparseRows, row: number, out: Float64Array): void {
  for (let c = 0; c < model.classes; c++) {
    let sum = model.bias[c] as number;
    const base = c * model.width;
    for (let k = rows.starts[row] as number; k < (rows.starts[row + 1] as number); k++)
      sum += (model.weights[base + (rows.index[k] as number)] as number) * (rows.value[k] as number);
    out[c] = sum;
  }
}
