import type {
  Driver,
  OpenItem,
  ReportAction,
  ReportLanguage,
  ReportModel,
  SeriesBreak,
  Status,
  Sureness,
} from '../model.ts';
import type { Formats } from '../format.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** What a headline is said of. */
export interface HeadlineFacts {
  readonly name: string;
  readonly status: Status;
  readonly ratio: number;
  readonly where: string | null;
  readonly more: number;
}

/** Counts that a sentence about being expected needs. */
export interface SeenExpected {
  readonly tickets: number;
  readonly users: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly ratio: number;
  readonly status: Status;
}

/** Every phrase of a report in one language; each says under which condition it is used. */
export interface Words {
  readonly language: ReportLanguage;
  readonly htmlLang: string;
  readonly labels: Readonly<Record<LabelKey, string>>;
  /** No card and a complete week. */
  nothingToDo(): string;
  /** The week has fewer than seven days of data. */
  incompleteWeek(days: number): string;
  /** Too little history to judge anything. */
  tooYoung(weeks: number): string;
  /** At least one card. */
  headline(facts: HeadlineFacts, f: Formats): string;
  status(status: Status): string;
  /** Seen against expected. */
  seen(s: SeenExpected, f: Formats): string;
  sureness(s: Sureness, f: Formats): string;
  weeksRaised(weeks: number): string;
  newLevel(week: string): string;
  /** The series counts something else from a date on. */
  seriesBreak(kind: SeriesBreak['kind'], of: string, since: string): string;
  dimension(id: string): string;
  /** Where a change is concentrated. */
  driver(d: Driver, where: string, status: Status, f: Formats): string;
  noDriver(): string;
  /** A theme inside a topic: its share of the topic's tickets, and the week before (null: not divided then). */
  inside(
    theme: {
      readonly title: string;
      readonly gloss: string;
      readonly tickets: number;
      readonly of: number;
      readonly before: number | null;
      readonly estimated: boolean;
      readonly isNew: boolean;
    },
    f: Formats,
  ): string;
  coincides(what: string, date: string): string;
  csat(now: number, before: number | null, rated: number, f: Formats): string;
  negative(share: number, f: Formats): string;
  cost(cost: string | null, refund: string | null): string;
  quoteFrom(language: string, country: string | null, role: string | null): string;
  quotesWithheld(k: number): string;
  advice(kind: AdviceKind, where: string, owner: string): string;
  open(item: OpenItem, f: Formats, week: string): string;
  action(a: ReportAction, f: Formats): string;
  tickets(n: number, f: Formats): string;
  trustLine(model: ReportModel, f: Formats): readonly string[];
  themeLine(tickets: number, users: number, languages: string, since: string | null, f: Formats): string;
  nearest(
    name: string,
    why: { readonly kind: 'lacks' | 'against'; readonly concepts: string; readonly share: number } | null,
    f: Formats,
  ): string;
  noNearest(): string;
  lineage(kind: 'split' | 'merge', label: string, tickets: number): string;
  moreFlagged(n: number): string;
  chartAlt(name: string, s: SeenExpected, weeks: number, f: Formats): string;
}

/** What to do depends on where the change is concentrated. */
export type AdviceKind =
  'app_version' | 'payment' | 'vendor' | 'place' | 'technical' | 'safety' | 'none' | 'falling' | 'theme';

/** Fixed headings and labels. */
export type LabelKey =
  | 'weekly'
  | 'allTeams'
  | 'trust'
  | 'whatChanged'
  | 'stillOpen'
  | 'actions'
  | 'topics'
  | 'themes'
  | 'method'
  | 'inside'
  | 'forWhom'
  | 'howSure'
  | 'impact'
  | 'doNext'
  | 'owner'
  | 'quotes'
  | 'topic'
  | 'status'
  | 'ticketsColumn'
  | 'usersColumn'
  | 'expectedColumn'
  | 'csatColumn'
  | 'trendColumn'
  | 'keywords'
  | 'figure'
  | 'relation'
  | 'query'
  | 'legendSeen'
  | 'legendExpected'
  | 'legendFlag'
  | 'legendEvent'
  | 'legendBreak'
  | 'versions'
  | 'languageColumn'
  | 'qualityColumn'
  | 'qualityNote'
  | 'qualityUnknown'
  | 'index'
  | 'report'
  | 'otherLanguage'
  | 'methodText'
  | 'stepDone'
  | 'noThemes'
  | 'since'
  | 'team'
  | 'week';

const WORDS: Readonly<Record<ReportLanguage, Words>> = { en, zh };

/** The words of a report language. */
export function wordsFor(language: ReportLanguage): Words {
  return WORDS[language];
}
