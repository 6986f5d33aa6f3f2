import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import { PACKAGE_ROOT } from '../src/root.ts';
import { compileExplainer, type Explanation } from '../src/tagging/explain.ts';
import { compileTagger, taggerVersion } from '../src/tagging/tagger.ts';
import type { Tagger, TaggingContext } from '../src/tagging/tagging.ts';
import type { ModelReport } from '../src/tagging/train.ts';
import { parseTaxonomy, type Taxonomy } from '../src/tagging/taxonomy.ts';
import { loadModel } from './model-file.ts';
import { THEME_NAMES_FILE } from './weekly/theme-names.ts';

/** Folder of taxonomy, teams, events and actions: the configured one, or the one that comes with the program. */
export function pipelinesDir(config: Config): string {
  return config.pipelinesDir === '' ? join(PACKAGE_ROOT, 'pipelines') : config.pipelinesDir;
}

/** Folder of the taxonomy's YAML files and the trained model. */
export function taxonomyDir(config: Config): string {
  return join(pipelinesDir(config), 'taxonomy');
}

/** Every YAML file below the taxonomy folder but that of theme names (see weekly/theme-names.ts), in name order. Throws Fault('bad-taxonomy') when there is no folder. */
export function readTaxonomyFiles(folder: string): { path: string; text: string }[] {
  if (!existsSync(folder)) {
    throw new Fault('bad-taxonomy', `The taxonomy folder ${folder} does not exist.`, {
      next: 'Set pipelinesDir to a folder that has taxonomy/ in it, or leave it empty for the one that comes along.',
    });
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && name !== THEME_NAMES_FILE)
    .toSorted()
    .map((name) => ({ path: relative('.', join(folder, name)), text: readFileSync(join(folder, name), 'utf8') }));
}

/** The taxonomy of a folder, checked. */
export function loadTaxonomy(folder: string): Taxonomy {
  return parseTaxonomy(readTaxonomyFiles(folder));
}

/** The tagger of a taxonomy folder, with its trained model when there is one; `threshold` 0: the one chosen in training. */
export function loadTagger(folder: string, threshold: number): Tagger {
  return compileTagger(loadTaxonomy(folder), loadModel(folder), threshold === 0 ? {} : { threshold });
}

/** Explains the decisions of the tagger that `loadTagger` compiles. */
export function loadExplainer(
  folder: string,
  threshold: number,
): (text: string, context: TaggingContext) => Explanation {
  return compileExplainer(loadTaxonomy(folder), loadModel(folder), threshold === 0 ? {} : { threshold });
}

/** Version of the tagger that `loadTagger` would compile. */
export function loadTaggerVersion(folder: string): string {
  return taggerVersion(loadTaxonomy(folder), loadModel(folder));
}

/** The tagger's cross-validated F1 by language, from the report beside the model; empty when there is none. */
export function taggerQuality(folder: string): ReadonlyMap<string, number | null> {
  const path = join(folder, 'model-report.json');
  if (!existsSync(path)) return new Map();
  const { overRows } = JSON.parse(readFileSync(path, 'utf8')) as ModelReport;
  return new Map(Object.entries(overRows.languages).map(([language, { f1 }]) => [language, f1]));
}
