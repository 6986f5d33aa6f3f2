import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { assembleReport, sundayOf } from '../../src/report/assemble.ts';
import { mondayOf } from '../../src/report/format.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderIndex, type IndexEntry } from '../../src/report/index-page.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { ReportLanguage, ReportModel } from '../../src/report/model.ts';
import { headline, voiceOf } from '../../src/report/story.ts';
import { publishFile, publishFolder, readFolder, type PublishedFile } from '../../src/publish/folder.ts';
import { textOf } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import type { Team } from '../context.ts';
import type { WeekFacts } from './facts.ts';

/** The report of everybody. */
export const ALL_TEAMS = { id: 'all', name: { en: 'All teams', zh: '全部团队' } };
export const FORMATS = ['html', 'md', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** The reports of a week: everybody's, then one a team that owns a topic, in the order of teams.yaml. */
export function reportsOf({ facts: all, owners }: WeekFacts, teams: readonly Team[]): ReportModel[] {
  const facts = { ...all, actions: all.actions.map(({ action }) => action) };
  const own = teams.filter(({ id }) => [...owners.values()].includes(id));
  const forTeam = (team: Team): ReportModel => {
    const topics = facts.topics.filter((topic) => owners.get(topic.id) === team.id);
    const ids = new Set(topics.map(({ id }) => id));
    const themes = facts.themes.filter((theme) => theme.nearestTopic !== null && ids.has(theme.nearestTopic.id));
    return assembleReport({
      ...facts,
      team: { id: team.id, name: { en: team.en, zh: team.zh } },
      topics,
      themes,
      actions: all.actions
        .filter(({ topic, team: by }) => by === team.id || (topic !== null && ids.has(topic)))
        .map(({ action }) => action),
    });
  };
  return [assembleReport({ ...facts, team: ALL_TEAMS }), ...own.map(forTeam)];
}

/** The faces of one report as files. */
export function facesOf(
  model: ReportModel,
  formats: readonly Format[],
  languages: readonly ReportLanguage[],
): PublishedFile[] {
  const name = model.team.id;
  const files: PublishedFile[] = [];
  for (const language of languages) {
    const other = languages.find((l) => l !== language);
    const link = other === undefined ? undefined : `${name}.${other}.html`;
    if (formats.includes('html'))
      files.push({ name: `${name}.${language}.html`, text: renderHtml(model, language, link) });
    if (formats.includes('md')) files.push({ name: `${name}.${language}.md`, text: renderMarkdown(model, language) });
  }
  if (formats.includes('json')) files.push({ name: `${name}.json`, text: renderJson(model) });
  return files;
}

/** What a publication did. */
export interface Published {
  readonly folder: string;
  readonly index: string;
  /** Reports whose bytes differ from what was published before. */
  readonly changed: number;
  readonly reports: readonly ReportModel[];
}

function digestOf(files: readonly PublishedFile[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of files) hash.update(name).update('\u0000').update(text).update('\u0000');
  return hash.digest('hex');
}

async function rewriteIndex(warehouse: Warehouse, reportsDir: string): Promise<string> {
  const rows = await warehouse.rows('report/publications');
  const teams = new Map<string, IndexEntry['teamName']>();
  const entries = rows.map((row): IndexEntry => {
    const [week, team] = [row['week'] as string, row['team'] as string];
    const [id = team, en = team, zh = team] = team.split('|');
    teams.set(id, { en, zh });
    return {
      week,
      from: mondayOf(week),
      to: sundayOf(week),
      team: id,
      teamName: { en, zh },
      headline: { en: row['headline_en'] as string, zh: row['headline_zh'] as string },
      paths: { en: `${week}/${id}.en.html`, zh: `${week}/${id}.zh.html` },
    };
  });
  const order = (entry: IndexEntry): string => (entry.team === ALL_TEAMS.id ? '' : entry.team);
  const file = join(reportsDir, 'index.html');
  await publishFile(file, renderIndex(entries.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))));
  return file;
}

/**
 * Publishes a week's reports to the reports folder, unless exactly these bytes stand there already; records each
 * publication, then rewrites the index page.
 */
export async function publishReports(
  warehouse: Warehouse,
  reports: readonly ReportModel[],
  week: string,
  now: number,
): Promise<Published> {
  const reportsDir = join(warehouse.dataDir, 'reports');
  const folder = join(reportsDir, week);
  const faces = reports.map((model) => ({ model, files: facesOf(model, FORMATS, ['en', 'zh']) }));
  const standing = await readFolder(folder);
  const files = faces.flatMap((face) => face.files);
  const same =
    standing !== undefined &&
    standing.size === files.length &&
    files.every(({ name, text }) => standing.get(name) === text);
  const changed = faces.filter((face) => face.files.some(({ name, text }) => standing?.get(name) !== text)).length;
  if (!same) await publishFolder(folder, files);
  const known = new Map(
    (await warehouse.rows('report/publications')).map((row) => [
      `${textOf(row, 'week')} ${textOf(row, 'team')}`,
      row['digest'],
    ]),
  );
  for (const face of faces) {
    const { model } = face;
    const team = `${model.team.id}|${model.team.name.en}|${model.team.name.zh}`;
    const digest = digestOf(face.files);
    if (known.get(`${week} ${team}`) === digest) continue;
    await warehouse.write([
      { name: 'warehouse/forget-publication', parameters: { week, team, channel: 'folder' } },
      {
        name: 'warehouse/write-publication',
        parameters: {
          week, team, channel: 'folder', digest, now, tickets: model.trust.tickets,
          headline_en: headline(model, voiceOf('en')), headline_zh: headline(model, voiceOf('zh')),
        }, // prettier-ignore
      },
    ]);
  }
  return { folder, index: await rewriteIndex(warehouse, reportsDir), changed, reports };
}
