/** Prints what the trends room measures: `node test/bench/trends.ts [replicates]`. */
import { earsC1, earsC2, earsC3, farrington, plusHalf } from './trends-peers.ts';
import {
  detectAlarm,
  measureActions,
  measureDrivers,
  measureQuiet,
  measureRising,
  score,
  simulateAll,
  type Alarm,
} from './trends-measure.ts';
import { ceilingPower } from './trends-ceiling.ts';
import { measureVersions } from './trends-versions.ts';
import { detectCsv } from '../../src/trends/detect.ts';
import { judgeSeries } from '../../src/trends/judge.ts';
import { LONG, negativeBinomial, randomFrom, SHORT, type Plan } from '../trends/simulate.ts';

const replicates = Number(process.argv[2] ?? 10);
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

function table(name: string, plan: Plan, count: number, seed: number, withFarrington: boolean): void {
  const sims = simulateAll(seed, count, plan);
  const peers: [string, Alarm][] = [
    ['groundswell', detectAlarm(sims, plan)],
    ['EARS C1', (i, w) => earsC1(sims[i]!.counts, w).alarm],
    ['EARS C2', (i, w) => earsC2(sims[i]!.counts, w).alarm],
    ['EARS C3', (i, w) => earsC3(sims[i]!.counts, w).alarm],
    ['+50 %', (i, w) => plusHalf(sims[i]!.counts, w)],
  ];
  if (withFarrington) peers.push(['Farrington flexible', (i, w) => farrington(sims[i]!.counts, w).alarm]);
  console.log(`\n${name}: ${sims.length} series`);
  for (const [peer, alarm] of peers) {
    const { f1, falsePositiveRate, firstWeek } = score(sims, plan, alarm);
    console.log(
      `${peer.padEnd(20)} F1 ${f1.toFixed(3)}  FPR ${percent(falsePositiveRate)}  first week ${percent(firstWeek)}`,
    );
  }
}

table('Short (40 weeks, last 14)', SHORT, replicates, 11, false);
table('Long (624 weeks, last 49)', LONG, Math.max(1, Math.floor(replicates / 5)), 12, true);
console.log('\n360 series, 10 rise × 1.5–3');
for (const [name, mean] of [
  ['mean 20', 20],
  ['mean 40', 40],
  ['mean 80', 80],
] as const) {
  const { falseFlags, power } = measureRising(20, 0.1, 1, () => mean);
  const ceiling = ceilingPower(mean, falseFlags);
  console.log(
    `${name}: false flags a week ${falseFlags.toFixed(2)}  power ${power.toFixed(2)}  any one-week test ${ceiling.toFixed(2)}`,
  );
}
console.log('\nQuiet series: share of p ≤ 1, 5, 10 %; inside the 90 % interval');
for (const [mean, phi] of [
  [0.2, 1],
  [1, 1],
  [3, 1.5],
  [10, 2],
  [40, 1],
  [40, 3],
  [200, 2],
] as const) {
  const { rejected, covered } = measureQuiet(3, 300, () => mean, phi);
  console.log(`mean ${mean}, φ ${phi}: ${rejected.map(percent).join('  ')}  covered ${percent(covered)}`);
}
const { first, silent } = measureDrivers(5, 200);
console.log(`\nDrivers: planted named first ${percent(first)}, nothing named without ${percent(silent)}`);
for (const cause of ['version', 'system'] as const)
  console.log(`A ${cause} at fault: named first ${percent(measureVersions(5, 200, cause))}`);
for (const effect of [0, -0.2, -0.5, -0.8])
  console.log(
    `Action ${effect}: verified after 2, 4, 8 weeks ${[2, 4, 8].map((w) => percent(measureActions(6, 500, effect, w))).join('  ')}`,
  );
const random = randomFrom(9);
const counts = Array.from({ length: 1000 }, () =>
  Float64Array.from({ length: 156 }, () => negativeBinomial(random, 20, 1.5)),
);
const rows = counts.flatMap((series, i) => Array.from(series, (count, w) => [`s${i}`, String(w), String(count)]));
let start = performance.now();
judgeSeries({ ids: counts.map((_, i) => `s${i}`), counts, partial: new Uint8Array(156) }, { falseDiscoveryRate: 0.1 });
console.log(`\n1,000 × 156: judge ${Math.round(performance.now() - start)} ms`);
start = performance.now();
detectCsv([['series', 'week', 'count'], ...rows]);
console.log(`1,000 × 156: detect ${Math.round(performance.now() - start)} ms`);
