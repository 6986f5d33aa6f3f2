import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../src/errors.ts';
import { parseModel, type ModelFile } from '../src/tagging/model.ts';

/** The trained model of a taxonomy folder, checked; null when there is none, and then rules alone tag. Throws Fault('bad-taxonomy'). */
export function loadModel(taxonomyFolder: string): ModelFile | null {
  const path = join(taxonomyFolder, 'model.json');
  if (!existsSync(path)) return null;
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Fault('bad-taxonomy', `${path} is not JSON.`, { cause, next: 'Train it again with npm run train.' });
  }
  return parseModel(json, path);
}
