import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest, withWarehouse } from '../../pipelines/ingest.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { loadConfig } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { fuzzSource } from '../support/fuzz.ts';

/** Messages in one ingest; each round has its own seed and goes into the same warehouse. */
const ROUND = 250_000;
const WEEK = '2026-W47';
const NOW = Date.UTC(2026, 10, 23, 12);

const given = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const config = { ...loadConfig({ environment: {} }), dataDir: mkdtempSync(join(tmpdir(), 'torture-')) };
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

let [tickets, rejects, most] = [0, 0, 0];
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 200);
const began = performance.now();
try {
  await withWarehouse(config, 'fuzz', async (warehouse) => {
    for (let done = 0, round = 0; done < given; round++) {
      const count = Math.min(ROUND, given - done);
      const source = fuzzSource(count, seed + round * 1_000_003);
      const setting = { config, warehouse, sink: SILENT, log: () => undefined, now: () => NOW };
      const taken = await ingest(source, setting, new AbortController().signal);
      tickets += taken.tickets;
      rejects += taken.rejects;
      done += count;
      if (tickets + rejects !== done) throw new Error(`round ${round}: ${tickets} + ${rejects} of ${done}`);
      const seconds = (performance.now() - began) / 1000;
      say(
        `${done} given: ${tickets} tickets, ${rejects} rejects; ${Math.round(seconds)} s, ${(most / 1e6).toFixed(0)} MB at most`,
      );
    }
    const { changed } = await weekly(
      { config, warehouse, progress: SILENT, log: () => undefined, now: () => NOW },
      WEEK,
    );
    say(`${changed} reports of ${WEEK}; ${(most / 1e6).toFixed(0)} MB at most`);
  });
} finally {
  clearInterval(watch);
  rmSync(config.dataDir, { recursive: true, force: true });
}
