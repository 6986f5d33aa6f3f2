import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../root.ts';

const SQL_ROOT = join(PACKAGE_ROOT, 'sql');
const texts = new Map<string, string>();

/** The text of `sql/<name>.sql`. */
export function sqlText(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(join(SQL_ROOT, `${name}.sql`), 'utf8');
    texts.set(name, text);
  }
  return text;
}

/** Names below a folder of `sql/`, without extension, in order. */
export function sqlNames(folder: string): string[] {
  return readdirSync(join(SQL_ROOT, folder))
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => `${folder}/${name.slice(0, -'.sql'.length)}`);
}
