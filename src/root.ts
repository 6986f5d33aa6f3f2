import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function find(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'pipelines'))) return dir;
    if (dirname(dir) === dir) return from;
  }
}

/** Folder that holds package.json, `pipelines/` and `sql/`: the clone, or the installed package. */
export const PACKAGE_ROOT = find(import.meta.dirname);
