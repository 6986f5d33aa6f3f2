import { expect, test } from 'vitest';
import { duration, startProgress, type ProgressSink } from '../src/progress.ts';

function sink(isTerminal: boolean): ProgressSink & { out: string[]; clock: { t: number } } {
  const out: string[] = [];
  const clock = { t: 0 };
  return { isTerminal, columns: 100, write: (text) => out.push(text), now: () => clock.t, out, clock };
}

test('a terminal is rewritten in place with share, rate and time left', () => {
  const s = sink(true);
  const p = startProgress('ingest', s);
  s.clock.t = 1000;
  p.update({ done: 2000, total: 8000 });
  expect(s.out[0]).toBe('\r\u001B[2Kingest  ━━━━━━──────────────────  25 %  2,000  2,000/s  3.0 s left');
});

test('a log gets at most one line a minute, and one at the end', () => {
  const s = sink(false);
  const p = startProgress('ingest', s);
  for (s.clock.t = 0; s.clock.t < 150_000; s.clock.t += 500) p.update({ done: s.clock.t, lag: 7 });
  p.end('150,000 tickets');
  expect(s.out).toHaveLength(3);
  expect(s.out[0]).toContain('lag 7');
  expect(s.out[2]).toBe('ingest  150,000 tickets  (2 min 30 s)\n');
});

test('durations read as people say them', () => {
  expect([3.21, 42.4, 200, 7500].map(duration)).toEqual(['3.2 s', '42 s', '3 min 20 s', '2 h 5 min']);
});
