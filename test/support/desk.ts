/** What a topic holds: the latest closing of every ticket, and how many messages must be rejects. */
export interface Truth {
  readonly latest: ReadonlyMap<string, string>;
  readonly closings: number;
  readonly rejects: number;
}

/** A message for Kafka. */
export interface DeskMessage {
  readonly key: string | null;
  readonly value: string | null;
}

function event(id: number, closedAt: Date): string {
  return JSON.stringify({
    ticket_id: `T-${id}`,
    closed_at: closedAt.toISOString(),
    created_at: new Date(closedAt.getTime() - 3_600_000).toISOString(),
    user_id: `u-${id % 700}`,
    messages: [
      { at: closedAt.toISOString(), author: 'user', text: `my recharge ${id} never arrived, the money is gone` },
    ],
  });
}

const BASE = Date.UTC(2026, 9, 5);
const AGAIN = 9 * 86_400_000;

/** Tickets `from` to `to`, as a desk sends them: some twice, some re-opened and closed again, and now and then rubbish. */
export function deskMessages(from: number, to: number): { messages: DeskMessage[]; truth: Truth } {
  const messages: DeskMessage[] = [];
  const latest = new Map<string, string>();
  let rejects = 0;
  for (let i = from; i < to; i++) {
    const [key, closed] = [`T-${i}`, new Date(BASE + i * 60_000)];
    messages.push({ key, value: event(i, closed) });
    latest.set(key, closed.toISOString());
    if (i % 50 === 7) messages.push({ key, value: event(i, closed) });
    if (i % 40 === 3) {
      const again = new Date(closed.getTime() + AGAIN);
      messages.push({ key, value: event(i, again) });
      latest.set(key, again.toISOString());
    }
    if (i % 100 !== 11) continue;
    messages.push({ key: 'x', value: 'rubbish {' }, { key: 'x', value: null }, { key: null, value: '[1]' });
    rejects += 3;
  }
  return { messages, truth: { latest, closings: messages.length - rejects, rejects } };
}
