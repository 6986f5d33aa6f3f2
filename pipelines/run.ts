import { Cron } from 'croner';
import { startProgress, type ProgressState } from '../src/progress.ts';
import { weekOf } from '../src/report/format.ts';
import type { Source } from '../src/sources/source.ts';
import { textPool, type IngestSetting } from './ingest.ts';
import { startMonitor, warehouseBytes, writeOwnerStatus, type OwnerStatus } from './monitor.ts';
import { openToldSink, type ToldSink } from './outbox.ts';
import { readStatus } from './status.ts';
import { weekly } from './weekly.ts';
import { lastCompleteWeek } from './weekly/week.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the owner does beside following: the weekly batch when it is due, snapshots between. */
class Housekeeping {
  readonly #setting: IngestSetting;
  readonly #cron: Cron;
  #lastSnapshot: number;
  #snapshotAt: number | null = null;
  #busy = false;
  #state: ProgressState = { done: 0 };
  /** What was last said of the owner. */
  status: OwnerStatus | undefined;

  constructor(setting: IngestSetting) {
    this.#setting = setting;
    const { weekly: pattern, timeZone } = setting.config.schedule;
    this.#cron = new Cron(pattern, { timezone: timeZone, paused: true });
    this.#lastSnapshot = setting.now();
  }

  /** Notes how far the source is. */
  progress(state: ProgressState): void {
    this.#state = state;
  }

  /** Reads the warehouse's state and leaves it where others find it. */
  async speak(): Promise<void> {
    const { warehouse, config, now } = this.#setting;
    const { lag = null, done } = this.#state;
    const owner = {
      at: now(),
      pid: process.pid,
      lag,
      done,
      snapshotAt: this.#snapshotAt,
      warehouseBytes: warehouseBytes(config.dataDir),
    };
    this.status = { ...(await readStatus(warehouse)), owner };
    writeOwnerStatus(config.dataDir, this.status);
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
      const since = now() - this.#lastSnapshot;
      const due = this.#lastDue() !== undefined && (since >= interval || since < 0);
      const touched = due ? await warehouse.refresh() : [];
      const week = await this.#dueWeek();
      if (week !== undefined) {
        const { changed, index } = await weekly({ config, warehouse, progress, log, now }, week);
        log(`Weekly reports of ${week}: ${changed} published, ${index}`);
        this.#snapshotAt = now();
      } else if (due) {
        await warehouse.snapshot(touched);
        this.#lastSnapshot = now();
        this.#snapshotAt = now();
      }
    } finally {
      this.#busy = false;
    }
  }
}

/** Follows a source until the signal aborts, runs the weekly batch on its schedule and publishes snapshots. */
export async function runOwner(source: Source, setting: IngestSetting, signal: AbortSignal): Promise<void> {
  const { warehouse, config, log, now } = setting;
  const pool = await textPool(config, warehouse, log);
  const keeping = new Housekeeping(setting);
  const progress = startProgress(source.label, setting.sink);
  const fail = Promise.withResolvers<never>();
  const tick = (): void => {
    for (const work of [keeping.tick(), keeping.speak()]) work.catch((error: unknown) => fail.reject(error));
  };
  const follow = (state: ProgressState): void => {
    keeping.progress(state);
    progress.update(state);
  };
  const timer = setInterval(tick, MINUTE);
  const monitor = config.monitor.port === 0 ? undefined : await startMonitor(config, () => keeping.status, now);
  let told: ToldSink | undefined;
  try {
    told = await openToldSink({ warehouse, pool, now }, config, log);
    const { sink } = told;
    await warehouse.refresh();
    tick();
    await Promise.race([source.run(sink, signal, follow), fail.promise]);
    await sink.drain();
    await warehouse.refresh();
    await keeping.speak();
    progress.end(
      `${sink.totals.tickets.toLocaleString('en')} tickets, ${sink.totals.rejects.toLocaleString('en')} rejected`,
    );
  } finally {
    clearInterval(timer);
    monitor?.close();
    await told?.close();
    await pool.close();
  }
}
