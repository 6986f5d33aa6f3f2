import type { Config } from '../../src/config.ts';
import type { ReportFacts, TopicFacts } from '../../src/report/assemble.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { ReportModel, ReportTheme, Trust } from '../../src/report/model.ts';
import type { Taxonomy, Topic } from '../../src/tagging/taxonomy.ts';
import type { Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { ReportContext } from '../context.ts';
import { judgeActions, type JudgedAction } from './actions.ts';
import { chooseQuotes, detailOf, driversOf, happeningsFor } from './detail.ts';
import { ownerName, type WeekData } from './data.ts';
import { themesInside } from './inside.ts';
import type { WeekJudgement } from './judge.ts';
import type { ThemeNames } from './theme-names.ts';
import type { SegmentJudgement } from './segments.ts';

const METHOD: ReportModel['method'] = [
  {
    figure: 'tickets, users, expected, ratio, q',
    relation: 'weekly_topics',
    sql: `select * from weekly_topics where week = date '{monday}' order by tickets desc`,
  },
  {
    figure: 'judgement',
    relation: 'trend_tests',
    sql: `select * from trend_tests where run_week = date '{monday}' and series = 'gifting.not-delivered' order by week`,
  },
  {
    figure: 'segments',
    relation: 'weekly_segments',
    sql: `select * from weekly_segments where week = date '{monday}' and topic = 'gifting.not-delivered' order by contribution desc`,
  },
  {
    figure: 'segments tested',
    relation: 'trend_tests',
    sql: `select series, observed_users, expected_users, p_value, q_value, flagged, inputs from trend_tests where run_week = date '{monday}' and kind = 'segment' and q_value is not null order by q_value`,
  },
  {
    figure: 'tickets → words',
    relation: 'ticket_topics',
    sql: `select t.ticket_id, g.confidence, g.source, g.evidence, t.complaint_text from ticket_topics g join tickets t using (ticket_id) where g.closed_week = date '{monday}' and g.topic = 'gifting.not-delivered' order by g.confidence desc`,
  },
  {
    figure: 'CSAT, cost, refunds',
    relation: 'weekly_money',
    sql: `select * from weekly_money where week = date '{monday}'`,
  },
  {
    figure: 'themes',
    relation: 'themes',
    sql: `select th.theme_id, th.label, th.status, count(*) as tickets from ticket_themes m join themes th using (theme_id) where m.week = date '{monday}' group by all order by tickets desc`,
  },
];

/** The queries behind the figures, for one week. */
export function methodOf(monday: string): ReportModel['method'] {
  return METHOD.map((entry) => ({ ...entry, sql: entry.sql.replaceAll('{monday}', monday) }));
}

async function topicFacts(
  warehouse: Warehouse,
  topic: Topic,
  judged: WeekJudgement,
  data: WeekData,
  { config, context, themeNames }: FactInputs,
  money: readonly Row[],
): Promise<TopicFacts> {
  const { quoteUsers } = config.report;
  const monday = mondayOf(data.week);
  const weeks = judged.series.get(topic.id) ?? [];
  const breaks = (judged.breaks.get(topic.id) ?? []).map(({ said }) => said);
  const last = weeks.at(-1)!;
  const drivers = last.flagged ? await driversOf(warehouse, topic.id, monday, last, data.exposure) : [];
  const rows = last.flagged ? await warehouse.rows('report/quotes', { topic: topic.id, week: monday }) : [];
  return {
    id: topic.id,
    name: { en: topic.en, zh: topic.zh },
    owner: ownerName(context.teams, topic.owner),
    weeks,
    breaks,
    detail: detailOf(
      data.topicWeeks.get(topic.id) ?? [],
      monday,
      money.filter((m) => m['topic'] === topic.id),
      {
        drivers,
        inside:
          last.flagged && config.themes.enabled
            ? await themesInside(warehouse, topic.id, monday, themeNames, quoteUsers)
            : [],
        quotes: chooseQuotes(rows, last.users, quoteUsers, drivers),
        happenings: happeningsFor(context.happenings, topic.id, drivers),
      },
    ),
  };
}

/** The topics' judgement, with that of their segments. */
export interface FullJudgement extends WeekJudgement {
  readonly segments: SegmentJudgement;
}

async function trustOf(
  warehouse: Warehouse,
  data: WeekData,
  judged: FullJudgement,
  config: Config,
  quality: ReadonlyMap<string, number | null>,
): Promise<Trust> {
  const monday = mondayOf(data.week);
  const now = data.totals.at(-1)!;
  const [rejects] = await warehouse.rows('report/rejects', { week: monday });
  const languages = await warehouse.rows('report/languages', { week: monday });
  const told = await warehouse.rows('report/told', { week: monday });
  const [clustered] = await warehouse.rows('report/unclustered', { week: monday });
  return {
    complete: data.partial.at(-1) === 0 && judged.outages.at(-1) === 0,
    daysSeen: judged.outages.at(-1) === 1 ? 0 : data.fullDays.at(-1)!,
    perActiveUser: data.exposure !== null,
    tickets: now['tickets'] as number,
    users: now['users'] as number,
    tagged: now['tagged'] as number,
    rejected: (rejects?.['rejected'] as number | undefined) ?? 0,
    late: now['late'] as number,
    unclusteredShare:
      clustered === undefined || clustered['tickets'] === 0 || !config.themes.enabled
        ? null
        : 1 - (clustered['clustered'] as number) / (clustered['tickets'] as number),
    weeksOfHistory: data.axis.length - 1,
    tests: judged.tests,
    flags: judged.flags,
    expectedFalse: judged.expectedFalse,
    budget: config.trends.budget,
    segments: { topics: judged.segments.topics, tests: judged.segments.tests, flags: judged.segments.flags },
    gaps: data.axis
      .slice(0, -1)
      .filter((_, i) => data.partial[i] === 1 || judged.outages[i] === 1)
      .slice(-8)
      .map(weekOf),
    restated: told.map((row) => ({
      week: weekOf(row['week'] as string),
      before: row['before'] as number,
      after: row['after'] as number,
    })),
    languages: languages.map((row) => ({
      language: row['language'] as string,
      tickets: row['tickets'] as number,
      f1: quality.get(row['language'] as string) ?? null,
    })),
  };
}

/** What the reports of one week share. */
export interface WeekFacts {
  readonly facts: Omit<ReportFacts, 'team' | 'actions'> & { readonly actions: readonly JudgedAction[] };
  /** Owner of every topic and theme by id. */
  readonly owners: ReadonlyMap<string, string>;
}

/** What goes into the reports beside the warehouse. */
export interface FactInputs {
  readonly config: Config;
  readonly taxonomy: Taxonomy;
  readonly context: ReportContext;
  readonly themeNames: ThemeNames;
  readonly quality: ReadonlyMap<string, number | null>;
  readonly versions: ReportModel['versions'];
}

/** Gathers everything that a week's reports say; reads only. */
export async function gatherFacts(
  warehouse: Warehouse,
  data: WeekData,
  judged: FullJudgement,
  themes: readonly ReportTheme[],
  inputs: FactInputs,
): Promise<WeekFacts> {
  const { config, taxonomy, context, quality, versions } = inputs;
  const money = await warehouse.rows('report/money', { week: mondayOf(data.week) });
  const names = new Map(taxonomy.topics.map(({ id, en, zh }) => [id, { en, zh }]));
  const actions = await judgeActions(warehouse, data, context, names);
  const topics: TopicFacts[] = [];
  for (const topic of taxonomy.topics) topics.push(await topicFacts(warehouse, topic, judged, data, inputs, money));
  return {
    facts: {
      week: data.week,
      timeZone: config.timeZone,
      trust: await trustOf(warehouse, data, judged, config, quality),
      topics,
      themes,
      actions,
      method: methodOf(mondayOf(data.week)),
      quoteUsersAtLeast: config.report.quoteUsers,
      weeksShown: config.report.weeksShown,
      versions,
    },
    owners: new Map(taxonomy.topics.map(({ id, owner }) => [id, owner])),
  };
}
