import type { Config } from '../src/config.ts';
import { startProgress, type ProgressSink } from '../src/progress.ts';
import { mondayOf, weekOf } from '../src/report/format.ts';
import type { Taxonomy } from '../src/tagging/taxonomy.ts';
import type { Tagger, Tagging } from '../src/tagging/tagging.ts';
import { EVIDENCE_SEPARATOR } from '../src/warehouse/pack.ts';
import type { Row } from '../src/warehouse/rows.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';
import { loadTagger, loadTaxonomy, taxonomyDir } from './knowledge.ts';
import { readWeek, topicSeries } from './weekly/data.ts';
import { judgeWeeks, type CountedSeries } from './weekly/judge.ts';
import { syncTaxonomy } from './weekly/taxonomy.ts';

/** What a retagging works with. */
export interface RetagSetting {
  readonly config: Config;
  readonly warehouse: Warehouse;
  readonly progress: ProgressSink;
}

/** A ticket whose topics change: enough to see why. */
export interface ChangedTicket {
  readonly ticketId: string;
  readonly language: string;
  /** Redacted, cut short. */
  readonly text: string;
}

/** What a new version of the tagger changes for one topic. */
export interface TopicChange {
  readonly topic: string;
  readonly gained: number;
  readonly lost: number;
  readonly examplesGained: readonly ChangedTicket[];
  readonly examplesLost: readonly ChangedTicket[];
}

/** What a retagging did, or would do. */
export interface RetagSummary {
  readonly version: string;
  /** Tickets that another version had tagged. */
  readonly tickets: number;
  /** Of these, tickets whose topics change. */
  readonly changed: number;
  readonly weeks: readonly string[];
  readonly topics: readonly TopicChange[];
  /** Topics that the newest week's report would flag, by the counts before and after. */
  readonly flags: {
    readonly week: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  } | null;
}

const EXAMPLES = 10;
const SHOWN_CHARACTERS = 160;

class Changes {
  readonly #topics = new Map<string, { gained: ChangedTicket[]; lost: ChangedTicket[]; counts: [number, number] }>();
  changed = 0;

  #of(topic: string) {
    let entry = this.#topics.get(topic);
    if (entry === undefined) this.#topics.set(topic, (entry = { gained: [], lost: [], counts: [0, 0] }));
    return entry;
  }

  note(row: Row, before: readonly string[], after: readonly string[]): void {
    const gained = after.filter((topic) => !before.includes(topic));
    const lost = before.filter((topic) => !after.includes(topic));
    if (gained.length + lost.length > 0) this.changed++;
    const ticket: ChangedTicket = {
      ticketId: row['ticket_id'] as string,
      language: row['language'] as string,
      text: ((row['complaint_text'] as string | null) ?? '').slice(0, SHOWN_CHARACTERS),
    };
    for (const topic of gained) {
      const entry = this.#of(topic);
      if (entry.counts[0]++ < EXAMPLES) entry.gained.push(ticket);
    }
    for (const topic of lost) {
      const entry = this.#of(topic);
      if (entry.counts[1]++ < EXAMPLES) entry.lost.push(ticket);
    }
  }

  /** The topics that change most come first. */
  list(): TopicChange[] {
    return [...this.#topics]
      .map(([topic, { gained, lost, counts }]) => ({
        topic,
        gained: counts[0],
        lost: counts[1],
        examplesGained: gained,
        examplesLost: lost,
      }))
      .toSorted((a, b) => b.gained + b.lost - (a.gained + a.lost) || (a.topic < b.topic ? -1 : 1));
  }
}

const place = (row: Row) => ({ ticket_id: row['ticket_id'], stream: row['stream'], position: row['position'] });

async function store(
  warehouse: Warehouse,
  version: string,
  tagged: readonly (readonly [Row, Tagging])[],
): Promise<string[]> {
  const tickets = tagged.map(([row, { sentiment, severity, concepts }]) => ({
    ...place(row),
    sentiment,
    severity,
    concepts,
  }));
  const topics = tagged.flatMap(([row, tagging]) =>
    tagging.topics.map(({ topic, confidence, source, evidence }) => ({
      ...place(row),
      topic,
      confidence,
      source,
      evidence: evidence.join(EVIDENCE_SEPARATOR),
    })),
  );
  return warehouse.rewrite([
    { name: 'retag/stage', parameters: { rows: JSON.stringify(tickets) } },
    { name: 'retag/stage-topics', parameters: { rows: JSON.stringify(topics) } },
    { name: 'retag/forget-topics', parameters: {} },
    { name: 'retag/write-topics', parameters: {} },
    { name: 'retag/update-closings', parameters: { version } },
    { name: 'retag/update-tickets', parameters: { version } },
    { name: 'retag/choose-tickets', parameters: {} },
    { name: 'retag/touched', parameters: {} },
    { name: 'retag/clear-topics', parameters: {} },
    { name: 'retag/rebuild-topics', parameters: {} },
  ]);
}

interface Counts {
  tickets: number;
  readonly users: Set<string>;
}

/** Topic counts of weeks as a new version of the tagger makes them, where it changes any. */
class NewCounts {
  readonly #weeks = new Map<string, Map<string, Counts>>();

  add(monday: string, topics: readonly string[], user: string): void {
    let week = this.#weeks.get(monday);
    if (week === undefined) this.#weeks.set(monday, (week = new Map()));
    for (const topic of topics) {
      let counts = week.get(topic);
      if (counts === undefined) week.set(topic, (counts = { tickets: 0, users: new Set() }));
      counts.tickets++;
      counts.users.add(user);
    }
  }

  /** Series with the weeks that were tagged anew replaced. */
  over(series: readonly CountedSeries[]): CountedSeries[] {
    return series.map((one) => {
      const weeks = new Map(one.weeks);
      for (const [monday, topics] of this.#weeks) {
        const counts = topics.get(one.id);
        weeks.set(monday, { tickets: counts?.tickets ?? 0, users: counts?.users.size ?? 0 });
      }
      return { ...one, weeks };
    });
  }
}

async function flagsOf(setting: RetagSetting, taxonomy: Taxonomy, counts: NewCounts): Promise<RetagSummary['flags']> {
  const { warehouse, config } = setting;
  const published = (await warehouse.rows('report/publications')).map((row) => row['week'] as string).toSorted();
  const week = published.at(-1);
  if (week === undefined) return null;
  const data = await readWeek(setting, week);
  const series = topicSeries(data, taxonomy);
  const flagged = (own: readonly CountedSeries[]): string[] =>
    [...judgeWeeks(own, data, config.trends).series]
      .filter(([, weeks]) => weeks.at(-1)?.flagged === true)
      .map(([id]) => id);
  return { week, before: flagged(series), after: flagged(counts.over(series)) };
}

function tagRow(tagger: Tagger, row: Row): Tagging {
  const role = row['user_role'] as 'viewer' | 'host' | 'agency' | null;
  return tagger.tag((row['complaint_text'] as string | null) ?? '', { language: row['language'] as string, role });
}

/**
 * Tags again, week by week, what another version of the tagger had tagged; reviewers' words stay. Each week is one
 * transaction, so that a run that was killed goes on with the rest. With `preview` nothing is changed.
 */
export async function retag(setting: RetagSetting, preview: boolean): Promise<RetagSummary> {
  const { warehouse, config } = setting;
  const tagger = loadTagger(taxonomyDir(config), config.tagging.threshold);
  await warehouse.refresh();
  const taxonomy = preview ? loadTaxonomy(taxonomyDir(config)) : await syncTaxonomy(warehouse, config);
  const { version } = tagger;
  const stale = await warehouse.rows('retag/weeks', { version });
  const total = stale.reduce((sum, row) => sum + (row['tickets'] as number), 0);
  const progress = startProgress(preview ? 'comparing tags' : 'tagging again', setting.progress);
  const [changes, counts] = [new Changes(), new NewCounts()];
  let done = 0;
  for (const { week } of stale) {
    const rows = await warehouse.rows('retag/tickets', { week: week as string, version });
    const tagged = rows.map((row) => [row, tagRow(tagger, row)] as const);
    for (const [row, tagging] of tagged) {
      const after = tagging.topics.map(({ topic }) => topic);
      changes.note(row, (row['topics'] as string[] | null) ?? [], after);
      counts.add(week as string, after, row['user_key'] as string);
    }
    if (!preview) await store(warehouse, version, tagged);
    done += rows.length;
    progress.update({ done, total });
  }
  progress.end(`${total.toLocaleString('en')} tickets, ${changes.changed.toLocaleString('en')} of them change`);
  return {
    version,
    tickets: total,
    changed: changes.changed,
    weeks: stale.map(({ week }) => weekOf(week as string)),
    topics: changes.list(),
    flags: preview && total > 0 ? await flagsOf(setting, taxonomy, counts) : null,
  };
}

/** What a retagging changes, for people. */
export function retagLines(
  { version, tickets, changed, weeks, topics, flags }: RetagSummary,
  preview: boolean,
): string[] {
  if (tickets === 0) return [`Every ticket is tagged by ${version} already.`];
  const span = `${weeks[0]} to ${weeks.at(-1)} (from Monday ${mondayOf(weeks[0] ?? '')})`;
  return [
    `${tickets.toLocaleString('en')} tickets of ${span} ${preview ? 'would be' : 'were'} tagged again by ${version}; the topics of ${changed.toLocaleString('en')} ${preview ? 'would change' : 'changed'}.`,
    ...topics.map(({ topic, gained, lost }) => `  ${topic.padEnd(28)} +${gained}  −${lost}`),
    ...(preview ? topics.flatMap(exampleLines) : []),
    ...(flags === null
      ? []
      : [
          `The report of ${flags.week} flags ${listed(flags.before)}; by the new tags it would flag ${listed(flags.after)}.`,
        ]),
    preview
      ? 'Nothing was changed. Run `groundswell retag` to do it.'
      : 'Run `groundswell weekly --week …` for the weeks whose reports should say so.',
  ];
}

const listed = (topics: readonly string[]): string => (topics.length === 0 ? 'nothing' : topics.join(', '));

function exampleLines({ topic, examplesGained, examplesLost }: TopicChange): string[] {
  const line =
    (sign: string) =>
    ({ ticketId, language, text }: ChangedTicket) =>
      `    ${sign} ${ticketId} [${language}] ${text.replaceAll(/\s+/g, ' ')}`;
  return ['', `  ${topic}`, ...examplesGained.map(line('+')), ...examplesLost.map(line('−'))];
}
