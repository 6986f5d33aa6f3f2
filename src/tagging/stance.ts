import type { Finding } from './findings.ts';
import type { Concept } from './taxonomy.ts';

/** Stances that speak against a complaint, with the log-odds they take from every topic when no model has learned better. */
const AGAINST: readonly (readonly [concept: string, logOdds: number])[] = [
  ['resolved', -2.5],
  ['wish', -1.2],
  ['thanks', -0.6],
  ['how-to', -0.6],
  ['other-app', -0.5],
  ['other-person', -0.5],
  ['if', -0.4],
];

/** Ids of the stances in the order of `stanceVector`. */
export const STANCES: readonly string[] = AGAINST.map(([concept]) => concept);

/** Reads which stances a text takes. */
export class StanceReader {
  readonly #index: ReadonlyMap<number, number>;

  constructor(concepts: readonly Concept[]) {
    this.#index = new Map(STANCES.map((id, i) => [concepts.findIndex((concept) => concept.id === id), i]));
  }

  /** 1 for each stance found, in the order of STANCES. */
  vector(findings: readonly Finding[]): Float64Array {
    const vector = new Float64Array(STANCES.length);
    for (const { concept } of findings) {
      const at = this.#index.get(concept);
      if (at !== undefined) vector[at] = 1;
    }
    return vector;
  }
}

/** Log-odds that the stances of a text take from every topic. */
export function stancePenalty(vector: Float64Array): number {
  return AGAINST.reduce((sum, [, logOdds], i) => sum + logOdds * (vector[i] as number), 0);
}
