import type { Inside } from '../../src/report/model.ts';
import { textOf } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { ThemeNames } from './theme-names.ts';

const MOST_SHOWN = 3;

/** The largest themes inside a topic in a week (its Monday), of at least `leastUsers` users each; of a topic that was sampled, estimates. */
export async function themesInside(
  warehouse: Warehouse,
  topic: string,
  monday: string,
  names: ThemeNames,
  leastUsers: number,
): Promise<Inside[]> {
  const rows = await warehouse.rows('report/theme-inside', { topic, week: monday });
  return rows
    .filter((row) => (row['users'] as number) >= leastUsers)
    .slice(0, MOST_SHOWN)
    .map((row) => ({
      theme: row['theme_id'] as string,
      label: row['label'] as string,
      gloss: { en: textOf(row, 'label_en'), zh: textOf(row, 'label_zh') },
      named: names.has(row['theme_id'] as string),
      tickets: Math.round((row['tickets'] as number) * (row['stands_for'] as number)),
      users: row['users'] as number,
      before: row['was_divided'] === true ? Math.round((row['before'] as number) * (row['stood_for'] as number)) : null,
      estimated: (row['stands_for'] as number) > 1 || (row['stood_for'] as number) > 1,
      isNew: row['was_divided'] === true && row['first_week'] === monday,
    }));
}
