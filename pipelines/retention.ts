import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import { publishFolder, readFolder } from '../src/publish/folder.ts';
import { mondayOf, weekOf } from '../src/report/format.ts';
import { reportModel, type ReportModel } from '../src/report/model.ts';
import { forgetTexts, memoryFromBytes, memoryToBytes } from '../src/themes/memory.ts';
import type { Step, Warehouse } from '../src/warehouse/warehouse.ts';
import { facesOf, FORMATS } from './weekly/publish.ts';
import { dateIn } from './weekly/week.ts';

const DAY = 86_400_000;
const NEVER = '0001-01-01';

/** What retention took away. */
export interface RetentionSummary {
  /** Mondays of weeks that lost texts or tickets: their Parquet is to be written anew. */
  readonly weeks: readonly string[];
  /** ISO weeks whose published reports lost their quotes. */
  readonly reports: readonly string[];
}

async function memorySteps(warehouse: Warehouse): Promise<Step[]> {
  const texts = new Set((await warehouse.rows('retention/texts')).map((row) => row['text'] as string));
  if (texts.size === 0) return [];
  return (await warehouse.rows('erase/memories')).flatMap(({ week, memory }) => {
    const before = memoryFromBytes(memory as Uint8Array);
    const after = forgetTexts(before, texts);
    const bytes = Buffer.from(memoryToBytes(after)).toString('base64');
    return after === before
      ? []
      : [{ name: 'retention/write-memory', parameters: { week: week as string, memory: bytes } }];
  });
}

function horizonSteps(key: string, value: string): Step[] {
  return [
    { name: 'retention/forget-horizon', parameters: { key } },
    { name: 'retention/write-horizon', parameters: { key, value } },
  ];
}

const withoutQuotes = (model: ReportModel): ReportModel => ({
  ...model,
  cards: model.cards.map((card) => ({ ...card, quotes: [] })),
  themes: model.themes.map((theme) => ({ ...theme, quotes: [] })),
});
const hasQuotes = ({ cards, themes }: ReportModel): boolean =>
  [...cards, ...themes].some(({ quotes }) => quotes.length > 0);

/** Makes the published reports of a week anew without their quotes, from their JSON face; true when there were any. */
async function stripWeek(folder: string): Promise<boolean> {
  const texts = await readFolder(folder);
  const models = [...(texts ?? [])].flatMap(([name, text]) =>
    name.endsWith('.json') ? [reportModel.parse(JSON.parse(text))] : [],
  );
  if (!models.some(hasQuotes)) return false;
  const files = models.map(withoutQuotes).flatMap((model) => facesOf(model, FORMATS, ['en', 'zh']));
  await publishFolder(folder, files);
  return true;
}

async function stripReports(dataDir: string, before: string): Promise<string[]> {
  const reports = join(dataDir, 'reports');
  const names = readFolderNames(reports);
  const stripped: string[] = [];
  for (const week of names.filter((name) => /^\d{4}-W\d{2}$/.test(name) && mondayOf(name) < before).toSorted())
    if (await stripWeek(join(reports, week))) stripped.push(week);
  return stripped;
}

function readFolderNames(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

/**
 * Removes what the settings say is too old: texts of tickets closed more than `retention.textDays` ago, with the words that
 * decided and the quotes of reports; tickets of weeks that ended more than `retention.ticketDays` ago. Numbers stay: marts,
 * judgements, reports. The file is written anew when anything went, so that no free block keeps it.
 */
export async function retain(config: Config, warehouse: Warehouse, now: number): Promise<RetentionSummary> {
  const { textDays, ticketDays } = config.retention;
  if (textDays === 0 && ticketDays === 0) return { weeks: [], reports: [] };
  const texts = textDays === 0 ? Date.parse(`${NEVER}T00:00:00Z`) : now - textDays * DAY;
  const tickets = ticketDays === 0 ? NEVER : mondayOf(weekOf(dateIn(config.timeZone, now - ticketDays * DAY)));
  await warehouse.write([{ name: 'retention/choose', parameters: { texts } }]);
  const weeks = (await warehouse.rows('retention/weeks', { tickets })).map((row) => row['week'] as string);
  const reports = textDays === 0 ? [] : await stripReports(config.dataDir, dateIn(config.timeZone, texts));
  if (weeks.length === 0) return { weeks, reports };
  const blank = ['closing-topics', 'closings', 'tickets', 'ticket-topics'];
  const remove = ['ticket-topics', 'ticket-themes', 'tickets', 'closing-topics', 'closings', 'corrections'];
  await warehouse.write([
    ...(await memorySteps(warehouse)),
    ...(textDays === 0 ? [] : blank.map((name) => ({ name: `retention/blank-${name}`, parameters: { texts } }))),
    ...(textDays === 0 ? [] : horizonSteps('texts_until', new Date(texts).toISOString())),
    ...(ticketDays === 0 ? [] : remove.map((name) => ({ name: `retention/delete-${name}`, parameters: { tickets } }))),
    ...(ticketDays === 0 ? [] : horizonSteps('tickets_until', tickets)),
  ]);
  await warehouse.writeAnew();
  return { weeks, reports };
}

/** How far retention has gone: the Monday before which weeks miss texts, and the one before which they miss tickets; '' when none do. */
export async function horizons(warehouse: Warehouse): Promise<{ readonly texts: string; readonly tickets: string }> {
  const [row] = await warehouse.rows('retention/horizons');
  const texts = row?.['texts_until'] as string | null | undefined;
  return { texts: (texts ?? '').slice(0, 10), tickets: (row?.['tickets_until'] as string | null | undefined) ?? '' };
}

/** Throws Fault('week-missing') for a week of which retention took texts or tickets: its reports could only get worse. */
export async function requireKept(warehouse: Warehouse, week: string): Promise<void> {
  const { texts, tickets } = await horizons(warehouse);
  if (mondayOf(week) >= texts && mondayOf(week) >= tickets) return;
  throw new Fault('week-missing', `Texts or tickets of ${week} were removed by retention.`, {
    next: 'Its published reports stay as they are; choose a later week.',
  });
}
