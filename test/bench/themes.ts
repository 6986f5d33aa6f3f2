/**
 * What clustering a week costs while it grows: complaints in 17 languages, each of two training tickets of one language so
 * that hardly any two are alike, clustered on the memory of a first week of a tenth as many. Beside it in the same run what
 * reading the texts alone costs (tokens of both views), the floor of any such work.
 * usage: npm run bench:themes -- [largest, default 200000]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { readTrainingFolder } from '../../pipelines/training-rows.ts';
import { loadTaxonomy } from '../../pipelines/knowledge.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { ExampleReader } from '../../src/tagging/examples.ts';
import { seeded } from '../../src/tagging/random.ts';
import type { ThemeDoc } from '../../src/themes/doc.ts';
import { tokenise } from '../../src/themes/tokens.ts';
import { clusterWeek } from '../../src/themes/week.ts';

const folder = join(PACKAGE_ROOT, 'pipelines', 'taxonomy');

function docsOf(count: number, seed: number): ThemeDoc[] {
  const taxonomy = loadTaxonomy(folder);
  const reader = new ExampleReader(taxonomy);
  const rows = readTrainingFolder(folder, new Set(taxonomy.topics.map(({ id }) => id))).map((row) => ({
    ...row,
    concepts: reader.example(row).concepts,
  }));
  const byLanguage = Map.groupBy(rows, ({ lang }) => lang);
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const first = rows[Math.floor(random() * rows.length)]!;
    const mates = byLanguage.get(first.lang)!;
    const second = mates[Math.floor(random() * mates.length)]!;
    return {
      id: `t${seed}-${i}`,
      text: `${first.text} ${second.text}`,
      language: first.lang,
      userKey: `u${Math.floor(random() * count)}`,
      concepts: [...first.concepts, ...second.concepts],
      segment: '',
    };
  });
}

function seconds(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** One size in a process of its own, so that its peak memory is its own. */
function measure(count: number): void {
  const memory = clusterWeek(docsOf(Math.max(500, count / 10), 1), null, { week: '2026-W45', seed: 1 }).memory;
  const docs = docsOf(count, 2);
  const reading = seconds(() => {
    for (const { text } of docs) tokenise(text);
  });
  let themes = 0;
  const took = seconds(() => {
    themes = clusterWeek(docs, memory, { week: '2026-W46', seed: 1 }).themes.length;
  });
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 2 ** 20;
  process.stdout.write(
    `${String(count).padStart(7)} tickets  ${took.toFixed(1).padStart(6)} s of processor time  ${(took / reading).toFixed(1).padStart(5)} times reading  ${themes} themes  peak ${peak.toFixed(2)} GB\n`,
  );
}

const [asked = '200000', alone] = process.argv.slice(2);
if (alone === 'alone') measure(Number(asked));
else {
  process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model ?? ''}\n`);
  const sizes = [2000, 5000, 20_000, 50_000, 100_000, 200_000].filter((size) => size <= Number(asked));
  for (const size of sizes)
    execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', import.meta.filename, String(size), 'alone'],
      {
        stdio: 'inherit',
      },
    );
}
