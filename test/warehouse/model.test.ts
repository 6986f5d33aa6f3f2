import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitOf, openTest, tagging, ticket } from './facts.ts';

const MONDAY = Date.UTC(2026, 8, 7);
const DAY = 86_400_000;
const TOPICS = ['gifting.not-delivered', 'co-hosting.lag', 'app.crash'];

interface Closing {
  readonly id: string;
  readonly day: number;
  readonly user: number;
  readonly topics: readonly string[];
}

const closing: fc.Arbitrary<Closing> = fc.record({
  id: fc.integer({ min: 0, max: 9 }).map((n) => `t${n}`),
  day: fc.integer({ min: 0, max: 27 }),
  user: fc.integer({ min: 0, max: 4 }),
  topics: fc.subarray(TOPICS),
});

/** The same by plain means: the latest closing of each ticket, counted by week and topic. */
function expectedCounts(closings: readonly Closing[]): Map<string, { tickets: number; users: Set<number> }> {
  const latest = new Map<string, Closing>();
  for (const one of closings) if (one.day >= (latest.get(one.id)?.day ?? -1)) latest.set(one.id, one);
  const counts = new Map<string, { tickets: number; users: Set<number> }>();
  for (const { day, user, topics } of latest.values()) {
    const week = new Date(MONDAY + Math.floor(day / 7) * 7 * DAY).toISOString().slice(0, 10);
    for (const topic of topics) {
      const count = counts.get(`${topic} ${week}`) ?? { tickets: 0, users: new Set() };
      count.tickets++;
      count.users.add(user);
      counts.set(`${topic} ${week}`, count);
    }
  }
  return counts;
}

test('any closings in any batches, refreshed whenever, give what a naive model gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ closings: fc.array(closing, { maxLength: 8 }), refresh: fc.boolean() }), { maxLength: 6 }),
      async (batches) => {
        const w = await openTest();
        try {
          let from = 0;
          for (const { closings, refresh } of batches) {
            const facts = closings.map(
              ({ id, day, user, topics }) =>
                [ticket(id, MONDAY + day * DAY, { userKey: `u${user}` }), tagging(...topics)] as const,
            );
            await w.commit(commitOf(facts, from));
            from += closings.length;
            if (refresh) await w.refresh();
          }
          await w.refresh();
          const rows = await w.rows('report/topic-weeks', { week: '9999-01-01' });
          const seen = new Map(
            rows.map((r) => [`${r['topic'] as string} ${r['week'] as string}`, [r['tickets'], r['users']]]),
          );
          const counts = expectedCounts(batches.flatMap(({ closings }) => closings));
          expect(seen).toEqual(new Map([...counts].map(([key, { tickets, users }]) => [key, [tickets, users.size]])));
        } finally {
          await w.close();
        }
      },
    ),
    { numRuns: 25, seed: 7 },
  );
});

test('every column of a ticket comes back as it was given', async () => {
  const w = await openTest();
  const full = ticket('id "with" \u001F separators', MONDAY + 1, {
    channel: 'chat',
    language: 'zh',
    country: null,
    userRole: 'host',
    osVersion: '17.1',
    device: 'Pixel 9',
    network: 'wifi',
    feature: 'pk',
    vendor: null,
    team: 't1',
    agentKey: 'agent',
    category: '',
    resolutionCode: 'solved',
    csat: 5,
    firstContact: false,
    reopened: 3,
    escalatedTo: 'l2',
    escalatedAt: MONDAY,
    botHandled: true,
    botHandedOffAt: MONDAY - 5,
    handleMinutes: 0.1,
    cost: '1234567.8901',
    refund: null,
    currency: 'VND',
    sessionId: 's',
  });
  await w.commit(commitOf([[full, { ...tagging('app.crash'), concepts: ['a', 'b'] }]]));
  await w.refresh();
  const [row] = await w.rows('analysis/ticket-in-full', { ticket: 'id "with"   separators' });
  await w.close();
  expect(row).toMatchObject({
    closed_at: MONDAY + 1,
    country: null,
    user_role: 'host',
    complaint_text: full.complaintText,
    sentiment: -0.5,
    severity: 1,
    concepts: ['a', 'b'],
    category: '',
    csat: 5,
    first_contact: false,
    reopened: 3,
    escalated_at: MONDAY,
    bot_handled: true,
    bot_handed_off_at: MONDAY - 5,
    handle_minutes: 0.1,
    cost: 1234567.8901,
    refund: null,
    currency: 'VND',
    session_id: 's',
    topics: ['app.crash'],
  });
});

test('one absurd amount does not stop the marts', async () => {
  const w = await openTest();
  const rich = { cost: '99999999999999.9999', refund: '99999999999999.9999' };
  await w.commit(
    commitOf([
      [ticket('a', MONDAY + 1, rich), tagging('app.crash')],
      [ticket('b', MONDAY + 1, rich), tagging('app.crash')],
    ]),
  );
  expect(await w.refresh()).toEqual(['2026-09-07']);
  await w.close();
});
