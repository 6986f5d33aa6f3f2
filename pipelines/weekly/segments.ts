import { mondayOf } from '../../src/report/format.ts';
import { judgeFamilies } from '../../src/trends/families.ts';
import { judgeSeries, type Judgement } from '../../src/trends/judge.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { WeekData } from './data.ts';
import { judgedWeek, rowOf, seriesSet, type CountedSeries, type WeekCount, type WeekJudgement } from './judge.ts';

/** What judging the segments of a week came to. */
export interface SegmentJudgement {
  /** Rows for trend_tests: the run's week of every segment that has an expectation. */
  readonly rows: readonly Record<string, unknown>[];
  /** Topics that moved, whose segments were tested; the tests; and those that stand out. */
  readonly topics: number;
  readonly tests: number;
  readonly flags: number;
}

interface Segment extends CountedSeries {
  readonly topic: string;
  readonly dimension: string;
  readonly value: string;
}

function segmentOf(row: Row): Segment {
  const [topic, dimension, value] = [row['topic'], row['dimension'], row['value']] as [string, string, string];
  const [weeks, tickets, users] = [row['weeks'], row['tickets'], row['users']] as [string[], number[], number[]];
  const counts = weeks.map((week, i): [string, WeekCount] => [week, { tickets: tickets[i]!, users: users[i]! }]);
  return { id: `${topic} ${dimension}=${value}`, topic, dimension, value, weeks: new Map(counts) };
}

/** A segment in the run's week: what the model says of it, and what the tests made of that. */
interface Judged {
  readonly segment: Segment;
  readonly judgement: Judgement;
}

const isTestable = ({ judgement: { pValue, sureness } }: Judged): boolean =>
  pValue !== null && sureness !== 'too-few' && sureness !== 'too-young';

/** The direction in which a topic was flagged: its segments are tested in the same. */
function risesOf(topics: WeekJudgement): ReadonlyMap<string, boolean> {
  const last = [...topics.series].map(([id, weeks]) => [id, weeks.at(-1)] as const);
  return new Map(last.flatMap(([id, week]) => (week?.flagged === true ? [[id, week.status !== 'falling']] : [])));
}

function verdictRow(
  row: Record<string, unknown>,
  q: number | null,
  flagged: boolean,
  rises: boolean,
): Record<string, unknown> {
  const risen = (row['ratio'] as number) >= 2 ? 'surging' : 'rising';
  const sureness = row['sureness'] === 'likely-real' ? 'watch' : row['sureness'];
  return {
    ...row,
    q_value: q,
    flagged,
    status: !flagged ? 'steady' : rises ? risen : 'falling',
    sureness: flagged ? 'likely-real' : sureness,
    one_in: flagged ? Math.max(2, Math.round(1 / Math.max(1e-4, q ?? 1))) : null,
    weeks_raised: 0,
  };
}

/**
 * Judges the segments of all topics in the run's week by the model of the topics: what was expected and its interval for
 * all of them; a test only inside topics that were flagged themselves, in the topic's direction (`judgeFamilies`), so that
 * the flags of the topics, and the number of them that are false, stay what they are.
 */
export async function judgeSegments(
  warehouse: Warehouse,
  data: WeekData,
  topics: WeekJudgement,
  falseDiscoveryRate: number,
): Promise<SegmentJudgement> {
  const { axis } = data;
  const at = axis.length - 1;
  const segments = (await warehouse.rows('report/segment-series', { week: mondayOf(data.week) })).map(segmentOf);
  const partial = data.partial.map((missing, i) => (missing === 1 || topics.outages[i] === 1 ? 1 : 0));
  const levels = (topic: string): number[] => (topics.breaks.get(topic) ?? []).flatMap((one) => (one.level ? [one.at] : [])); // prettier-ignore
  const set = {
    ...seriesSet(segments, { ...data, partial }, ({ topic }) => topic),
    breaks: segments.map(({ topic }) => levels(topic)),
  };
  const judged = judgeSeries(set, { falseDiscoveryRate })
    .map((weeks, s): Judged => ({ segment: segments[s]!, judgement: weeks[at]! }))
    .filter(({ judgement }) => judgement.expected !== null);
  const rises = risesOf(topics);
  const families = [...Map.groupBy(judged.filter(isTestable), ({ segment }) => segment.topic)].filter(([id]) =>
    rises.has(id),
  );
  const pValues = families.map(([id, own]) =>
    own.map(({ judgement: { pValue } }) => (rises.get(id)! ? pValue! : 1 - pValue!)),
  );
  const verdicts = judgeFamilies(pValues, topics.tests, falseDiscoveryRate);
  const tested = new Map(
    families.flatMap(([, own], f) =>
      own.map(({ segment }, k) => {
        const { qValues, flagged, level } = verdicts[f]!;
        return [segment.id, { q: qValues[k]!, flagged: flagged[k]!, family: own.length, level }];
      }),
    ),
  );
  const rows = judged.map(({ segment, judgement }) => {
    const { topic, dimension, value } = segment;
    const own = tested.get(segment.id);
    const about = { topic, dimension, value, ...(own === undefined ? {} : { family: own.family, level: own.level }) };
    const row = rowOf(segment, axis[at]!, judgement, judgedWeek(segment, axis, at, judgement), axis, about);
    return verdictRow(row, own?.q ?? null, own?.flagged ?? false, rises.get(topic) ?? true);
  });
  const flags = [...tested.values()].filter(({ flagged }) => flagged).length;
  return { rows, topics: families.length, tests: tested.size, flags };
}
