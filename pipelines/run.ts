import { Cron } from 'croner';
import { startProgress } from '../src/progress.ts';
import { weekOf } from '../src/report/format.ts';
import type { Source } from '../src/sources/source.ts';
import { textPool, type IngestSetting } from './ingest.ts';
import { openSink } from './sink.ts';
import { weekly } from './weekly.ts';
import { lastCompleteWeek } from './weekly/week.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the owner does beside following: the weekly batch when it is due, snapshots between. */
class Housekeeping {
  readonly #setting: IngestSetting;
  readonly #cron: Cron;
  #lastSnapshot: number;
  #busy = false;

  constructor(setting: IngestSetting) {
    this.#setting = setting;
    const { weekly: pattern, timeZone } = setting.config.schedule;
    this.#cron = new Cron(pattern, { timezone: timeZone, paused: true });
    this.#lastSnapshot = setting.now();
  }

  /** The last moment at which the weekly batch was due; undefined when the schedule has none within the last month. */
  #lastDue(): number | undefined {
    const now = this.#setting.now();
    let due: number | undefined;
    for (
      let next = this.#cron.nextRun(new Date(now - 32 * DAY));
      next !== null && next.getTime() <= now;
      next = this.#cron.nextRun(next)
    )
      due = next.getTime();
    return due;
  }

  /** The week whose batch is due and has not been done; a missed one is made up once. */
  async #dueWeek(): Promise<string | undefined> {
    const { warehouse, config } = this.#setting;
    const due = this.#lastDue();
    if (due === undefined) return undefined;
    const week = lastCompleteWeek(config.timeZone, due);
    const published = await warehouse.rows('report/publications');
    if (published.some((row) => row['week'] === week)) return undefined;
    const weeks = await warehouse.rows('report/weeks', { week: '9999-01-01' });
    return weeks.some((row) => weekOf(row['week'] as string) === week) ? week : undefined;
  }

  /** Called every minute; never runs twice at once. */
  async tick(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const { warehouse, config, log, progress, now } = { progress: this.#setting.sink, ...this.#setting };
    try {
      const interval = config.schedule.snapshotMinutes * MINUTE;
      const due = this.#lastDue() !== undefined && now() - this.#lastSnapshot >= interval;
      const touched = due ? await warehouse.refresh() : [];
      const week = await this.#dueWeek();
      if (week !== undefined) {
        const { changed, index } = await weekly({ config, warehouse, progress, log, now }, week);
        log(`Weekly reports of ${week}: ${changed} published, ${index}`);
      } else if (due) {
        await warehouse.snapshot(touched);
        this.#lastSnapshot = now();
      }
    } finally {
      this.#busy = false;
    }
  }
}

/** Follows a source until the signal aborts, runs the weekly batch on its schedule and publishes snapshots. */
export async function runOwner(source: Source, setting: IngestSetting, signal: AbortSignal): Promise<void> {
  const { warehouse, config, log, now } = setting;
  const pool = await textPool(config, log);
  const keeping = new Housekeeping(setting);
  const progress = startProgress(source.label, setting.sink);
  const fail = Promise.withResolvers<never>();
  const tick = (): void => {
    keeping.tick().catch((error: unknown) => fail.reject(error));
  };
  const timer = setInterval(tick, MINUTE);
  try {
    const sink = await openSink({ warehouse, pool, now });
    await warehouse.refresh();
    tick();
    await Promise.race([source.run(sink, signal, (state) => progress.update(state)), fail.promise]);
    await sink.drain();
    await warehouse.refresh();
    progress.end(
      `${sink.totals.tickets.toLocaleString('en')} tickets, ${sink.totals.rejects.toLocaleString('en')} rejected`,
    );
  } finally {
    clearInterval(timer);
    await pool.close();
  }
}
