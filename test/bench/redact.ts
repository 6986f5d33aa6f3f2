/** Redaction of hostile 20,000-character texts beside an ordinary one: ratios of best of three. usage: node test/bench/redact.ts */
import { redact } from '../../src/ticket/redact.ts';

const ordinary = 'my name is John Smith and my phone is +84 90 123 4567, I paid 99 coins. '
  .repeat(280)
  .slice(0, 20_000);
const parts = [
  'a@',
  '1-',
  'A',
  '路1号',
  '市中',
  '1 ',
  'rue a ',
  'my name is ',
  'http://',
  '서울시 ',
  'calle a 1 ',
  '中',
  ' ',
  'a.',
];
const best = (text: string): number =>
  Math.min(
    ...[0, 1, 2].map(() => {
      const began = performance.now();
      redact(text);
      return performance.now() - began;
    }),
  );

best(ordinary);
const usual = best(ordinary);
process.stdout.write(`ordinary text  ${usual.toFixed(1)} ms\n`);
for (const part of parts) {
  const ratio = best(part.repeat(20_000 / part.length)) / usual;
  process.stdout.write(`${JSON.stringify(part).padEnd(14)} ${ratio.toFixed(2)} times\n`);
}
