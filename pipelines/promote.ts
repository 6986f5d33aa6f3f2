import { renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import { parseTaxonomy, type Taxonomy } from '../src/tagging/taxonomy.ts';
import { tellingPhrases, type ThemeTexts } from '../src/themes/labels.ts';
import type { SnapshotReader } from '../src/warehouse/reader.ts';
import { textOf, type Row } from '../src/warehouse/rows.ts';
import { appendToMap, flowOf, type Insertion } from '../src/yaml-edit.ts';
import { readTaxonomyFiles, taxonomyDir } from './knowledge.ts';
import { loadThemeNames } from './weekly/theme-names.ts';

/** What is to be promoted: a theme, to be the topic `area.topic`. */
export interface Promotion {
  readonly theme: string;
  readonly topic: string;
  /** Team that owns the topic; absent: that of the area's first topic. */
  readonly owner?: string;
}

/** Lines that promotion puts into one file. */
export interface Change {
  readonly path: string;
  readonly line: number;
  readonly added: readonly string[];
}

/** What a promotion wrote, or would write. */
export interface Promoted extends Promotion {
  readonly label: string;
  readonly changes: readonly Change[];
  /** Languages of the theme that got no phrases: too few texts, or the taxonomy has no file for them. */
  readonly without: readonly string[];
}

const MOST_PHRASES = 6;
/** Users who wrote in a language from which on its phrases are written. */
const LEAST_USERS = 5;
const TOPIC = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

function ownFolder(config: Config): string {
  if (config.pipelinesDir !== '') return taxonomyDir(config);
  throw new Fault('bad-usage', 'The taxonomy is the one that comes with the program, which an upgrade replaces.', {
    next: 'Copy its folder pipelines/, name the copy with GROUNDSWELL_PIPELINES_DIR, and promote again.',
  });
}

function describedTheme(rows: readonly Row[], { theme }: Promotion): Row {
  const row = rows.find((one) => one['theme_id'] === theme);
  if (row !== undefined) return row;
  throw new Fault('bad-usage', `There is no theme ${theme} in the published snapshot.`, {
    next: 'See `groundswell themes --weeks 60` for those there are.',
  });
}

/** Phrases by which a theme is told from all others, by language; of languages that enough users write. */
function phrasesByLanguage(texts: readonly Row[], theme: string): Map<string, string[]> {
  const byLanguage = Map.groupBy(texts, (row) => textOf(row, 'language'));
  const found = new Map<string, string[]>();
  for (const [language, rows] of byLanguage) {
    const of = (own: boolean): ThemeTexts => ({
      language,
      texts: rows.filter((row) => (row['theme_id'] === theme) === own).map((row) => textOf(row, 'complaint_text')),
    });
    const own = of(true);
    if (own.texts.length === 0) continue;
    found.set(language, own.texts.length < LEAST_USERS ? [] : tellingPhrases(own, [of(false)], MOST_PHRASES));
  }
  return found;
}

/** The taxonomy's files while they are edited: every change is kept, nothing is written. */
class Draft {
  readonly changes: Change[] = [];
  readonly files: { path: string; text: string }[];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.files = readTaxonomyFiles(folder);
  }

  find(pattern: RegExp): { path: string; text: string } | undefined {
    return this.files.find(({ text }) => pattern.test(text));
  }

  append(file: { path: string; text: string }, key: string, lines: readonly string[]): void {
    const inserted: Insertion | undefined = appendToMap(file.text, key, lines);
    if (inserted === undefined)
      throw new Fault('bad-taxonomy', `${file.path}: ${key} is no map of one entry a line.`, {
        next: 'Write its entries one a line, as in the taxonomy that comes with the program.',
      });
    this.changes.push({ path: file.path, line: inserted.line, added: inserted.added });
    file.text = inserted.text;
  }

  create(name: string, lines: readonly string[]): void {
    const path = relative('.', join(this.#folder, name));
    this.changes.push({ path, line: 1, added: lines });
    this.files.push({ path, text: `${lines.join('\n')}\n` });
  }

  /** Writes the changed files, each whole or not at all, once all of them together are a taxonomy. */
  write(): void {
    const changed = new Set(this.changes.map(({ path }) => path));
    for (const { path, text } of this.files) {
      if (!changed.has(path)) continue;
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    }
  }
}

function ownerOf(taxonomy: Taxonomy, area: string, owner: string | undefined): string {
  const found = owner ?? taxonomy.topics.find((topic) => topic.area === area)?.owner;
  if (found !== undefined) return found;
  throw new Fault('bad-usage', `The area ${area} is new, so nobody owns it yet.`, {
    next: 'Name the team with --owner.',
  });
}

function conceptId(taxonomy: Taxonomy, area: string, topic: string): string {
  const known = new Set(taxonomy.concepts.map(({ id }) => id));
  return known.has(topic) ? `${area}-${topic}` : topic;
}

function topicLines(
  key: string,
  names: { en: string; zh: string },
  owner: string,
  about: string,
  id: string,
): string[] {
  return [
    `${key}:`,
    `  en: ${flowOf(names.en)}`,
    `  zh: ${flowOf(names.zh)}`,
    `  owner: ${owner}`,
    '  severity: 1',
    `  about: ${flowOf(about)}`,
    '  rules:',
    `    - { when: ${flowOf([id])}, weight: 3 }`,
  ];
}

/**
 * Writes a theme into the taxonomy as a topic: a concept with the theme's telling phrases in each language, and a topic that
 * is when that concept is found; a person edits it from there. Every other byte of the files stays, and nothing is written
 * unless the whole is a taxonomy. `preview`: write nothing.
 * @throws Fault('bad-usage') for the program's own folder, a theme or topic that does not fit, a theme without phrases.
 */
export async function promote(
  config: Config,
  reader: SnapshotReader,
  promotion: Promotion,
  preview: boolean,
): Promise<Promoted> {
  const { theme, topic } = promotion;
  const folder = ownFolder(config);
  const [area = '', key = ''] = topic.split('.');
  if (!TOPIC.test(topic))
    throw new Fault('bad-usage', `${topic} is no topic id.`, { next: 'Write area.topic, such as broadcast.karaoke.' });
  const draft = new Draft(folder);
  const taxonomy = parseTaxonomy(draft.files);
  if (taxonomy.topics.some(({ id }) => id === topic))
    throw new Fault('bad-usage', `The topic ${topic} is there already.`, {
      next: 'Choose another id, or add phrases to its concepts by hand.',
    });
  const row = describedTheme(await reader.rows('report/theme-list', { weeks: 520 }), promotion);
  const label = textOf(row, 'label');
  const names = loadThemeNames(folder).get(theme) ?? {
    en: textOf(row, 'label_en', label),
    zh: textOf(row, 'label_zh', label),
  };
  const phrases = phrasesByLanguage(await reader.rows('report/theme-texts'), theme);
  const id = conceptId(taxonomy, area, key);
  const owner = ownerOf(taxonomy, area, promotion.owner);
  const about = `promoted from theme ${theme} (${label})`;
  const concepts = draft.find(/^concepts:/m);
  const spoken = [...phrases].filter(([, found]) => found.length > 0);
  if (concepts === undefined || spoken.length === 0)
    throw new Fault('bad-usage', `No phrase of three texts or more tells ${theme} from the other themes.`, {
      next: 'Write the topic by hand; `groundswell sql` shows its tickets.',
    });
  draft.append(concepts, 'concepts', [`${id}: ${flowOf({ ...names, kind: 'happening', about })}`]);
  const without: string[] = [...phrases].filter(([, found]) => found.length === 0).map(([language]) => language);
  for (const [language, found] of spoken) {
    const file = draft.find(new RegExp(`^language: *["']?${language}["']? *(?:#.*)?$`, 'm'));
    if (file === undefined) without.push(language);
    else draft.append(file, 'concepts', [`${id}: ${flowOf(found)}`]);
  }
  const lines = topicLines(key, names, owner, about, id);
  const areaFile = draft.find(new RegExp(`^area: *["']?${area}["']? *(?:#.*)?$`, 'm'));
  if (areaFile !== undefined) draft.append(areaFile, 'topics', lines);
  else draft.create(`${area}.yaml`, [`area: ${area}`, 'topics:', ...lines.map((line) => `  ${line}`)]);
  parseTaxonomy(draft.files);
  if (!preview) draft.write();
  return { ...promotion, owner, label, changes: draft.changes, without: without.toSorted() };
}

/** What was written, as a diff, and what to do next. */
export function promotedLines({ theme, topic, label, changes, without }: Promoted, preview: boolean): string[] {
  return [
    `${theme} “${label}” ${preview ? 'would become' : 'is now'} the topic ${topic}:`,
    ...changes.flatMap(({ path, line, added }) => [`${path}:${line}`, ...added.map((text) => `+ ${text}`)]),
    ...(without.length === 0
      ? []
      : [`No phrases in ${without.join(', ')}: too few texts, or no file of the language.`]),
    preview
      ? 'Nothing was written.'
      : 'Edit names, owner, severity and phrases; then `groundswell retag --preview` says what would change.',
  ];
}
