/** What became of topics that were split, merged or renamed. */
import { Fault } from '../errors.ts';
import type { YamlFile } from '../yaml-file.ts';
import type { Topic, TopicOrigin } from './taxonomy.ts';

/** Kinds of changes as a series meets them; `split-into`: a topic that lives on after a part of it became another's. */
export type ChangeKind = TopicOrigin['kind'] | 'split-into';

/** One earlier meaning of a topic: tickets tagged `was` before `since` belong to the series of `topic`. */
export interface TopicChange {
  readonly topic: string;
  /** Earlier topic; the topic's own id where the same name meant something else. */
  readonly was: string;
  readonly kind: ChangeKind;
  /** ISO date. */
  readonly since: string;
  /** `was` is no topic any more, so that every ticket tagged so was tagged before. */
  readonly retired: boolean;
  /** What the earlier topics, or the part that left, are called. */
  readonly name: { readonly en: string; readonly zh: string };
}

function nameOf(ids: readonly string[], origin: Partial<TopicOrigin>, topics: ReadonlyMap<string, Topic>) {
  const called = (language: 'en' | 'zh'): string =>
    origin[language] ?? ids.map((id) => topics.get(id)?.[language] ?? id).join(language === 'zh' ? '、' : ', ');
  return { en: called('en'), zh: called('zh') };
}

/** Parents of splits that live on: they lost a part, which their own series must say. */
function remainders(topics: readonly Topic[], byId: ReadonlyMap<string, Topic>): TopicChange[] {
  const splits = topics.flatMap(({ id, was }) =>
    was.flatMap(({ kind, since, topics: [parent] }) =>
      kind === 'split-from' && parent !== id && byId.has(parent!) ? [{ parent: parent!, since, part: id }] : [],
    ),
  );
  return [...Map.groupBy(splits, ({ parent, since }) => `${parent} ${since}`).values()].map((same) => {
    const { parent, since } = same[0]!;
    const name = nameOf(same.map(({ part }) => part), {}, byId); // prettier-ignore
    return { topic: parent, was: parent, kind: 'split-into', since, retired: false, name };
  });
}

/** Earlier meanings of a topic, those of a parent that lives on included: what it was before is theirs, too. */
function originsOf(topic: Topic, byId: ReadonlyMap<string, Topic>, until = '9999'): TopicChange[] {
  return topic.was
    .filter(({ since }) => since < until)
    .flatMap((origin) => {
      const name = nameOf(origin.topics, origin, byId);
      const own = origin.topics.map((was): TopicChange => {
        return { topic: topic.id, was, kind: origin.kind, since: origin.since, retired: !byId.has(was), name };
      });
      const parents = origin.topics.flatMap((was) => (was === topic.id ? [] : (byId.get(was) ?? [])));
      const older = parents.flatMap((parent) => originsOf(parent, byId, origin.since));
      return [...own, ...older.map((change) => ({ ...change, topic: topic.id }))];
    });
}

/** Every earlier meaning of the topics of a taxonomy, in order of topic and date; empty when nothing ever changed. */
export function topicChanges(topics: readonly Topic[]): TopicChange[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const stated = topics.flatMap((topic) => originsOf(topic, byId));
  const said = new Set(stated.map(({ topic, was, since }) => `${topic} ${was} ${since}`));
  const derived = remainders(topics, byId).filter(({ topic, was, since }) => !said.has(`${topic} ${was} ${since}`));
  const order = ({ topic, since, was }: TopicChange): string => `${topic} ${since} ${was}`;
  return [...stated, ...derived].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

function lineOfTopic(file: YamlFile, id: string, was: string): number {
  const lines = file.text.split('\n');
  const key = new RegExp(`^\\s*["']?${id.split('.').at(-1)}["']?\\s*:`);
  const from = Math.max(0, lines.findIndex((line) => key.test(line))); // prettier-ignore
  const at = lines.findIndex((line, i) => i >= from && line.includes(was));
  return (at < 0 ? from : at) + 1;
}

function problemOf(topic: Topic, { kind, topics, since }: TopicOrigin, known: ReadonlySet<string>): string | undefined {
  const [first] = topics;
  if (kind === 'renamed' && first === topic.id) return `is said to have been renamed from itself`;
  const living = topics.find((id) => id !== topic.id && known.has(id));
  if (kind !== 'split-from' && living !== undefined)
    return `is ${kind} ${living} since ${since}, which is a topic still: only a split leaves the old one`;
  return undefined;
}

/** Refuses changes that cannot be: a name given up that still stands, changes out of order. Faults name file and line. */
export function refuseBadChanges(topics: ReadonlyMap<YamlFile, readonly Topic[]>): void {
  const known = new Set([...topics.values()].flat().map(({ id }) => id));
  for (const [file, own] of topics)
    for (const topic of own)
      for (const [i, origin] of topic.was.entries()) {
        const late = topic.was.slice(i + 1).some(({ since }) => since <= origin.since);
        const problem = late ? 'lists a change that is not older than the next' : problemOf(topic, origin, known);
        if (problem !== undefined)
          throw new Fault('bad-taxonomy', `${file.path}:${lineOfTopic(file, topic.id, late ? origin.since : origin.topics[0]!)} ${topic.id} ${problem}.`, {
            next: 'Correct the entry below `was:`.',
          }); // prettier-ignore
      }
}
