import type { Config } from '../../src/config.ts';
import { topicChanges, type TopicChange } from '../../src/tagging/taxonomy-changes.ts';
import type { Taxonomy } from '../../src/tagging/taxonomy.ts';
import { textOf, type Row } from '../../src/warehouse/rows.ts';
import type { Warehouse } from '../../src/warehouse/warehouse.ts';
import { loadTaggerVersion, loadTaxonomy, taxonomyDir } from '../knowledge.ts';

async function writeTopics(warehouse: Warehouse, taxonomy: Taxonomy): Promise<void> {
  const rows = taxonomy.topics.map(({ id, area, en, zh, owner }) => ({
    topic: id,
    area,
    name_en: en,
    name_zh: zh,
    owner,
  }));
  await warehouse.write([
    { name: 'warehouse/forget-topics', parameters: {} },
    { name: 'warehouse/write-topics', parameters: { rows: JSON.stringify(rows) } },
  ]);
}

const keyOf = (row: Row): string => `${textOf(row, 'topic')} ${textOf(row, 'was')} ${textOf(row, 'since')}`;

function rowOf({ name, ...change }: TopicChange): Row {
  return { ...change, name_en: name.en, name_zh: name.zh };
}

/** Without what versions know of it: a row of a change is another when its meaning is. */
function meaningOf(row: Row): string {
  return JSON.stringify({ ...row, known_by: null });
}

/**
 * Takes the taxonomy's splits, merges and renamings into the warehouse, and that this version of the tagger knows of them;
 * counts the weeks that they touch anew. Changes nothing the second time. Returns the touched Mondays.
 */
async function writeChanges(warehouse: Warehouse, taxonomy: Taxonomy, version: string): Promise<string[]> {
  const before = await warehouse.rows('report/topic-changes');
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const after = topicChanges(taxonomy.topics)
    .map(rowOf)
    .map((row): Row => {
      const versions = (known.get(keyOf(row))?.['known_by'] as string[] | undefined) ?? [];
      return { ...row, known_by: [...new Set([...versions, version])].toSorted() };
    });
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const stood = new Set(before.map(meaningOf));
  const stands = new Set(after.map(meaningOf));
  const other = [
    ...before.filter((row) => !stands.has(meaningOf(row))),
    ...after.filter((row) => !stood.has(meaningOf(row))),
  ];
  const topics = [...new Set(other.flatMap((row) => [row['topic'], row['was']]))];
  return warehouse.rewrite([
    { name: 'warehouse/forget-topic-changes', parameters: {} },
    { name: 'warehouse/write-topic-changes', parameters: { rows: JSON.stringify(after) } },
    { name: 'warehouse/touch-changed-topics', parameters: { topics: JSON.stringify(topics), version } },
  ]);
}

/** Takes the taxonomy of the settings into the warehouse: its topics and what they were before. */
export async function syncTaxonomy(warehouse: Warehouse, config: Config): Promise<Taxonomy> {
  const taxonomy = loadTaxonomy(taxonomyDir(config));
  await writeTopics(warehouse, taxonomy);
  await writeChanges(warehouse, taxonomy, loadTaggerVersion(taxonomyDir(config)));
  return taxonomy;
}
