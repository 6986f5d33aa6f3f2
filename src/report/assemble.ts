import type {
  Bilingual,
  Card,
  Driver,
  Happening,
  Inside,
  OpenItem,
  Quote,
  ReportAction,
  ReportModel,
  ReportTheme,
  SeriesBreak,
  SeriesPoint,
  Status,
  Sureness,
  TopicRow,
  Trust,
} from './model.ts';
import { mondayOf } from './format.ts';

/** One week of a series with its judgement, which looked at nothing after that week. */
export interface JudgedWeek {
  readonly week: string;
  readonly tickets: number;
  readonly users: number;
  /** In tickets, with the 90 % predictive interval; null when the week was not judged. */
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly ratio: number | null;
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
  readonly qValue: number | null;
  readonly status: Status;
  readonly sureness: Sureness;
  readonly flagged: boolean;
  readonly partial: boolean;
  readonly weeksRaised: number;
  readonly newLevelSince: string | null;
}

/** What is known of a topic beside its counts, for the report's week. */
export interface TopicDetail {
  readonly share: number;
  readonly csat: { readonly now: number | null; readonly before: number | null; readonly rated: number };
  readonly negativeShare: number | null;
  readonly severity: number | null;
  readonly money: Card['money'];
  readonly drivers: readonly Driver[];
  readonly inside: readonly Inside[];
  readonly quotes: readonly Quote[];
  readonly happenings: readonly Happening[];
}

/** A topic's series, oldest week first, ending in the report's week. */
export interface TopicFacts {
  readonly id: string;
  readonly name: Bilingual;
  readonly owner: Bilingual;
  readonly weeks: readonly JudgedWeek[];
  /** Where the series began to count something else, oldest first. */
  readonly breaks: readonly SeriesBreak[];
  readonly detail: TopicDetail;
}

/** Everything one report is made from. */
export interface ReportFacts {
  readonly week: string;
  readonly timeZone: string;
  readonly team: { readonly id: string; readonly name: Bilingual };
  readonly trust: Trust;
  readonly topics: readonly TopicFacts[];
  readonly themes: readonly ReportTheme[];
  readonly actions: readonly ReportAction[];
  readonly method: ReportModel['method'];
  readonly quoteUsersAtLeast: number;
  readonly weeksShown: number;
  readonly versions: ReportModel['versions'];
}

const MOST_CARDS = 5;
/** A complaint that was raised stays open for so many weeks after its last flag. */
const OPEN_WEEKS = 4;
/** A complaint that is back inside its interval is told of for so many weeks. */
const NORMAL_WEEKS = 1;
const RISEN: ReadonlySet<Status> = new Set(['surging', 'rising', 'new', 'back']);
const DAY = 86_400_000;

/** The Sunday (ISO date) of an ISO week. */
export function sundayOf(week: string): string {
  return new Date(Date.parse(`${mondayOf(week)}T00:00:00Z`) + 6 * DAY).toISOString().slice(0, 10);
}

function pointOf(week: JudgedWeek): SeriesPoint {
  const { tickets, expected, low, high, flagged, partial } = week;
  return { week: week.week, tickets, expected, low, high, flagged, partial };
}

function shown(weeks: readonly JudgedWeek[], count: number): SeriesPoint[] {
  return weeks.slice(-count).map(pointOf);
}

/** Breaks between weeks that are shown. */
function shownBreaks({ weeks, breaks }: TopicFacts, count: number): SeriesBreak[] {
  const first = weeks.slice(-count)[0]?.week ?? '';
  return breaks.filter(({ week }) => week > first);
}

/** What orders the cards: expected excess tickets, safety complaints counting threefold. */
function weight(topic: TopicFacts): number {
  const last = topic.weeks.at(-1)!;
  return (last.tickets - (last.expected ?? 0)) * (topic.id.startsWith('safety.') ? 3 : 1);
}

function isRaised(topic: TopicFacts): boolean {
  const last = topic.weeks.at(-1)!;
  return last.flagged && RISEN.has(last.status) && last.expected !== null;
}

function cardOf(topic: TopicFacts, facts: ReportFacts): Card {
  const last = topic.weeks.at(-1)!;
  const { tickets, users, status, qValue, sureness, weeksRaised, newLevelSince } = last;
  const { drivers, inside, quotes, happenings, money, ...detail } = topic.detail;
  return {
    kind: 'topic',
    id: topic.id,
    name: topic.name,
    owner: topic.owner,
    status,
    tickets,
    users,
    share: detail.share,
    expected: last.expected ?? 0,
    low: last.low ?? 0,
    high: last.high ?? 0,
    ratio: last.ratio ?? 1,
    ratioLow: last.ratioLow ?? 0,
    ratioHigh: last.ratioHigh ?? 0,
    qValue,
    sureness,
    weeksRaised,
    newLevelSince,
    series: shown(topic.weeks, facts.weeksShown),
    breaks: shownBreaks(topic, facts.weeksShown),
    happenings: [...happenings],
    drivers: [...drivers],
    inside: [...inside],
    quotes: [...quotes],
    csat: detail.csat,
    negativeShare: detail.negativeShare,
    severity: detail.severity,
    money,
  };
}

function openState(tickets: number, expected: number, high: number, stayed: boolean): OpenItem['state'] {
  if (stayed) return 'new-level';
  if (tickets > high) return 'still-high';
  return tickets > expected * 1.15 ? 'recovering' : 'back-to-normal';
}

function openItemOf(topic: TopicFacts): OpenItem | undefined {
  const weeks = topic.weeks;
  const last = weeks.at(-1)!;
  if (isRaised(topic) || last.expected === null || last.high === null) return undefined;
  const lastFlag = weeks.findLastIndex((w) => w.flagged && RISEN.has(w.status));
  const since = weeks.length - 1 - lastFlag;
  const normal = last.tickets <= last.high;
  if (lastFlag < 0 || since > (normal && last.tickets <= last.expected * 1.15 ? NORMAL_WEEKS : OPEN_WEEKS))
    return undefined;
  let first = lastFlag;
  while (first > 0 && weeks[first - 1]!.flagged && RISEN.has(weeks[first - 1]!.status)) first--;
  const peak = weeks.slice(first).reduce((a, b) => (b.tickets > a.tickets ? b : a));
  const stayed = last.newLevelSince !== null && weeks.findIndex(({ week }) => week === last.newLevelSince) >= first - 1;
  return {
    kind: 'topic',
    id: topic.id,
    name: topic.name,
    owner: topic.owner,
    sinceWeek: stayed ? last.newLevelSince : weeks[first]!.week,
    peakWeek: peak.week,
    peakTickets: peak.tickets,
    tickets: last.tickets,
    expected: last.expected,
    state: openState(last.tickets, last.expected, last.high, stayed),
  };
}

function rowOf(topic: TopicFacts, facts: ReportFacts): TopicRow {
  const { tickets, users, status, sureness, expected, low, high, ratio } = topic.weeks.at(-1)!;
  return {
    id: topic.id,
    name: topic.name,
    owner: topic.owner,
    status,
    sureness,
    tickets,
    users,
    expected,
    low,
    high,
    ratio,
    csat: topic.detail.csat.now,
    series: shown(topic.weeks, facts.weeksShown),
    breaks: shownBreaks(topic, facts.weeksShown),
  };
}

/**
 * The report of one team as a model: at most five cards of what rose, ordered by excess tickets (safety threefold);
 * what is still open; the table of all its topics, most tickets first. An incomplete week raises nothing.
 */
export function assembleReport(facts: ReportFacts): ReportModel {
  const raised = facts.trust.complete ? facts.topics.filter(isRaised).toSorted((a, b) => weight(b) - weight(a)) : [];
  const open = facts.topics.flatMap((topic) => openItemOf(topic) ?? []);
  const tickets = (topic: TopicFacts): number => topic.weeks.at(-1)!.tickets;
  return {
    schema: 'groundswell.report/1',
    week: facts.week,
    from: mondayOf(facts.week),
    to: sundayOf(facts.week),
    timeZone: facts.timeZone,
    team: { ...facts.team },
    trust: facts.trust,
    cards: raised.slice(0, MOST_CARDS).map((topic) => cardOf(topic, facts)),
    moreFlagged: Math.max(0, raised.length - MOST_CARDS),
    open,
    actions: [...facts.actions],
    topics: facts.topics.toSorted((a, b) => tickets(b) - tickets(a)).map((topic) => rowOf(topic, facts)),
    themes: [...facts.themes],
    method: facts.method,
    quoteUsersAtLeast: facts.quoteUsersAtLeast,
    versions: facts.versions,
  };
}
