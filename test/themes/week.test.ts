import { describe, expect, test } from 'vitest';

import { memoryFromBytes, memoryToBytes, type ThemeMemory } from '../../src/themes/memory.ts';
import { statusOf } from '../../src/themes/status.ts';
import { clusterWeek, type WeekThemes } from '../../src/themes/week.ts';
import { ticketsOf, weekOf } from './support.ts';

const EVERYDAY = { gift: 50, payout: 50, audio: 50, login: 50 };
const first = clusterWeek(weekOf(EVERYDAY, 1), null, { week: '2026-W10' });
const second = clusterWeek(weekOf(EVERYDAY, 2), first.memory, { week: '2026-W11' });

function themeOf(result: WeekThemes, matter: string): string | null {
  const counts = new Map<string | null, number>();
  for (const { docId, themeId } of result.assignments)
    if (docId.includes(`-${matter}-`)) counts.set(themeId, (counts.get(themeId) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

describe('clusterWeek', () => {
  test('the first week is the baseline: nothing is new', () => {
    expect(first.themes.every((theme) => theme.baseline && theme.status === 'steady')).toBe(true);
  });

  test('a matter keeps its id in the next week', () => {
    for (const matter of Object.keys(EVERYDAY)) expect(themeOf(second, matter)).toBe(themeOf(first, matter));
    expect(second.themes.filter((theme) => theme.status === 'new')).toEqual([]);
  });

  test('a new complaint of 25 tickets is a new theme in its first week', () => {
    const third = clusterWeek(weekOf({ ...EVERYDAY, wall: 25 }, 3), second.memory, { week: '2026-W12' });
    const fresh = third.themes.filter((theme) => theme.status === 'new');
    expect(fresh.map((theme) => theme.id)).toEqual([themeOf(third, 'wall')]);
    expect(fresh[0]?.tickets).toBeGreaterThanOrEqual(20);
  });

  test('a matter that pauses is gone, and comes back under its id', () => {
    const { login, ...rest } = EVERYDAY;
    let memory: ThemeMemory = second.memory;
    for (const [i, week] of ['2026-W12', '2026-W13'].entries()) {
      const paused = clusterWeek(weekOf(rest, 10 + i), memory, { week });
      expect(paused.themes.find((theme) => theme.id === themeOf(second, 'login'))?.status).toBe('gone');
      memory = paused.memory;
    }
    const again = clusterWeek(weekOf({ ...rest, login }, 20), memory, { week: '2026-W14' });
    expect(themeOf(again, 'login')).toBe(themeOf(second, 'login'));
    expect(again.themes.find((theme) => theme.id === themeOf(second, 'login'))?.status).toBe('back');
  });

  test('one person or one copied text makes no theme', () => {
    const spam = ticketsOf('wall', 60, 5, 'spam').map((doc) => ({ ...doc, userKey: 'one' }));
    const copied = ticketsOf('wall', 1, 6, 'copy');
    const copies = Array.from({ length: 60 }, (_, i) => ({ ...copied[0]!, id: `copy-${i}`, userKey: `copier-${i}` }));
    for (const extra of [spam, copies]) {
      const third = clusterWeek([...weekOf(EVERYDAY, 3), ...extra], second.memory, { week: '2026-W12' });
      expect(third.themes.filter((theme) => theme.status === 'new')).toEqual([]);
    }
  });

  test('the same week again gives the same bytes, also from a memory that already holds it', () => {
    const docs = weekOf(EVERYDAY, 2);
    const again = clusterWeek(docs, memoryFromBytes(memoryToBytes(first.memory)), { week: '2026-W11' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(second));
  });

  test('5 % other tickets leave 95 % of the rest in their theme', () => {
    const docs = weekOf(EVERYDAY, 2);
    const other = weekOf(EVERYDAY, 9);
    const changed = docs.map((doc, i) => (i % 20 === 0 ? (other[i] ?? doc) : doc));
    const result = clusterWeek(changed, first.memory, { week: '2026-W11' });
    const kept = result.assignments.filter(
      (a, i) => a.themeId === second.assignments[i]?.themeId && i % 20 !== 0,
    ).length;
    expect(kept / (docs.length * 0.95)).toBeGreaterThanOrEqual(0.95);
  });

  test('themes stay inside their group, and the nearest topic is that of like tickets', () => {
    const grouped = weekOf(EVERYDAY, 1).map((doc) => ({ ...doc, group: doc.id.includes('-gift-') ? 'gifting' : '' }));
    const context = ticketsOf('payout', 20, 8, 'ctx').map((doc) => ({ ...doc, topics: ['payout.delay'] }));
    const result = clusterWeek(grouped, null, { week: '2026-W10', context });
    const groups = new Map(result.themes.map((theme) => [theme.id, theme.group]));
    const strayed = result.assignments.filter(
      (a, i) => a.themeId !== null && groups.get(a.themeId) !== grouped[i]?.group,
    );
    expect(strayed).toEqual([]);
    expect(result.themes.find((theme) => theme.id === themeOf(result, 'payout'))?.nearestTopic?.id).toBe(
      'payout.delay',
    );
  });

  test('damaged memory is said to be damaged', () => {
    expect(() => memoryFromBytes(new TextEncoder().encode('{'))).toThrow(/damaged/);
  });
});

test('rising and falling need a change beyond chance', () => {
  expect(statusOf([20, 20, 20], 45, false, false)).toBe('rising');
  expect(statusOf([20, 20, 20], 24, false, false)).toBe('steady');
  expect(statusOf([20, 20, 20], 5, false, false)).toBe('falling');
  expect(statusOf([20, 0, 0], 9, false, false)).toBe('back');
  expect(statusOf([20, 20], 0, false, false)).toBe('gone');
});
