import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { THEME_NAMES_FILE } from '../../pipelines/weekly/theme-names.ts';
import { parseTaxonomy, type Taxonomy } from '../../src/tagging/taxonomy.ts';

const folder = new URL('../../pipelines/taxonomy/', import.meta.url).pathname;

/** A file of a taxonomy as the parser takes it. */
export interface TaxonomyFile {
  path: string;
  text: string;
}

/** The repository's own concepts and topics, without its languages and its names of themes. */
export function topicFiles(): TaxonomyFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== THEME_NAMES_FILE)
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** A small English lexicon, enough for the tests that need phrases they can see. */
export const ENGLISH: TaxonomyFile = {
  path: 'languages/en.yaml',
  text: `language: en
concepts:
  co-host: [co-host*, link mic, bring ~ on stage]
  lag: [lag, lagging, stutter*]
  delay: ["seconds behind", "~delay"]
  gift: [gift, rose]
  not-shown: [never showed up, didn't show]
  money-gone: [coins were taken, charged me]
  refund: [refund, money back]
  black-screen: [black screen]
  resolved: [works again, is gone now]
  how-to: [how do i]
  other-app: [on tiktok]
  if: [if]
  thanks: [thank you]
  minor: [my son, years old]
  threat: [kill me]
positive: [great, love]
negative: [terrible, angry]
intensifiers: [very]
negators: [not, "no"]
`,
};

/** Topics, concepts and the given languages. */
export function taxonomyWith(...languages: TaxonomyFile[]): Taxonomy {
  return parseTaxonomy([...topicFiles(), ...languages]);
}
