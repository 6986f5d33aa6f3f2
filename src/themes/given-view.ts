import { dense, transpose, unitRows, type Dense, type Sparse } from './sparse.ts';
import { singularVectors } from './svd.ts';

/** A view of vectors that an embedding server gave: their mean, and the directions in which they differ most. */
export interface GivenView {
  readonly mean: Float64Array;
  /** One row a coordinate of the given vectors. */
  readonly basis: Dense;
}

type Vectors = readonly (Float32Array | undefined)[];

const DIMENSIONS = 72;
/** Vectors that the directions are found on; more say little more. */
const FITTED_ON = 2000;
/** Least share of the texts that have a vector. */
const LEAST_GIVEN = 0.9;

function meanOf(vectors: readonly Float32Array[], width: number): Float64Array {
  const mean = new Float64Array(width);
  for (const vector of vectors)
    for (let c = 0; c < width; c++) mean[c] = (mean[c] as number) + (vector[c] as number) / vectors.length;
  return mean;
}

function centred(vectors: readonly Float32Array[], mean: Float64Array): Sparse {
  const width = mean.length;
  const values = new Float32Array(vectors.length * width);
  vectors.forEach((vector, i) => {
    for (let c = 0; c < width; c++) values[i * width + c] = (vector[c] as number) - (mean[c] as number);
  });
  return {
    rows: vectors.length,
    columns: width,
    starts: Uint32Array.from({ length: vectors.length + 1 }, (_, i) => i * width),
    indices: Int32Array.from(values, (_, p) => p % width),
    values,
  };
}

/** Fits the view by principal components; undefined when fewer than nine tenths of the texts have a vector, all of one length. */
export function fitGiven(vectors: Vectors, seed: number): GivenView | undefined {
  const width = vectors.find((vector) => vector !== undefined)?.length ?? 0;
  const given = vectors.filter((vector) => vector?.length === width) as Float32Array[];
  if (width === 0 || given.length < LEAST_GIVEN * vectors.length) return undefined;
  const step = Math.ceil(given.length / FITTED_ON);
  const some = given.filter((_, i) => i % step === 0);
  const mean = meanOf(some, width);
  const options = { seed, iterations: 2, symmetric: false };
  return { mean, basis: singularVectors(transpose(centred(some, mean)), DIMENSIONS, options).vectors };
}

/** Unit vectors of texts in the view; zero for a text without a vector. */
export function projectGiven({ mean, basis }: GivenView, vectors: Vectors): Dense {
  const width = basis.columns;
  const out = dense(vectors.length, width);
  vectors.forEach((vector, i) => {
    if (vector?.length !== mean.length) return;
    for (let d = 0; d < mean.length; d++) {
      const value = (vector[d] as number) - (mean[d] as number);
      for (let c = 0; c < width; c++) {
        const at = i * width + c;
        out.data[at] = (out.data[at] as number) + value * (basis.data[d * width + c] as number);
      }
    }
  });
  return unitRows(out);
}
