import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTexts } from '../../pipelines/demo.ts';
import { indexTexts, simulateWeek } from '../../pipelines/demo/simulate.ts';
import { WEEKS } from '../../pipelines/demo/stories.ts';
import { ingest, type IngestSummary } from '../../pipelines/ingest.ts';
import { loadTaxonomy, taxonomyDir } from '../../pipelines/knowledge.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { openFiles } from '../../src/sources/files.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';

/** Midday of Monday 23 November 2026: every simulated week is complete. */
export const NOW = Date.UTC(2026, 10, 23, 12);

/** Settings with a fresh data folder and one text thread. */
export function testConfig(): Config {
  const config = loadConfig({ environment: {} });
  return { ...config, dataDir: mkdtempSync(join(tmpdir(), 'groundswell-')), threads: 1 };
}

/** Every `each`th simulated event of the demo's first `weeks` weeks, as lines of JSON. */
export function simulatedLines(config: Config, weeks: number, each: number): string[] {
  const texts = indexTexts(demoTexts());
  const topics = loadTaxonomy(taxonomyDir(config)).topics.map(({ id }) => id);
  return WEEKS.slice(0, weeks).flatMap((week, w) =>
    simulateWeek(texts, topics, week, 5 + w)
      .filter((_, i) => i % each === 0)
      .map(({ event }) => JSON.stringify(event)),
  );
}

/** Writes lines to a file of the data folder and takes it in. */
export async function ingestLines(
  warehouse: Warehouse,
  config: Config,
  name: string,
  lines: readonly string[],
): Promise<IngestSummary> {
  const file = join(config.dataDir, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const source = openFiles([file], { maxMessageBytes: config.maxMessageBytes, log: () => undefined });
  return ingest(
    source,
    { config, warehouse, sink: SILENT, log: () => undefined, now: () => NOW },
    new AbortController().signal,
  );
}
