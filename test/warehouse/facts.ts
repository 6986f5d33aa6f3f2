import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tagging } from '../../src/tagging/tagging.ts';
import { redact } from '../../src/ticket/redact.ts';
import type { Ticket } from '../../src/ticket/ticket.ts';
import { packFacts, type FactBatch } from '../../src/warehouse/pack.ts';
import { openWarehouse, type Commit, type Warehouse } from '../../src/warehouse/warehouse.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);
export const STREAM = 'kafka:support.tickets.closed/0';

/** A folder of its own for one test. */
export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'groundswell-warehouse-'));
}

/** A warehouse in a new folder, or in the one given. */
export function openTest(dataDir = tempFolder(), timeZone = 'UTC'): Promise<Warehouse> {
  return openWarehouse({ dataDir, memoryLimit: '256MB', timeZone, purpose: 'test' });
}

/** A ticket that says little. */
export function ticket(id: string, closedAt: number, more: Partial<Ticket> = {}): Ticket {
  return {
    ticketId: id,
    closedAt,
    createdAt: closedAt - 3_600_000,
    firstResponseAt: closedAt - 3_000_000,
    channel: 'in_app',
    language: 'en',
    country: 'VN',
    userKey: `user-${id}`,
    userRole: 'viewer',
    complaintText: redact('the gift was not delivered').text,
    appVersion: '8.4.0',
    os: 'android',
    osVersion: null,
    device: null,
    network: null,
    feature: null,
    vendor: 'desk-a',
    team: null,
    agentKey: null,
    category: null,
    resolutionCode: null,
    csat: 2,
    firstContact: true,
    reopened: 0,
    escalatedTo: null,
    escalatedAt: null,
    botHandled: false,
    botHandedOffAt: null,
    handleMinutes: 7.5,
    cost: '1.10',
    refund: '0.20',
    currency: 'USD',
    sessionId: null,
    ...more,
  };
}

/** Tags with the given topics. */
export function tagging(...topics: readonly string[]): Tagging {
  return {
    topics: topics.map((topic) => ({ topic, confidence: 0.9, source: 'lexicon', evidence: ['gift', 'not delivered'] })),
    sentiment: -0.5,
    severity: 1,
    concepts: ['gift'],
  };
}

/** A commit of tickets at positions from `from` on, and of rejects behind them. */
export function commitOf(
  tickets: readonly (readonly [Ticket, Tagging])[],
  from = 0,
  rejects: readonly { readonly code: 'not-json'; readonly detail: string }[] = [],
  stream = STREAM,
  now = NOW,
): Commit {
  const facts: FactBatch = {
    stream,
    label: stream,
    tickets: tickets.map(([one, tags], i) => ({ ticket: one, tagging: tags, position: from + i })),
    rejects: rejects.map((reject, i) => ({ ...reject, position: from + tickets.length + i })),
  };
  const position = from + tickets.length + rejects.length;
  return {
    packed: [packFacts(facts)],
    offsets: [{ stream, label: stream, position, detail: '' }],
    taggerVersion: 't:1',
    now,
  };
}
