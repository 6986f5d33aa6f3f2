import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultLine } from '../src/errors.ts';
import { PACKAGE_ROOT } from '../src/root.ts';
import type { Figures } from '../src/tagging/metrics.ts';
import { trainTagger, TRAIN_DEFAULTS, type ModelReport } from '../src/tagging/train.ts';
import { loadTaxonomy } from './knowledge.ts';
import { readTrainingFile, readTrainingFolder } from './training-rows.ts';

const USAGE = `Trains the learned part of the tagger and writes model.json and model-report.json beside the taxonomy.

  npm run train                                   the taxonomy that comes with the program
  npm run train -- --taxonomy DIR                 another taxonomy folder
  npm run train -- corrections.ndjson …           with more rows {text, lang, topics}, such as reviewers' corrections
  npm run train -- --quick                        without the tests by language

The same rows and taxonomy give the same bytes.
`;

/** Trains with the rows of a taxonomy folder and of further files; writes model.json and model-report.json there. */
export function trainFolder(
  folder: string,
  more: readonly string[],
  quick: boolean,
  onProgress: (line: string) => void,
): ModelReport {
  const taxonomy = loadTaxonomy(folder);
  const known = new Set(taxonomy.topics.map((topic) => topic.id));
  const rows = [...readTrainingFolder(folder, known), ...more.flatMap((path) => readTrainingFile(path, known))];
  const { model, report } = trainTagger(taxonomy, rows, { ...TRAIN_DEFAULTS, quick }, (step, done, of) =>
    onProgress(`${step} ${done}/${of}`),
  );
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(model)}\n`);
  writeFileSync(join(folder, 'model-report.json'), `${JSON.stringify(report, null, 1)}\n`);
  return report;
}

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

/** One line of figures for people. */
export function figuresLine(name: string, { f1, precision, recall, leftAlone, texts }: Figures): string {
  return `${name.padEnd(28)} F1 ${percent(f1).padStart(7)}  precision ${percent(precision).padStart(7)}  recall ${percent(recall).padStart(7)}  left alone ${percent(leftAlone).padStart(7)}  texts ${texts}`;
}

/** What a training found, for people. */
export function reportLines(report: ModelReport): string[] {
  return [
    `model ${report.model}, taxonomy ${report.taxonomy}, ${report.rows} rows, threshold ${report.threshold}`,
    figuresLine('unseen rows', report.overRows.all),
    figuresLine('unseen languages', report.byLanguage.all),
    ...Object.entries(report.overRows.languages).map(([language, figures]) => figuresLine(`  ${language}`, figures)),
    `calibration error ${report.calibrationError}: ${report.reliability
      .map((bin) => `${bin.confidence}→${bin.right}`)
      .join('  ')}`,
  ];
}

function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { taxonomy: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const folder = values.taxonomy ?? join(PACKAGE_ROOT, 'pipelines', 'taxonomy');
  const report = trainFolder(folder, positionals, values.quick === true, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${reportLines(report).join('\n')}\n`);
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
