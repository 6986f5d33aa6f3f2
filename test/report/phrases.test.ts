import { describe, expect, test } from 'vitest';
import { assembleReport, type JudgedWeek, type ReportFacts, type TopicFacts } from '../../src/report/assemble.ts';
import { formatsFor } from '../../src/report/format.ts';
import type { OpenItem, ReportAction, ReportModel, SeriesBreak, Status, Sureness } from '../../src/report/model.ts';
import { renderHtml } from '../../src/report/html.ts';
import { breakLine, certainty, concentration, headline, insideLines, voiceOf } from '../../src/report/story.ts';
import { wordsFor } from '../../src/report/words/words.ts';
import { fullReport, lagCard, quietReport } from './sample.ts';

const LANGUAGES = ['en', 'zh'] as const;

/** Every phrase about a judgement: under which condition it is used, and what it then says in both languages. */
const SURENESS: readonly [condition: string, given: Sureness, en: string, zh: string][] = [
  ['flagged, one in 20 such is false', { kind: 'likely-real', oneIn: 20 }, 'Likely real (about 1 in 20 such flags is false).', '很可能属实（此类提醒约每20次有1次误报）。'],
  ['flagged, fewer than one in 100 is false', { kind: 'likely-real', oneIn: 101 }, 'Almost certainly real (fewer than 1 in 100 such flags are false).', '几乎可以确定属实（此类提醒误报不到百分之一）。'],
  ['outside the 90 % interval, not flagged', { kind: 'watch' }, 'Worth watching: outside the usual range, but one such week is common among this many series.', '值得留意：超出常见范围，但序列众多时，单周出现这种情况并不少见。'],
  ['inside the 90 % interval', { kind: 'within' }, 'Within the usual range.', '在常见范围之内。'],
  ['fewer than five seen and expected', { kind: 'too-few' }, 'Too few tickets to judge.', '工单太少，无法判断。'],
  ['fewer than eight weeks before', { kind: 'too-young', weeks: 3 }, 'Too young to judge: 3 weeks of history, 8 are needed.', '历史太短，无法判断：只有3周，至少需要8周。'],
]; // prettier-ignore

const STATUS: readonly [condition: string, given: Status, en: string, zh: string][] = [
  ['flagged, twice the expected or more', 'surging', 'Surging', '激增'],
  ['flagged, less than twice the expected', 'rising', 'Rising', '上升'],
  ['not flagged', 'steady', 'Steady', '平稳'],
  ['flagged, below the expected', 'falling', 'Falling', '下降'],
  ['flagged, never seen before', 'new', 'New', '新出现'],
  ['flagged after four silent weeks', 'back', 'Back', '再次出现'],
  ['a theme without tickets', 'gone', 'Gone', '已消失'],
];

const ACTIONS: readonly [condition: string, given: Partial<ReportAction>, en: string, zh: string][] = [
  ['the fall exceeds chance', { verdict: 'verified', effect: -0.5, effectLow: -0.6, effectHigh: -0.4, weeks: 4 }, 'Verified: −50% (95 %: −60% to −40%) after 4 weeks.', '已见效：4周后变化−50%（95%区间：−60%至−40%）。'],
  ['a fall of 20 % is excluded', { verdict: 'not-working', effect: 0, effectLow: -0.1, effectHigh: 0.1, weeks: 4 }, 'Not working: 0% (95 %: −10% to +10%) after 4 weeks.', '未见效：4周后变化0%（95%区间：−10%至+10%）。'],
  ['neither yet, knowable later', { verdict: 'cannot-tell-yet', knowableFrom: '2026-W49', weeks: 1 }, 'Can’t tell yet. It should be knowable from week 49.', '尚无法判断。预计第49周起可以判断。'],
  ['neither, nor within eight weeks', { verdict: 'cannot-tell-yet', knowableFrom: null, weeks: 1 }, 'Can’t tell yet.', '尚无法判断。'],
]; // prettier-ignore

const NO_EFFECT: ReportAction = {
  ...fullReport.actions[0]!,
  effect: null,
  effectLow: null,
  effectHigh: null,
  knowableFrom: null,
};

describe.each(LANGUAGES)('phrases in %s', (language) => {
  const words = wordsFor(language);
  const formats = formatsFor(language);
  const pick = (en: string, zh: string): string => (language === 'en' ? en : zh);

  test.each(SURENESS)('sureness: %s', (_, given, en, zh) => {
    expect(words.sureness(given, formats)).toBe(pick(en, zh));
  });
  test.each(STATUS)('status: %s', (_, given, en, zh) => {
    expect(words.status(given)).toBe(pick(en, zh));
  });
  test.each(ACTIONS)('action: %s', (_, given, en, zh) => {
    expect(words.action({ ...NO_EFFECT, ...given }, formats)).toBe(pick(en, zh));
  });

  test('for whom: a change of rate, of the mix, or none', () => {
    const voice = voiceOf(language);
    const [driver] = lagCard.drivers;
    const said = (drivers: typeof lagCard.drivers): string => concentration({ ...lagCard, drivers }, voice).join(' ');
    expect(said([driver!])).toContain(pick('77% of the rise is', '增幅的77%来自'));
    expect(said([{ ...driver!, mixOnly: true }])).toContain(pick('not because its rate changed', '而非投诉率上升'));
    expect(said([])).toContain(pick('no single segment', '没有单一群体'));
  });

  test('what it is about: the share of the tickets, and the week before unless it is new or was not divided', () => {
    const voice = voiceOf(language);
    const [known, fresh] = lagCard.inside;
    const said = (inside: typeof lagCard.inside): string[] => insideLines({ ...lagCard, tickets: 140, inside }, voice);
    expect(said([known!, fresh!])).toEqual([
      pick(
        '“tiếng <b>trễ</b> 5 giây” (sound · delay): 61 of 140 tickets, 4 the week before.',
        '“tiếng <b>trễ</b> 5 giây”（声音 · 延迟）：140张工单中的61张，上周4张。',
      ),
      pick(
        '“Guest freezes after the update”: 1 of 140 tickets, new this week.',
        '“更新后嘉宾画面卡住”：140张工单中的1张，本周新出现。',
      ),
    ]);
    expect(said([{ ...known!, before: null }])[0]).toContain(pick('of 140 tickets.', '的61张。'));
    expect(said([{ ...known!, estimated: true }])[0]).toContain(
      pick('about 61 of 140 tickets, about 4 the week before', '140张工单中的约61张，上周约4张'),
    );
    expect(said([])).toEqual([]);
  });

  test('how long: the first flagged week, several in a row, a step that stayed', () => {
    const voice = voiceOf(language);
    const said = (change: Partial<typeof lagCard>): string => certainty({ ...lagCard, ...change }, voice).join(' ');
    expect(said({ weeksRaised: 1 })).toContain(pick('First week flagged', '首次触发提醒'));
    expect(said({ weeksRaised: 3 })).toContain(pick('3 weeks in a row', '已连续3周'));
    expect(said({ newLevelSince: '2026-W41' })).toContain(pick('new level since week 41', '自第41周起按新水平计算'));
  });

  test('trust: complete or not, gaps, and what changes are relative to', () => {
    const said = (trust: Partial<ReportModel['trust']>): string =>
      words.trustLine({ ...fullReport, trust: { ...fullReport.trust, ...trust } }, formats).join('\n');
    expect(said({})).toContain(pick('Complete week', '数据完整'));
    expect(said({ complete: false, daysSeen: 4 })).toContain(pick('only 4 of 7 days', '7天中仅4天'));
    expect(said({ gaps: ['2026-W40'] })).toContain(pick('Data missing in week 40', '第40周数据缺失'));
    expect(said({ perActiveUser: true })).toContain(pick('relative to active users', '相对于活跃用户数'));
    expect(said({ perActiveUser: false })).toContain(pick('all series did in common', '全部序列的共同变化'));
  });

  test('headline: incomplete, too young, quiet', () => {
    const said = (change: Partial<ReportModel['trust']>): string =>
      headline({ ...quietReport, trust: { ...quietReport.trust, ...change } }, voiceOf(language));
    expect(said({ complete: false, daysSeen: 2 })).toBe(words.incompleteWeek(2));
    expect(said({ weeksOfHistory: 7 })).toBe(words.tooYoung(7));
    expect(said({ weeksOfHistory: 8 })).toBe(words.nothingToDo());
  });
});

/** Weeks of a topic that was flagged in the given ones; the last is the report's. */
function topicOf(tickets: readonly number[], flagged: readonly number[], last: Partial<JudgedWeek>): TopicFacts {
  const weeks = tickets.map((count, i): JudgedWeek => ({
    week: `2026-W${20 + i}`,
    tickets: count,
    users: count,
    expected: 40,
    low: 30,
    high: 51,
    ratio: count / 40,
    ratioLow: 0.5,
    ratioHigh: 2,
    qValue: 0.5,
    status: flagged.includes(i) ? 'rising' : 'steady',
    sureness: { kind: 'within' },
    flagged: flagged.includes(i),
    partial: false,
    weeksRaised: 0,
    newLevelSince: null,
    ...(i === tickets.length - 1 ? last : {}),
  }));
  const name = { en: 'Topic', zh: '问题' };
  const csat = { now: null, before: null, rated: 0 };
  const detail = {
    share: 0,
    csat,
    negativeShare: null,
    severity: null,
    money: [],
    drivers: [],
    inside: [],
    quotes: [],
    happenings: [],
  };
  return { id: 'a.b', name, owner: name, weeks, breaks: [], detail };
}

describe('what is still open', () => {
  const facts = (topic: TopicFacts): ReportFacts => ({ ...fullReport, topics: [topic], weeksShown: 26 });
  const open = (topic: TopicFacts): OpenItem | undefined => assembleReport(facts(topic)).open[0];
  const rise = [40, 40, 90, 95];

  test.each([
    ['above the interval', [...rise, 70], {}, 'still-high'],
    ['inside the interval, 15 % above the expected', [...rise, 48], {}, 'recovering'],
    ['as expected again', [...rise, 41], {}, 'back-to-normal'],
    ['six weeks at the same height, which is the level now', [...rise, 92], { expected: 90, high: 110, newLevelSince: '2026-W22' }, 'new-level'],
  ] as const)('%s', (_, tickets, last, state) => {
    expect(open(topicOf(tickets, [2, 3], last))?.state).toBe(state);
  }); // prettier-ignore

  test('is told in words of the new level, and since when', () => {
    const topic = topicOf([...rise, 92], [2, 3], { expected: 90, high: 110, newLevelSince: '2026-W22' });
    const item = open(topic)!;
    expect(item.sinceWeek).toBe('2026-W22');
    const said = LANGUAGES.map((language) => wordsFor(language).open(item, formatsFor(language), '2026-W24'));
    expect(said[0]).toBe(
      'stayed there for six weeks (92 tickets, expected 90): counted as the new level since week 22.',
    );
    expect(said[1]).toBe('已在新水平停留六周（92张，预期90张），自第22周起按新水平计算。');
  });

  test('is no longer told when a step of long ago is the level', () => {
    expect(open(topicOf([40, 40, 40, 90, 41], [3], { newLevelSince: '2026-W20' }))?.state).toBe('back-to-normal');
  });
});

describe('a break in a series', () => {
  test.each([
    ['another name', 'renamed', 'Called “X” before 1 Oct', '之前名为“X”，问题相同。'],
    [
      'a part of what was',
      'split-from',
      'Split from “X” on 1 Oct: the weeks before count all of that.',
      '从“X”拆分而来',
    ],
    [
      'what is left of it',
      'split-into',
      '“X” is counted apart since 1 Oct: the weeks before include it.',
      '此前各周包含这一部分',
    ],
    [
      'several that became one',
      'merged-from',
      'Merged on 1 Oct: the weeks before add up X, by the old rules.',
      '按旧规则的合计',
    ],
  ] as const)('is said of %s', (_, kind, inEnglish, inChinese) => {
    const said = LANGUAGES.map((language) =>
      breakLine({ week: '2026-W40', since: '2026-10-01', kind, of: { en: 'X', zh: 'X' } }, voiceOf(language)),
    );
    expect(said[0]).toContain(inEnglish);
    expect(said[1]).toContain(inChinese);
    const judged = said.map((line, i) => line.includes(['no change across it is judged', '前后不作比较'][i]!));
    expect(judged).toEqual(kind === 'renamed' ? [false, false] : [true, true]);
  });

  const breaks = (kind: SeriesBreak['kind'], week: string): SeriesBreak[] => [
    { week, since: '2026-10-01', kind, of: { en: 'X', zh: 'X' } },
  ];
  const drawn = (own: readonly SeriesBreak[]): string => {
    const model = { ...fullReport, cards: [{ ...fullReport.cards[0]!, breaks: [...own] }], topics: [] };
    return renderHtml(model, 'en');
  };
  test('is drawn between the weeks, and no line goes across it; across another name one does', () => {
    const lines = (html: string): number => html.match(/class="seen"/g)!.length;
    const none = drawn([]);
    expect(none).not.toContain('class="break"');
    expect(drawn(breaks('split-from', '2026-W40'))).toContain('class="break"');
    expect(lines(drawn(breaks('split-from', '2026-W40')))).toBe(lines(none) + 1);
    expect(drawn(breaks('renamed', '2026-W40'))).toContain('class="break"');
    expect(lines(drawn(breaks('renamed', '2026-W40')))).toBe(lines(none));
  });

  test('is told only where the weeks on both sides are shown', () => {
    const weeks = (week: string): TopicFacts => ({ ...topicOf([1, 2, 3], [], {}), breaks: breaks('split-from', week) });
    const shown = (week: string): number =>
      assembleReport({ ...fullReport, topics: [weeks(week)], weeksShown: 26 }).topics[0]!.breaks.length;
    const [first, second] = weeks('').weeks.map(({ week }) => week);
    expect([first!, second!].map(shown)).toEqual([0, 1]);
  });
});
