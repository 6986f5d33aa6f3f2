import { createHash } from 'node:crypto';
import { Fault } from '../errors.ts';
import { parseYaml, type YamlFile } from '../yaml-file.ts';
import { readUsualLanguageFile } from './language-file.ts';
import { refuseBadChanges } from './taxonomy-changes.ts';
import {
  areaSchema,
  conceptsSchema,
  languageSchema,
  type CHANGE_KINDS,
  type CONCEPT_KINDS,
} from './taxonomy-schema.ts';

/** A thing, happening, person or stance that people name in many ways. */
export interface Concept {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly kind: (typeof CONCEPT_KINDS)[number];
  readonly about: string;
}

/** Which concepts together mean a topic. */
export interface Rule {
  /** Every group must be found; a group is alternatives. */
  readonly when: readonly (readonly string[])[];
  /** None of these may be found. */
  readonly not: readonly string[];
  /** Log-odds that the rule adds. */
  readonly weight: number;
  /** The groups must meet within one or two neighbouring clauses. */
  readonly together: boolean;
}

/** A topic that was split off, merged or renamed: what its tickets were tagged as before. */
export interface TopicOrigin {
  /** Day (ISO date) from which tickets are tagged as the topic is now. */
  readonly since: string;
  readonly kind: (typeof CHANGE_KINDS)[number];
  /** Ids before; several when they were merged, the topic's own where it lived on with another meaning. */
  readonly topics: readonly string[];
  /** What those were called, where they are no topics any more. */
  readonly en?: string | undefined;
  readonly zh?: string | undefined;
}

/** A complaint that one team owns. */
export interface Topic {
  /** `area.topic`, stable. */
  readonly id: string;
  readonly area: string;
  readonly en: string;
  readonly zh: string;
  /** Team id. */
  readonly owner: string;
  readonly about: string;
  /** Ground severity, 0…3; the scale is in severity.ts. */
  readonly severity: number;
  /** Concepts that raise the severity by one. */
  readonly worse: readonly string[];
  /** Topics that readers confuse with this one. */
  readonly neighbours: readonly string[];
  readonly rules: readonly Rule[];
  /** Oldest change first. */
  readonly was: readonly TopicOrigin[];
}

/** How the people of one language name the concepts. */
export interface LanguageLexicon {
  /** ISO 639-1, or `tl`. */
  readonly language: string;
  /** Phrases by concept id; for their syntax see phrase.ts. */
  readonly concepts: ReadonlyMap<string, readonly string[]>;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly intensifiers: readonly string[];
  readonly negators: readonly string[];
}

/** Topics, concepts and lexicons, checked against one another. */
export interface Taxonomy {
  /** Eight hex digits over all files. */
  readonly version: string;
  /** In the order of ids. */
  readonly topics: readonly Topic[];
  readonly concepts: readonly Concept[];
  readonly languages: readonly LanguageLexicon[];
}

type FileKind = 'language' | 'area' | 'concepts';

function kindOf(file: YamlFile): FileKind {
  for (const kind of ['language', 'area', 'concepts'] as const)
    if (new RegExp(`^${kind}:`, 'm').test(file.text)) return kind;
  throw new Fault('bad-taxonomy', `${file.path}:1 is no file of the taxonomy.`, {
    next: 'Begin it with `area:` (topics), `language:` (phrases) or `concepts:`.',
  });
}

/** Runs every parser and throws one fault that lists all their problems. */
function collect<T>(files: readonly YamlFile[], parse: (file: YamlFile) => T): T[] {
  const problems: string[] = [];
  const parsed: T[] = [];
  for (const file of files) {
    try {
      parsed.push(parse(file));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0)
    throw new Fault('bad-taxonomy', problems.join('; '), { next: 'Correct the named lines and start again.' });
  return parsed;
}

function topicsOf(file: YamlFile, concepts: ReadonlySet<string>): Topic[] {
  const { area, topics } = parseYaml(file, areaSchema(concepts), 'bad-taxonomy');
  return Object.entries(topics).map(([key, topic]) => ({ id: `${area}.${key}`, area, ...topic }));
}

function languageOf(file: YamlFile, concepts: ReadonlySet<string>): LanguageLexicon {
  const schema = languageSchema(concepts);
  const quick = schema.safeParse(readUsualLanguageFile(file.text));
  const { concepts: phrases, ...rest } = quick.success ? quick.data : parseYaml(file, schema, 'bad-taxonomy');
  return { ...rest, concepts: new Map(Object.entries(phrases)) };
}

function lineOf(file: YamlFile, pattern: RegExp): number {
  return file.text.slice(0, Math.max(0, file.text.search(pattern))).split('\n').length;
}

function refuseTwice(files: readonly YamlFile[], idsOf: (file: YamlFile) => readonly string[], what: string): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    for (const id of idsOf(file)) {
      const first = seen.get(id);
      const key = new RegExp(`^\\s*(?:language:\\s*)?["']?${id.split('.').at(-1)}\\b`, 'm');
      if (first !== undefined)
        throw new Fault('bad-taxonomy', `${file.path}:${lineOf(file, key)} ${what} ${id} is already in ${first}.`, {
          next: 'Keep one of the two.',
        });
      seen.set(id, file.path);
    }
  }
}

function refuseUnknownNeighbours(files: readonly YamlFile[], topics: ReadonlyMap<YamlFile, readonly Topic[]>): void {
  const known = new Set([...topics.values()].flat().map((topic) => topic.id));
  for (const file of files)
    for (const topic of topics.get(file) ?? [])
      for (const neighbour of topic.neighbours)
        if (!known.has(neighbour))
          throw new Fault(
            'bad-taxonomy',
            `${file.path}:${lineOf(file, new RegExp(neighbour.replace('.', '\\.')))} ${topic.id} names an unknown neighbour, ${neighbour}.`,
            { next: 'Correct the id or remove it.' },
          );
}

/**
 * Parses the YAML files of a taxonomy folder: concepts, areas with topics and rules, languages with phrases; a file's
 * kind is told by its top-level key. Pure. Throws Fault('bad-taxonomy') naming file and line of every problem.
 */
export function parseTaxonomy(files: readonly { path: string; text: string }[]): Taxonomy {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const kinds = new Map(sorted.map((file) => [file, kindOf(file)]));
  const of = (kind: FileKind): YamlFile[] => sorted.filter((file) => kinds.get(file) === kind);
  const concepts = collect(of('concepts'), (file) => parseYaml(file, conceptsSchema, 'bad-taxonomy').concepts)
    .flatMap((group) => Object.entries(group))
    .map(([id, concept]) => ({ id, ...concept }));
  const known = new Set(concepts.map((concept) => concept.id));
  const topics = new Map(collect(of('area'), (file) => [file, topicsOf(file, known)] as const));
  const languages = new Map(collect(of('language'), (file) => [file, languageOf(file, known)] as const));
  refuseTwice(of('area'), (file) => (topics.get(file) ?? []).map((topic) => topic.id), 'topic');
  refuseTwice(of('language'), (file) => [languages.get(file)?.language ?? ''], 'language');
  refuseUnknownNeighbours(of('area'), topics);
  refuseBadChanges(topics);
  const hash = createHash('sha256');
  for (const file of sorted) hash.update(`${file.path.split(/[\\/]/).at(-1)}\0${file.text}\0`);
  return {
    version: hash.digest('hex').slice(0, 8),
    topics: [...topics.values()].flat().toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    concepts,
    languages: [...languages.values()],
  };
}
