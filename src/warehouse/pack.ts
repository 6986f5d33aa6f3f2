import type { Tagging } from '../tagging/tagging.ts';
import type { Reject, Ticket } from '../ticket/ticket.ts';

/** What one job's messages became: tickets with tags, and rejects, each with its position in the stream. */
export interface FactBatch {
  readonly stream: string;
  readonly label: string;
  readonly tickets: readonly { readonly ticket: Ticket; readonly tagging: Tagging; readonly position: number }[];
  readonly rejects: readonly (Reject & { readonly position: number })[];
}

/**
 * Facts as columns of UTF-8 text: bytes cross threads without copying, and DuckDB splits and casts them, not the owner's
 * thread. Columns end with a group separator, their cells are separated by unit separators.
 */
export interface PackedFacts {
  readonly tickets: Uint8Array;
  readonly topics: Uint8Array;
  readonly rejects: Uint8Array;
  readonly ticketCount: number;
  readonly topicCount: number;
  readonly rejectCount: number;
}

type Cell = string | number | boolean | null;
type Entry = FactBatch['tickets'][number];

const [IN_LIST, BETWEEN_COLUMNS, NULL, BETWEEN_CELLS] = ['\u001C', '\u001D', '\u001E', '\u001F'];
const RESERVED = /[\0\u001C-\u001F]/g; // eslint-disable-line no-control-regex
/** Separates the pieces of evidence in one column. */
export const EVIDENCE_SEPARATOR = ' · ';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function plain(text: string): string {
  return text.search(RESERVED) < 0 ? text : text.replace(RESERVED, ' ');
}

function cell(value: Cell): string {
  if (value === null) return NULL;
  return typeof value === 'string' ? plain(value) : String(value);
}

/** Columns in the order in which sql/warehouse/append-closings.sql names them, stream before them. */
const TICKET_COLUMNS: readonly ((ticket: Ticket, tagging: Tagging, position: number) => Cell)[] = [
  (_ticket, _tagging, position) => position,
  (t) => t.ticketId,
  (t) => t.closedAt,
  (t) => t.createdAt,
  (t) => t.firstResponseAt,
  (t) => t.channel,
  (t) => t.language,
  (t) => t.country,
  (t) => t.userKey,
  (t) => t.userRole,
  (t) => t.complaintText,
  (_ticket, tagging) => tagging.sentiment,
  (_ticket, tagging) => tagging.severity,
  () => null,
  (t) => t.appVersion,
  (t) => t.os,
  (t) => t.osVersion,
  (t) => t.device,
  (t) => t.network,
  (t) => t.feature,
  (t) => t.vendor,
  (t) => t.team,
  (t) => t.agentKey,
  (t) => t.category,
  (t) => t.resolutionCode,
  (t) => t.csat,
  (t) => t.firstContact,
  (t) => t.reopened,
  (t) => t.escalatedTo,
  (t) => t.escalatedAt,
  (t) => t.botHandled,
  (t) => t.botHandedOffAt,
  (t) => t.handleMinutes,
  (t) => t.cost,
  (t) => t.refund,
  (t) => t.currency,
  (t) => t.sessionId,
];
const CONCEPTS = 13;

function pack(columns: readonly (readonly string[])[]): Uint8Array {
  return encoder.encode(columns.map((cells) => cells.join(BETWEEN_CELLS)).join(BETWEEN_COLUMNS));
}

function ticketColumns(stream: string, entries: readonly Entry[]): string[][] {
  const columns = TICKET_COLUMNS.map((read) =>
    entries.map(({ ticket, tagging, position }) => cell(read(ticket, tagging, position))),
  );
  columns[CONCEPTS] = entries.map(({ tagging }) => tagging.concepts.map(plain).join(IN_LIST));
  return [entries.map(() => stream), ...columns];
}

function topicColumns(stream: string, entries: readonly Entry[]): string[][] {
  const tags = entries.flatMap(({ ticket, tagging, position }) =>
    tagging.topics.map((tag) => ({ ...tag, position, ticketId: ticket.ticketId })),
  );
  return [
    tags.map(() => stream),
    tags.map(({ position }) => String(position)),
    tags.map(({ ticketId }) => plain(ticketId)),
    tags.map(({ topic }) => plain(topic)),
    tags.map(({ confidence }) => String(confidence)),
    tags.map(({ source }) => source),
    tags.map(({ evidence }) => plain(evidence.join(EVIDENCE_SEPARATOR))),
  ];
}

/** Packs facts for the owner's thread; characters that separate columns and cells become blanks. */
export function packFacts({ stream, label, tickets, rejects }: FactBatch): PackedFacts {
  const name = plain(stream);
  const topics = topicColumns(name, tickets);
  return {
    tickets: pack(ticketColumns(name, tickets)),
    topics: pack(topics),
    rejects: pack([
      rejects.map(() => name),
      rejects.map(() => plain(label)),
      rejects.map(({ position }) => String(position)),
      rejects.map(({ code }) => code),
      rejects.map(({ detail }) => plain(detail)),
    ]),
    ticketCount: tickets.length,
    topicCount: topics[0]!.length,
    rejectCount: rejects.length,
  };
}

/** The buffers to transfer with packed facts. */
export function packedBuffers({ tickets, topics, rejects }: PackedFacts): ArrayBuffer[] {
  return [tickets, topics, rejects].map((bytes) => bytes.buffer as ArrayBuffer);
}

/** Columns of several packs, one below the other, each still one text; no pack may be empty. */
export function joinColumns(packs: readonly Uint8Array[]): string[] {
  const [first = [], ...rest] = packs.map((bytes) => decoder.decode(bytes).split(BETWEEN_COLUMNS));
  return first.map((cells, i) => [cells, ...rest.map((columns) => columns[i]!)].join(BETWEEN_CELLS));
}
