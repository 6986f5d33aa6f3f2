/** Which of many tests inside what was selected are told, without more false ones than a rate allows. */
import { adjustFalseDiscovery } from './false-discovery.ts';

/** The tests of one selected family, and what became of them. */
export interface FamilyVerdict {
  readonly qValues: readonly number[];
  readonly flagged: readonly boolean[];
  /** The rate at which the family was tested. */
  readonly level: number;
}

/**
 * Tests inside selected families: Benjamini–Hochberg in each at the rate times the share of families that were selected, so
 * that the mean share of false ones among those told of a selected family stays within the rate (Benjamini & Bogomolov 2014,
 * JRSS B 76:297, for families selected by Benjamini–Hochberg at that rate). What was not selected is not tested.
 * @param pValues of each selected family; @param families how many could have been selected.
 */
export function judgeFamilies(
  pValues: readonly (readonly number[])[],
  families: number,
  rate: number,
): FamilyVerdict[] {
  const level = (rate * pValues.length) / Math.max(1, families, pValues.length);
  return pValues.map((own) => {
    const qValues = adjustFalseDiscovery(own);
    return { qValues, flagged: qValues.map((q) => q <= level), level };
  });
}
