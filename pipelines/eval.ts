import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultLine } from '../src/errors.ts';
import { PACKAGE_ROOT } from '../src/root.ts';
import { confusions, tabulate, type Judged } from '../src/tagging/metrics.ts';
import type { ModelReport } from '../src/tagging/train.ts';
import { accuracyOf, type LabelledText } from './eval-banking.ts';
import { identityLines } from './eval-identity.ts';
import { clusteringLines, type ClassifiedText } from './eval-themes.ts';
import { loadTaxonomy } from './knowledge.ts';
import { loadModel } from './model-file.ts';
import { compileTagger } from '../src/tagging/tagger.ts';
import { figuresLine, reportLines } from './train.ts';

const USAGE = `Measures the tagger (its own cross-validation, other people's tickets, the learner on Banking77) and the themes.

  npm run eval                       with the data in ../shared/eval when it is there
  npm run eval -- --data DIR         with tags-dev, banking77 and massive-*.ndjson of another folder
`;

function rowsOf<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

interface EvalTicket {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly topics: readonly string[];
}

/** Tags other people's labelled tickets. */
export function judgeTickets(
  taxonomyFolder: string,
  tickets: readonly EvalTicket[],
): { judged: Judged[]; ids: string[] } {
  const taxonomy = loadTaxonomy(taxonomyFolder);
  const tagger = compileTagger(taxonomy, loadModel(taxonomyFolder));
  const ids = taxonomy.topics.map((topic) => topic.id);
  const judged = tickets.map(({ text, lang, topics }) => ({
    lang,
    labels: topics.map((topic) => ids.indexOf(topic)),
    chosen: tagger.tag(text, { language: lang }).topics.map((tag) => ids.indexOf(tag.topic)),
  }));
  return { judged, ids };
}

function ticketLines(taxonomyFolder: string, path: string): string[] {
  const { judged, ids } = judgeTickets(taxonomyFolder, rowsOf<EvalTicket>(path));
  const { all, languages, topics } = tabulate(judged, ids);
  return [
    '',
    "Other people's tickets, never trained on",
    figuresLine('all', all),
    ...Object.entries(languages).map(([language, figures]) => figuresLine(`  ${language}`, figures)),
    ...Object.entries(topics).map(([topic, figures]) => figuresLine(`  ${topic}`, figures)),
    'worst confusions (missed → given instead)',
    ...confusions(judged, ids, 15).map(
      ({ missed, instead, texts }) => `  ${String(texts).padStart(3)}  ${missed ?? '–'} → ${instead ?? 'nothing'}`,
    ),
  ];
}

const CLUSTERED = ['banking77', 'massive-en', 'massive-zh', 'massive-id'];
const LABELS_SHOWN = 10;
const STREAM_SEEDS = [1, 2];

/** Clustering of labelled sets (of a set with splits, its test split), and identity over twelve weeks made of all their texts. */
function themeLines(data: string): string[] {
  const sets = CLUSTERED.map((name) => ({ name, path: join(data, `${name}.ndjson`) }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, texts: rowsOf<ClassifiedText & { split?: string }>(path) }));
  if (sets.length === 0) return [];
  const judged = sets.map(({ name, texts }) => ({
    name,
    texts: texts.filter(({ split }) => (split ?? 'test') === 'test'),
  }));
  return [
    '',
    'Clusters against true classes (%)',
    ...clusteringLines(judged, LABELS_SHOWN),
    '',
    'Identity over twelve weeks (%)',
    ...identityLines(sets, STREAM_SEEDS),
  ];
}

function main(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, help: { type: 'boolean' } } });
  const print = (lines: readonly string[]): void => {
    process.stdout.write(`${lines.join('\n')}\n`);
  };
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const folder = join(PACKAGE_ROOT, 'pipelines', 'taxonomy');
  const data = values.data ?? join(PACKAGE_ROOT, '..', 'shared', 'eval');
  const report = join(folder, 'model-report.json');
  if (existsSync(report)) {
    const figures = JSON.parse(readFileSync(report, 'utf8')) as ModelReport;
    print(['Cross-validation at training', ...reportLines(figures)]);
    print(Object.entries(figures.overRows.topics).map(([topic, own]) => figuresLine(`  ${topic}`, own)));
  }
  const tickets = join(data, 'tags-dev.ndjson');
  if (existsSync(tickets)) print(ticketLines(folder, tickets));
  const banking = join(data, 'banking77.ndjson');
  if (existsSync(banking)) {
    const started = performance.now();
    const { accuracy, train, test } = accuracyOf(rowsOf<LabelledText>(banking));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(['', `Banking77: ${(accuracy * 100).toFixed(2)} % of ${test} right after ${train} examples, ${seconds} s`]);
  }
  print(themeLines(data));
  return 0;
}

if (import.meta.main) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${faultLine(error)}\n`);
    process.exitCode = 1;
  }
}
