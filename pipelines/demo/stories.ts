import type { Bilingual } from '../../src/report/model.ts';

/** The demo's weeks: twelve, ending in the last. */
export const WEEKS = [
  '2026-W36', '2026-W37', '2026-W38', '2026-W39', '2026-W40', '2026-W41',
  '2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-W47',
] as const; // prettier-ignore

/** Something planted in the simulated tickets, and what an honest report says of it. */
export interface Story {
  readonly id: string;
  readonly what: Bilingual;
  /** Topic whose tickets it changes; null: a complaint that no topic covers. */
  readonly topic: string | null;
  /** `raise`: must be raised in these weeks. `leave`: must not be raised in these weeks. */
  readonly expected: 'raise' | 'leave';
  readonly weeks: readonly string[];
  /** Segment that the report should name. */
  readonly segment?: Readonly<Record<string, string>>;
}

/** Words that only the unknown complaint's tickets have in common, to find its theme again. */
export const UNKNOWN_STORY = 'unknown-complaint';

/** Everything that is planted; the demo compares it with the reports when it ends. */
export const STORIES: readonly Story[] = [
  {
    id: 'lag-after-release',
    what: { en: 'Co-hosting lag in Vietnam after Android 8.2.1', zh: '安卓8.2.1发布后越南连麦卡顿' },
    topic: 'co-hosting.lag',
    expected: 'raise',
    weeks: ['2026-W46', '2026-W47'],
    segment: { country: 'VN', app_version: '8.2.1', os: 'android' },
  },
  {
    id: 'gifts-after-payday',
    what: { en: 'Gifts not delivered from the payment day of 17 November on', zh: '自11月17日发薪日起礼物未到账' },
    topic: 'gifting.not-delivered',
    expected: 'raise',
    weeks: ['2026-W47'],
  },
  {
    id: UNKNOWN_STORY,
    what: {
      en: 'Karaoke lyrics stand still, a complaint no topic covers',
      zh: 'K歌歌词不滚动（分类体系未覆盖的投诉）',
    },
    topic: null,
    expected: 'raise',
    weeks: ['2026-W47'],
  },
  {
    id: 'slow-recovery',
    what: {
      en: 'Withdrawals delayed, recovering slowly after the fix of 6 November',
      zh: '提现延迟，11月6日修复后缓慢恢复',
    },
    topic: 'payout.delayed',
    expected: 'raise',
    weeks: ['2026-W44', '2026-W45'],
  },
  {
    id: 'holiday-peak',
    what: { en: 'More tickets of every kind from India in the week of Diwali', zh: '排灯节当周印度各类工单普遍增多' },
    topic: null,
    expected: 'leave',
    weeks: ['2026-W45'],
    segment: { country: 'IN' },
  },
  {
    id: 'one-loud-user',
    what: { en: 'One user who sends 300 tickets about a ban', zh: '一位用户就封号提交300张工单' },
    topic: 'account.banned',
    expected: 'leave',
    weeks: ['2026-W47'],
  },
];

/** Factor on a topic's tickets in a week, before the segments below. */
export function topicFactor(topic: string, week: string): number {
  if (topic === 'payout.delayed')
    return { '2026-W43': 2, '2026-W44': 2.6, '2026-W45': 2.5, '2026-W46': 1.8, '2026-W47': 1.35 }[week] ?? 1;
  return 1;
}

/** Factor on all tickets of a country in a week. */
export function countryFactor(country: string, week: string): number {
  return country === 'IN' && week === '2026-W45' ? 2.2 : 1;
}
