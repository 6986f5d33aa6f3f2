import { describe, expect, test } from 'vitest';
import { topicChanges, type TopicChange } from '../../src/tagging/taxonomy-changes.ts';
import { parseTaxonomy } from '../../src/tagging/taxonomy.ts';

const concepts = { path: 'concepts.yaml', text: 'concepts:\n  lag: { en: lag, zh: 卡, kind: happening }\n' };

/** An area file with topics and the entries of their `was`, a topic at lines 3, 3 + its entries + 2, … */
function area(topics: Readonly<Record<string, readonly string[]>>): { path: string; text: string } {
  const lines = Object.entries(topics).flatMap(([topic, was]) => [
    `  ${topic}:`,
    `    { en: ${topic.toUpperCase()}, zh: 题${topic}, owner: client, was: [`,
    ...was.map((entry) => `      ${entry},`),
    '    ] }',
  ]);
  return { path: 'play.yaml', text: ['area: play', 'topics:', ...lines, ''].join('\n') };
}

const changes = (topics: Readonly<Record<string, readonly string[]>>): TopicChange[] =>
  topicChanges(parseTaxonomy([concepts, area(topics)]).topics);
const brief = (topics: Readonly<Record<string, readonly string[]>>): string[] =>
  changes(topics).map(({ topic, was, kind, since, retired }) =>
    [topic, kind, was, since, retired ? 'gone' : 'lives'].join(' '),
  );
const refused = (topics: Readonly<Record<string, readonly string[]>>): string => {
  try {
    changes(topics);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

const renamed = '{ since: 2026-10-01, kind: renamed, topics: [play.old], en: Old, zh: 旧 }';

describe('the history of a topic', () => {
  test('says under which ids its tickets were tagged, and what those were called', () => {
    expect(changes({ a: [renamed] })).toEqual([
      {
        topic: 'play.a',
        was: 'play.old',
        kind: 'renamed',
        since: '2026-10-01',
        retired: true,
        name: { en: 'Old', zh: '旧' },
      },
    ]);
    expect(changes({ a: [] })).toEqual([]);
  });

  test('of a split whose parent lives on is a break in the parent, too', () => {
    expect(brief({ a: [], b: ['{ since: 2026-10-01, kind: split-from, topics: [play.a] }'] })).toEqual([
      'play.a split-into play.a 2026-10-01 lives',
      'play.b split-from play.a 2026-10-01 lives',
    ]);
    expect(
      changes({ a: [], b: ['{ since: 2026-10-01, kind: split-from, topics: [play.a] }'] }).map(({ name }) => name),
    ).toEqual([
      { en: 'B', zh: '题b' },
      { en: 'A', zh: '题a' },
    ]);
  });

  test('of a merger names all that became one, its own narrower self included', () => {
    expect(brief({ a: ['{ since: 2026-10-01, kind: merged-from, topics: [play.a, play.c] }'] })).toEqual([
      'play.a merged-from play.a 2026-10-01 lives',
      'play.a merged-from play.c 2026-10-01 gone',
    ]);
  });

  test('takes over what a parent that lives on was before', () => {
    const split = '{ since: 2026-10-01, kind: split-from, topics: [play.a] }';
    const before = '{ since: 2026-03-01, kind: renamed, topics: [play.x] }';
    const after = '{ since: 2026-12-01, kind: merged-from, topics: [play.y] }';
    expect(brief({ a: [before, after], b: [split] }).filter((line) => line.startsWith('play.b'))).toEqual([
      'play.b renamed play.x 2026-03-01 gone',
      'play.b split-from play.a 2026-10-01 lives',
    ]);
  });

  test('is checked with file and line', () => {
    expect(refused({ a: ['{ since: 2026-13-01, kind: renamed, topics: [play.old] }'] })).toMatch(
      /^play\.yaml:5 .*date such as/,
    );
    expect(refused({ a: ['{ since: 2026-10-01, kind: moved, topics: [play.old] }'] })).toMatch(/^play\.yaml:5 /);
    expect(refused({ a: ['{ since: 2026-10-01, kind: renamed, topics: [play.x, play.y] }'] })).toMatch(
      /^play\.yaml:5 .*several topics; renamed is of one/,
    );
    expect(refused({ a: [renamed], b: [], old: [] })).toMatch(
      /^play\.yaml:5 play\.a is renamed play\.old since 2026-10-01, which is a topic still/,
    );
    expect(refused({ a: ['{ since: 2026-10-01, kind: renamed, topics: [play.a] }'] })).toMatch(
      /^play\.yaml:5 .*from itself/,
    );
    expect(refused({ a: [renamed, '{ since: 2026-09-01, kind: renamed, topics: [play.older] }'] })).toMatch(
      /^play\.yaml:5 .*not older than the next/,
    );
  });
});
