/** CPU time of judging 1,000 series of 156 weeks, seeded: `node test/bench/trends-speed.ts`; add --cpu-prof to see where. */
import { judgeSeries } from '../../src/trends/judge.ts';
import { negativeBinomial, randomFrom } from '../trends/simulate.ts';

const random = randomFrom(9);
const counts = Array.from({ length: 1000 }, () =>
  Float64Array.from({ length: 156 }, () => negativeBinomial(random, 20, 1.5)),
);
const set = { ids: counts.map((_, i) => `s${i}`), counts, partial: new Uint8Array(156) };
const times = Array.from({ length: 3 }, () => {
  const start = process.cpuUsage();
  judgeSeries(set, { falseDiscoveryRate: 0.1 });
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1000);
});
console.log(`1,000 × 156 judged: ${times.join(', ')} ms of CPU (the first run compiles)`);
