/** How many of the rises of `measureRising` any test could find in their first week. */
import { logPmf } from '../../src/trends/distributions.ts';

const STEPS = 60;
const MOST = 400;

/**
 * Greatest power of any one-week test on `measureRising` at so many false flags a week: of 360 negative-binomial series with
 * this mean and variance φ × mean, φ uniform in 1 … 2, ten rise by a factor uniform in 1.5 … 3; both the mean and φ of every
 * series are known. Likelihood ratios, greatest first, until the false flags are spent (Neyman & Pearson 1933).
 */
export function ceilingPower(mean: number, falseFlags: number): number {
  const cells: { quiet: number; risen: number }[] = [];
  for (let a = 0; a < STEPS; a++) {
    const phi = 1 + (a + 0.5) / STEPS;
    for (let y = 0; y <= MOST; y++) {
      let risen = 0;
      for (let b = 0; b < STEPS; b++) {
        const m = mean * (1.5 + (1.5 * (b + 0.5)) / STEPS);
        risen += Math.exp(logPmf(y, m, m * phi)) / STEPS ** 2;
      }
      cells.push({ quiet: Math.exp(logPmf(y, mean, mean * phi)) / STEPS, risen });
    }
  }
  cells.sort((x, y) => y.risen / y.quiet - x.risen / x.quiet || x.quiet - y.quiet);
  let [spent, power] = [0, 0];
  for (const { quiet, risen } of cells) {
    const share = Math.min(1, (falseFlags - spent) / (350 * quiet));
    spent += share * 350 * quiet;
    power += share * risen;
    if (share < 1) break;
  }
  return power;
}
