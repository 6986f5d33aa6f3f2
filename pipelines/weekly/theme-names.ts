import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Bilingual } from '../../src/report/model.ts';
import type { RememberedTheme } from '../../src/themes/memory.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { parseYaml } from '../../src/yaml-file.ts';

/** File of the taxonomy folder in which product people name themes; no part of what the tagger reads. */
export const THEME_NAMES_FILE = 'themes.yaml';

const name = z.string().trim().min(1).max(80);
const schema = z.strictObject({
  themes: z
    .record(
      z.string().regex(/^th-\d{4,}$/, 'is not the id of a theme such as th-0042'),
      z.strictObject({ en: name, zh: name }),
    )
    .nullish(),
});

/** Names that product people gave to themes, by theme id. */
export type ThemeNames = ReadonlyMap<string, Bilingual>;

/** Names from `themes.yaml` of a taxonomy folder; none when there is no file. Throws Fault('bad-taxonomy') with file and line. */
export function loadThemeNames(taxonomyFolder: string): ThemeNames {
  const path = join(taxonomyFolder, THEME_NAMES_FILE);
  if (!existsSync(path)) return new Map();
  const file = { path: relative('.', path), text: readFileSync(path, 'utf8') };
  return new Map(Object.entries(parseYaml(file, schema, 'bad-taxonomy').themes ?? {}));
}

/** Calls every remembered theme what it is named, else what it was found to be; a name that was taken away goes. */
export async function writeThemeNames(
  warehouse: Warehouse,
  themes: readonly RememberedTheme[],
  names: ThemeNames,
): Promise<void> {
  const rows = themes.flatMap(({ id, label, language, gloss }) => {
    const named = names.get(id);
    if (named !== undefined)
      return [{ theme_id: id, label: language === 'zh' ? named.zh : named.en, label_en: named.en, label_zh: named.zh }];
    return gloss === undefined ? [] : [{ theme_id: id, label, label_en: gloss.en || null, label_zh: gloss.zh || null }];
  });
  await warehouse.write([{ name: 'warehouse/name-themes', parameters: { rows: JSON.stringify(rows) } }]);
}
