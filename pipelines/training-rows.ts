import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../src/errors.ts';
import type { TrainingRow } from '../src/tagging/examples.ts';

const row = z.object({
  text: z.string().min(1),
  lang: z.string().min(2),
  topics: z.array(z.string()),
  role: z.enum(['viewer', 'host', 'agency']).nullish(),
});

function parseRow(line: string, place: string, topics: ReadonlySet<string>): TrainingRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Fault('bad-input-file', `${place} is not JSON.`, { cause, next: 'Correct the line or remove it.' });
  }
  const checked = row.safeParse(value);
  const [issue] = checked.error?.issues ?? [];
  const unknown = checked.data?.topics.find((topic) => !topics.has(topic));
  if (!checked.success || unknown !== undefined) {
    const why =
      unknown === undefined ? `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` : `no topic ${unknown}`;
    throw new Fault('bad-input-file', `${place} is no training row (${why}).`, {
      next: 'A row is {"text", "lang", "topics": [topic ids]}, with topics empty when it is no complaint.',
    });
  }
  return { ...checked.data, role: checked.data.role ?? null };
}

/** Labelled rows of one NDJSON file; unknown topics are refused. Throws Fault('bad-input-file') naming file and line. */
export function readTrainingFile(path: string, topics: ReadonlySet<string>): TrainingRow[] {
  if (!existsSync(path)) throw new Fault('file-not-found', `There is no file ${path}.`, { next: 'Check the path.' });
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseRow(line, `${path}:${i + 1}`, topics)]));
}

/** All labelled rows of a taxonomy's `training` folder, in name order; none when there is no such folder. */
export function readTrainingFolder(taxonomyFolder: string, topics: ReadonlySet<string>): TrainingRow[] {
  const folder = join(taxonomyFolder, 'training');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .toSorted()
    .flatMap((name) => readTrainingFile(join(folder, name), topics));
}
