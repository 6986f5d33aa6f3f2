import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/log.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import { mondayOf } from '../src/report/format.ts';
import { openFiles } from '../src/sources/files.ts';
import { checkStories, falseAlarms, type FalseAlarm, type StoryOutcome } from './demo/outcome.ts';
import { indexTexts, simulateWeek, type DemoText } from './demo/simulate.ts';
import { WEEKS } from './demo/stories.ts';
import { ingestWith, textPool, withWarehouse } from './ingest.ts';
import { loadTaxonomy, taxonomyDir } from './knowledge.ts';
import { weekly, type WeeklySummary } from './weekly.ts';

/** What the demo works with. */
export interface DemoSetting {
  readonly config: Config;
  readonly progress: ProgressSink;
  readonly log: Log;
  readonly seed: number;
}

/** What the demo came to. */
export interface DemoSummary {
  readonly tickets: number;
  readonly rejects: number;
  readonly outcomes: readonly StoryOutcome[];
  readonly falseAlarms: readonly FalseAlarm[];
  readonly index: string;
  readonly report: string;
}

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const HERE = join(import.meta.dirname, 'demo');

/** The sentences of simulated users. */
export function demoTexts(folder = join(HERE, 'texts')): DemoText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .toSorted()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as DemoText),
    );
}

const RUBBISH = ['not json at all', '{"ticket_id":"D-broken"', '{"ticket_id":"D-no-times","user_id":"u"}'];

/** Writes a file of events a week, as a desk would drop them; a few lines are broken, a few tickets of the week before the last come late. */
function writeInbox(setting: DemoSetting, inbox: string): string[] {
  const texts = indexTexts(demoTexts());
  const topics = loadTaxonomy(taxonomyDir(setting.config)).topics.map(({ id }) => id);
  const progress = startProgress('simulating', setting.progress);
  let late: string[] = [];
  let count = 0;
  const files = WEEKS.map((week, w) => {
    const lines = late;
    late = [];
    const events = simulateWeek(texts, topics, week, setting.seed + w);
    events.forEach(({ event }, i) =>
      (i % 170 === 83 && w === WEEKS.length - 2 ? late : lines).push(JSON.stringify(event)),
    );
    if (w % 3 === 1) lines.push(...RUBBISH);
    count += events.length;
    const file = join(inbox, `${week}.ndjson`);
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    progress.update({ done: w + 1, total: WEEKS.length });
    return file;
  });
  progress.end(`${count.toLocaleString('en')} closed tickets of ${WEEKS.length} weeks`);
  return files;
}

/**
 * All of it on simulated tickets, offline: twelve weekly files go through the same source, redaction and warehouse as
 * real ones, each on its Sunday and followed by the week's batch on Monday morning, and what was planted is compared with what the reports say.
 */
export async function demo(setting: DemoSetting): Promise<DemoSummary> {
  const { config, progress, log } = setting;
  rmSync(config.dataDir, { recursive: true, force: true });
  const inbox = join(config.dataDir, 'inbox');
  mkdirSync(inbox, { recursive: true, mode: 0o700 });
  const files = writeInbox(setting, inbox);
  return withWarehouse(config, 'demo', async (warehouse) => {
    const runs: WeeklySummary[] = [];
    let [tickets, rejects] = [0, 0];
    const pool = await textPool(config, warehouse, log);
    try {
      for (const [w, week] of WEEKS.entries()) {
        const nextMonday = Date.parse(mondayOf(week)) + WEEK;
        const file = openFiles([files[w]!], { maxMessageBytes: config.maxMessageBytes, log });
        const taking = { config, warehouse, sink: progress, log, now: () => nextMonday - HOUR };
        const taken = await ingestWith(pool, file, taking, new AbortController().signal);
        tickets += taken.tickets;
        rejects += taken.rejects;
        const batch = { config, warehouse, progress, log, now: () => nextMonday + 6 * HOUR, eventsDir: HERE };
        runs.push(await weekly(batch, week));
      }
    } finally {
      await pool.close();
    }
    const last = runs.at(-1)!;
    const everybody = runs.map(({ reports }) => reports[0]!);
    return {
      tickets,
      rejects,
      outcomes: checkStories(everybody),
      falseAlarms: falseAlarms(everybody),
      index: last.index,
      report: join(last.folder, 'all.en.html'),
    };
  });
}
