import { Fault } from '../../src/errors.ts';
import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Bilingual, ReportAction } from '../../src/report/model.ts';
import { settledIn, verifyAction } from '../../src/trends/actions.ts';
import { textOf, type Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { PlannedAction, ReportContext } from '../context.ts';
import { ownerName, type WeekData } from './data.ts';
import { shiftWeeks } from './week.ts';

/** Weeks after which an action is no longer told of: it is settled by then, or will never be. */
const TOLD_FOR = 9;
/** Reports that tell of a settled action, the one in which it settled included. */
const TOLD_SETTLED = 2;

/** What a report says of an action, the topic the action is about, and the team that did it. */
export interface JudgedAction {
  /** Topic of the target; of a theme the nearest one, null when there is none. */
  readonly topic: string | null;
  readonly team: string;
  readonly action: ReportAction;
}

interface Target {
  readonly topic: string | null;
  readonly name: Bilingual;
  readonly counts: Float64Array;
  readonly controls: readonly Float64Array[];
}

type Users = ReadonlyMap<string, number>;

function usersBy(rows: readonly Row[]): Users {
  return new Map(rows.map((row) => [row['week'] as string, row['users'] as number]));
}

function countsOn(data: WeekData, users: Users): Float64Array {
  return Float64Array.from(data.axis, (monday, i) => (data.partial[i] === 1 ? Number.NaN : (users.get(monday) ?? 0)));
}

/** Users a week of a topic; where the action was done in one segment only, the other segments are the controls. */
async function topicTarget(
  warehouse: Warehouse,
  data: WeekData,
  { target, segment }: PlannedAction,
  name: Bilingual,
): Promise<Target> {
  const all = countsOn(data, usersBy(data.topicWeeks.get(target) ?? []));
  const [only] = Object.entries(segment);
  if (only === undefined) return { topic: target, name, counts: all, controls: [] };
  const [dimension, value] = only;
  const parameters = { week: mondayOf(data.week), topic: target, dimension, value };
  const counts = countsOn(data, usersBy(await warehouse.rows('report/segment-weeks', parameters)));
  return { topic: target, name, counts, controls: [all.map((total, i) => Math.max(0, total - counts[i]!))] };
}

function unknownTarget({ id, target }: PlannedAction): Fault {
  return new Fault('bad-config', `actions.yaml: the target ${target} of ${id} is neither a topic nor a theme.`, {
    next: 'Write an id of the tables topics or themes.',
  });
}

/** Users a week of a theme. Themes are not counted by segment. */
async function themeTarget(warehouse: Warehouse, data: WeekData, action: PlannedAction): Promise<Target> {
  const parameters = { week: mondayOf(data.week), theme: action.target };
  const rows = await warehouse.rows('report/theme-history', parameters);
  const [first] = rows;
  if (first === undefined) throw unknownTarget(action);
  if (Object.keys(action.segment).length > 0)
    throw new Fault('bad-config', `actions.yaml: ${action.id} is about a theme and names a segment.`, {
      next: 'Leave the segment out: themes are not counted by segment.',
    });
  const label = textOf(first, 'label');
  const name = { en: textOf(first, 'label_en', label), zh: textOf(first, 'label_zh', label) };
  return { topic: first['topic'] as string | null, name, counts: countsOn(data, usersBy(rows)), controls: [] };
}

function weekAt(data: WeekData, index: number | null): string | null {
  return index === null ? null : weekOf(shiftWeeks(data.axis[0]!, index));
}

/**
 * Did the fixes work: every action that is recent and not settled long since, judged on what followed it. Throws
 * Fault('bad-config') for a target that is neither a topic nor a theme.
 */
export async function judgeActions(
  warehouse: Warehouse,
  data: WeekData,
  context: ReportContext,
  topicNames: ReadonlyMap<string, Bilingual>,
): Promise<JudgedAction[]> {
  const judged: JudgedAction[] = [];
  for (const action of context.actions) {
    const at = data.axis.indexOf(mondayOf(weekOf(action.date)));
    if (at < 0 || data.axis.length - 1 - at > TOLD_FOR) continue;
    const topic = topicNames.get(action.target);
    const { name, counts, controls, ...about } =
      topic === undefined
        ? await themeTarget(warehouse, data, action)
        : await topicTarget(warehouse, data, action, topic);
    const settled = settledIn({ counts, at, controls });
    if (settled !== null && data.axis.length - 1 - settled >= TOLD_SETTLED) continue;
    const { knowableFrom, ...verdict } = verifyAction({ counts, at, controls });
    judged.push({
      topic: about.topic,
      team: action.team,
      action: {
        ...verdict,
        id: action.id,
        name: { en: action.en, zh: action.zh },
        target: name,
        team: ownerName(context.teams, action.team),
        since: action.date,
        knowableFrom: weekAt(data, knowableFrom),
      },
    });
  }
  return judged;
}
