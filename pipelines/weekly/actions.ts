import { mondayOf, weekOf } from '../../src/report/format.ts';
import type { Bilingual, ReportAction } from '../../src/report/model.ts';
import { verifyAction } from '../../src/trends/actions.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { PlannedAction, ReportContext } from '../context.ts';
import { ownerName, type WeekData } from './data.ts';
import { shiftWeeks } from './week.ts';

/** Weeks after which an action is no longer told of: it is settled by then, or will never be. */
const TOLD_FOR = 9;

/** What a report says of an action, and the topic the action is about. */
export interface JudgedAction {
  readonly topic: string;
  readonly action: ReportAction;
}

interface Counts {
  readonly counts: Float64Array;
  readonly controls: readonly Float64Array[];
}

function usersOf(data: WeekData, topic: string): Float64Array {
  const users = new Map(
    (data.topicWeeks.get(topic) ?? []).map((row) => [row['week'] as string, row['users'] as number]),
  );
  return Float64Array.from(data.axis, (monday, i) => (data.partial[i] === 1 ? Number.NaN : (users.get(monday) ?? 0)));
}

/** Users a week of the action's target; where it was done in one segment only, the other segments are the controls. */
async function countsOf(warehouse: Warehouse, data: WeekData, action: PlannedAction): Promise<Counts> {
  const all = usersOf(data, action.target);
  const [segment] = Object.entries(action.segment);
  if (segment === undefined) return { counts: all, controls: [] };
  const [dimension, value] = segment;
  const rows = await warehouse.rows('report/segment-weeks', {
    week: mondayOf(data.week),
    topic: action.target,
    dimension,
    value,
  });
  const users = new Map(rows.map((row) => [row['week'] as string, row['users'] as number]));
  const counts = all.map((total, i) => (Number.isNaN(total) ? total : (users.get(data.axis[i]!) ?? 0)));
  return { counts, controls: [all.map((total, i) => Math.max(0, total - counts[i]!))] };
}

function weekAt(data: WeekData, index: number | null): string | null {
  return index === null ? null : weekOf(shiftWeeks(data.axis[0]!, index));
}

/** Did the fixes work: every action on a topic that is recent enough to be told of, judged on what followed it. */
export async function judgeActions(
  warehouse: Warehouse,
  data: WeekData,
  context: ReportContext,
  topicNames: ReadonlyMap<string, Bilingual>,
): Promise<JudgedAction[]> {
  const judged: JudgedAction[] = [];
  for (const action of context.actions) {
    const at = data.axis.indexOf(mondayOf(weekOf(action.date)));
    const name = topicNames.get(action.target);
    if (at < 0 || name === undefined || data.axis.length - 1 - at > TOLD_FOR) continue;
    const { counts, controls } = await countsOf(warehouse, data, action);
    const { knowableFrom, ...verdict } = verifyAction({ counts, at, controls });
    judged.push({
      topic: action.target,
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
