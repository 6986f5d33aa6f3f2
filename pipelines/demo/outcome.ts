import type { ReportModel } from '../../src/report/model.ts';
import { STORIES, UNKNOWN_STORY, type Story } from './stories.ts';

/** What the reports made of a planted story. */
export interface StoryOutcome {
  readonly story: Story;
  readonly verdict: 'found' | 'missed' | 'left alone' | 'falsely raised';
  /** Weeks in which a report raised it. */
  readonly raisedIn: readonly string[];
  readonly detail: string;
}

/** Raised series that no story explains. */
export interface FalseAlarm {
  readonly week: string;
  readonly id: string;
}

const UNKNOWN_WORDS = /karaoke|lirik|lời|เนื้อ|คาราโอเกะ/i;

function raised(report: ReportModel, story: Story): boolean {
  if (story.id === UNKNOWN_STORY)
    return report.themes.some(
      (t) => t.status === 'new' && [t.label, ...t.keywords].some((word) => UNKNOWN_WORDS.test(word)),
    );
  if (story.topic === null) return report.cards.some((card) => !explained(report.week, card.id));
  return report.cards.some(({ id }) => id === story.topic);
}

function segmentNamed(reports: readonly ReportModel[], story: Story): string {
  if (story.segment === undefined) return '';
  const last = reports.findLast((r) => story.weeks.includes(r.week));
  const parts = last?.cards.find(({ id }) => id === story.topic)?.drivers.flatMap((d) => d.parts) ?? [];
  const named = Object.entries(story.segment).filter(([dimension, value]) =>
    parts.some((p) => p.dimension === dimension && p.value === value),
  );
  return named.length === 0 ? 'segment not named' : `segment named: ${named.map(([, value]) => value).join(', ')}`;
}

/** True when a story is expected to raise this topic in or around the week. */
function explained(week: string, id: string): boolean {
  return STORIES.some((s) => s.expected === 'raise' && s.topic === id && week >= s.weeks[0]!);
}

/** Compares every story with everybody's reports, oldest first. */
export function checkStories(reports: readonly ReportModel[]): StoryOutcome[] {
  return STORIES.map((story) => {
    const raisedIn = reports.filter((r) => story.weeks.includes(r.week) && raised(r, story)).map((r) => r.week);
    if (story.expected === 'leave') {
      return { story, raisedIn, verdict: raisedIn.length === 0 ? 'left alone' : 'falsely raised', detail: '' };
    }
    return {
      story,
      raisedIn,
      verdict: raisedIn.length === 0 ? 'missed' : 'found',
      detail: story.topic === null ? '' : segmentNamed(reports, story),
    };
  });
}

/** Cards of all reports that no story explains. */
export function falseAlarms(reports: readonly ReportModel[]): FalseAlarm[] {
  return reports.flatMap(({ week, cards }) =>
    cards.filter(({ id }) => !explained(week, id)).map(({ id }) => ({ week, id })),
  );
}
