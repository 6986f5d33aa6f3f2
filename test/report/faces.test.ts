import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { renderIndex } from '../../src/report/index-page.ts';
import { renderJson, reportJsonSchema } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { ReportModel } from '../../src/report/model.ts';
import { headline, voiceOf } from '../../src/report/story.ts';
import { expectGolden } from '../support/golden.ts';
import { fullReport, giftCard, lagCard, quietReport } from './sample.ts';

describe.each(['en', 'zh'] as const)('the faces in %s', (language) => {
  test('the HTML of a full report is the golden one', () => {
    expectGolden(`report/full.${language}.html`, renderHtml(fullReport, language, 'other.html'));
  });
  test('the Markdown of a full report is the golden one', () => {
    expectGolden(`report/full.${language}.md`, renderMarkdown(fullReport, language));
  });
  test('the Markdown of a quiet report is the golden one', () => {
    expectGolden(`report/quiet.${language}.md`, renderMarkdown(quietReport, language));
  });
});

test('the JSON face and its schema are the golden ones', () => {
  expectGolden('report/full.json', renderJson(fullReport));
  expectGolden('report/schema.json', `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
});

test('the index links every week and team, newest first', () => {
  const entry = {
    week: '2026-W47',
    from: '2026-11-16',
    to: '2026-11-22',
    team: 'all',
    teamName: { en: 'All teams', zh: '全部团队' },
    headline: { en: 'Nothing <needs> action.', zh: '没有问题。' },
    paths: { en: '2026-W47/all.en.html', zh: '2026-W47/all.zh.html' },
  };
  expectGolden('report/index.html', renderIndex([{ ...entry, week: '2026-W46' }, entry]));
});

describe('the headline', () => {
  const said = (model: ReportModel): string => headline(model, voiceOf('en'));
  test('names what rose, how much, where, and how many more', () => {
    expect(said(fullReport)).toBe(
      'Co-hosting lag is surging: 3.0× what was expected, mostly Android 8.2.1 in Vietnam; 2 more items need a look.',
    );
    expect(headline(fullReport, voiceOf('zh'))).toBe(
      '“连麦卡顿/延迟”激增，达到预期的3.0倍，主要集中在越南的Android 8.2.1；另有2项需要关注。',
    );
  });
  test('says that nothing needs action when nothing does', () => {
    expect(said(quietReport)).toBe('Nothing needs action this week.');
  });
  test('judges no incomplete week', () => {
    const partial = { ...fullReport, trust: { ...fullReport.trust, complete: false, daysSeen: 4 } };
    expect(said(partial)).toContain('incomplete (4 of 7 days');
  });
  test('says that history is too young when there is none', () => {
    const young = { ...quietReport, trust: { ...quietReport.trust, weeksOfHistory: 3 } };
    expect(said(young)).toContain('3 weeks of history');
  });
  test('names no segment that carries less than 40 % or is a change of mix', () => {
    const [driver] = lagCard.drivers;
    const weak = { ...lagCard, drivers: driver === undefined ? [] : [{ ...driver, shareOfRise: 0.3 }] };
    const mix = { ...lagCard, drivers: driver === undefined ? [] : [{ ...driver, mixOnly: true }] };
    for (const card of [weak, mix]) expect(said({ ...fullReport, cards: [card] })).not.toContain('mostly');
  });
  test('puts what rose before what fell', () => {
    const fell = { ...giftCard, status: 'falling' as const };
    expect(said({ ...fullReport, cards: [fell, lagCard] })).toContain('Co-hosting lag is surging');
  });
});

test('a report with more than five cards is refused', () => {
  expect(() => renderJson({ ...fullReport, cards: Array.from({ length: 6 }, () => lagCard) })).toThrow(/cards/);
});

test('no report claims a cause', () => {
  for (const face of [renderMarkdown(fullReport, 'en'), renderHtml(fullReport, 'en')]) {
    expect(face).not.toMatch(/caused by|because of the release/i);
  }
  expect(renderMarkdown(fullReport, 'zh')).not.toMatch(/导致|引起/);
});
