import { join } from 'node:path';
import type { ReportLanguage } from '../src/report/model.ts';
import { publishFolder } from '../src/publish/folder.ts';
import { factsOfWeek, type WeeklySetting } from './weekly.ts';
import { facesOf, reportsOf, type Format } from './weekly/publish.ts';

/** Renders the reports of a week again from what the warehouse holds, into a folder of its own; publishes nothing. */
export async function renderAgain(
  setting: WeeklySetting,
  week: string,
  formats: readonly Format[],
  languages: readonly ReportLanguage[],
  out: string,
): Promise<{ folder: string; files: string[] }> {
  const { facts, inputs } = await factsOfWeek(setting, week);
  const files = reportsOf(facts, inputs.context.teams).flatMap((model) => facesOf(model, formats, languages));
  const folder = join(out, week);
  await publishFolder(folder, files);
  return { folder, files: files.map(({ name }) => name) };
}
