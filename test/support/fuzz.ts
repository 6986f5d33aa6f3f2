import fc from 'fast-check';
import { BatchPacker, type Source } from '../../src/sources/source.ts';
import { hostileMessage } from './hostile.ts';

const CHUNK = 1000;
/** Midday of Monday 23 November 2026, as fixture.ts has it. */
const NOW = Date.UTC(2026, 10, 23, 12);

/** A source of `count` hostile messages; the same seed gives the same ones, and chunk `i` of 1,000 is seeded with seed + i. */
export function fuzzSource(count: number, seed: number): Source {
  return {
    label: `${count} hostile messages`,
    async run(sink, signal, onProgress) {
      const stream = `fuzz:${seed}`;
      const packer = new BatchPacker();
      for (let done = 0; done < count && !signal.aborted;) {
        const chunk = fc.sample(hostileMessage, { numRuns: Math.min(CHUNK, count - done), seed: seed + done / CHUNK });
        for (const message of chunk) packer.add(message, ++done, NOW);
        await sink.accept(packer.take(stream, stream, { position: done, detail: '' }));
        onProgress({ done, total: count });
      }
      await sink.drain();
    },
  };
}
