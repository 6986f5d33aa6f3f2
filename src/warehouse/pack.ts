import type { Tagging } from '../tagging/tagging.ts';
import type { Reject, Ticket } from '../ticket/ticket.ts';

/** What one job's messages became: tickets with tags, and rejects, each with its position in the stream. */
export interface FactBatch {
  readonly stream: string;
  readonly label: string;
  readonly tickets: readonly { readonly ticket: Ticket; readonly tagging: Tagging; readonly position: number }[];
  readonly rejects: readonly (Reject & { readonly position: number })[];
}

/** Facts as UTF-8 JSON arrays: bytes cross threads without copying, and DuckDB parses them, not the owner's thread. */
export interface PackedFacts {
  readonly tickets: Uint8Array;
  readonly rejects: Uint8Array;
  readonly ticketCount: number;
  readonly rejectCount: number;
}

/** Structure of a packed ticket for DuckDB's from_json; times are epoch milliseconds. */
export const TICKET_STRUCTURE =
  '[{"stream":"VARCHAR","position":"BIGINT","ticket_id":"VARCHAR","closed_at":"BIGINT","created_at":"BIGINT",' +
  '"first_response_at":"BIGINT","channel":"VARCHAR","language":"VARCHAR","country":"VARCHAR","user_key":"VARCHAR",' +
  '"user_role":"VARCHAR","complaint_text":"VARCHAR","sentiment":"DOUBLE","severity":"TINYINT","concepts":["VARCHAR"],' +
  '"app_version":"VARCHAR","os":"VARCHAR","os_version":"VARCHAR","device":"VARCHAR","network":"VARCHAR",' +
  '"feature":"VARCHAR","vendor":"VARCHAR","team":"VARCHAR","agent_key":"VARCHAR","category":"VARCHAR",' +
  '"resolution_code":"VARCHAR","csat":"TINYINT","first_contact":"BOOLEAN","reopened":"INTEGER","escalated_to":"VARCHAR",' +
  '"escalated_at":"BIGINT","bot_handled":"BOOLEAN","bot_handed_off_at":"BIGINT","handle_minutes":"DOUBLE",' +
  '"cost":"DECIMAL(18,4)","refund":"DECIMAL(18,4)","currency":"VARCHAR","session_id":"VARCHAR",' +
  '"topics":[{"topic":"VARCHAR","confidence":"DOUBLE","source":"VARCHAR","evidence":"VARCHAR"}]}]';

/** Structure of a packed reject for DuckDB's from_json. */
export const REJECT_STRUCTURE =
  '[{"stream":"VARCHAR","label":"VARCHAR","position":"BIGINT","code":"VARCHAR","detail":"VARCHAR"}]';

/** Separates the pieces of evidence in one column. */
const EVIDENCE_SEPARATOR = ' · ';

function ticketRow(stream: string, { ticket: t, tagging, position }: FactBatch['tickets'][number]): object {
  return {
    stream,
    position,
    ticket_id: t.ticketId,
    closed_at: t.closedAt,
    created_at: t.createdAt,
    first_response_at: t.firstResponseAt,
    channel: t.channel,
    language: t.language,
    country: t.country,
    user_key: t.userKey,
    user_role: t.userRole,
    complaint_text: t.complaintText,
    sentiment: tagging.sentiment,
    severity: tagging.severity,
    concepts: tagging.concepts,
    app_version: t.appVersion,
    os: t.os,
    os_version: t.osVersion,
    device: t.device,
    network: t.network,
    feature: t.feature,
    vendor: t.vendor,
    team: t.team,
    agent_key: t.agentKey,
    category: t.category,
    resolution_code: t.resolutionCode,
    csat: t.csat,
    first_contact: t.firstContact,
    reopened: t.reopened,
    escalated_to: t.escalatedTo,
    escalated_at: t.escalatedAt,
    bot_handled: t.botHandled,
    bot_handed_off_at: t.botHandedOffAt,
    handle_minutes: t.handleMinutes,
    cost: t.cost,
    refund: t.refund,
    currency: t.currency,
    session_id: t.sessionId,
    topics: tagging.topics.map(({ topic, confidence, source, evidence }) => ({
      topic,
      confidence,
      source,
      evidence: evidence.join(EVIDENCE_SEPARATOR),
    })),
  };
}

const encoder = new TextEncoder();

/** Packs facts for the owner's thread. */
export function packFacts({ stream, label, tickets, rejects }: FactBatch): PackedFacts {
  return {
    tickets: encoder.encode(JSON.stringify(tickets.map((entry) => ticketRow(stream, entry)))),
    rejects: encoder.encode(
      JSON.stringify(rejects.map(({ position, code, detail }) => ({ stream, label, position, code, detail }))),
    ),
    ticketCount: tickets.length,
    rejectCount: rejects.length,
  };
}

/** The buffers to transfer with packed facts. */
export function packedBuffers(packed: PackedFacts): ArrayBuffer[] {
  return [packed.tickets.buffer as ArrayBuffer, packed.rejects.buffer as ArrayBuffer];
}
