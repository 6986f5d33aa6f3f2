import { closedTicketEvent, unknownFields, type ClosedTicketEvent } from './event.ts';
import { instantOf } from './instant.ts';
import { identifyLanguage } from './language.ts';
import { pseudonym, type PseudonymKey } from './pseudonym.ts';
import { redact, type RedactedText } from './redact.ts';
import { cleanText } from './clean.ts';
import type { Reject, RejectCode, Ticket } from './ticket.ts';

/** What became of a message: a ticket, or a reject that says why not. */
export type Taken =
  | { readonly ok: true; readonly ticket: Ticket; readonly unknownFields: readonly string[] }
  | { readonly ok: false; readonly reject: Reject };

const EARLIEST = Date.UTC(2010, 0, 1);
const TWO_DAYS = 2 * 86_400_000;
const LONGEST_COMPLAINT = 20_000;
const DEEPEST = 32;
const decoder = new TextDecoder('utf-8', { fatal: true });

function refuse(code: RejectCode, detail: string): Taken {
  return { ok: false, reject: { code, detail } };
}

/** True when there are so many opening brackets that depth must be counted. */
function mayBeDeep(message: Uint8Array): boolean {
  let open = 0;
  for (let i = 0; i < message.length; i++) {
    const byte = message[i] as number;
    if ((byte === 123 || byte === 91) && ++open > DEEPEST) return true;
  }
  return false;
}

/** Nesting depth of JSON text, stopping beyond DEEPEST; braces inside strings don't count. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > DEEPEST) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}

function parseJson(message: Uint8Array): { readonly value: unknown } | Reject {
  let text: string;
  try {
    text = decoder.decode(message);
  } catch {
    return { code: 'not-utf8', detail: 'the bytes are not UTF-8' };
  }
  if (text.trim() === '') return { code: 'empty', detail: 'the message is empty' };
  if (mayBeDeep(message) && tooDeep(text)) return { code: 'too-deep', detail: `nested deeper than ${DEEPEST} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { code: 'not-json', detail: 'the message is not JSON' };
  }
}

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

function fieldPath(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? part : NAME.test(String(part)) ? String(part) : '?')).join('.');
}

function schemaReject(event: unknown): Reject {
  const issue = closedTicketEvent.safeParse(event).error?.issues[0];
  const path = fieldPath(issue?.path ?? []);
  let at: unknown = event;
  for (const part of issue?.path ?? [])
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined;
  if (at === undefined || at === null) return { code: 'missing-field', detail: path };
  return { code: 'bad-field', detail: `${path}: ${issue?.code ?? 'not as in the contract'}` };
}

interface Times {
  readonly closedAt: number;
  readonly createdAt: number;
  readonly firstResponseAt: number | null;
  readonly escalatedAt: number | null;
  readonly botHandedOffAt: number | null;
}

function readTimes(event: ClosedTicketEvent, at: number): Times | Reject {
  const named: [string, string | null | undefined][] = [
    ['closed_at', event.closed_at],
    ['created_at', event.created_at],
    ['first_response_at', event.first_response_at],
    ['resolution.escalated_at', event.resolution?.escalated_at],
    ['bot.handed_off_at', event.bot?.handed_off_at],
  ];
  const times: (number | null)[] = [];
  for (const [name, text] of named) {
    const time = text === null || text === undefined ? null : instantOf(text);
    if (time !== null && Number.isNaN(time))
      return { code: 'bad-time', detail: `${name} is not an ISO-8601 time with offset` };
    if (time !== null && time < EARLIEST) return { code: 'time-out-of-range', detail: `${name} is before 2010` };
    if (time !== null && time > at + TWO_DAYS)
      return { code: 'time-out-of-range', detail: `${name} is more than two days ahead of the source’s clock` };
    times.push(time);
  }
  const [closedAt, createdAt, firstResponseAt, escalatedAt, botHandedOffAt] = times as [
    number,
    number,
    number | null,
    number | null,
    number | null,
  ];
  if (closedAt < createdAt) return { code: 'closed-before-created', detail: 'closed_at is before created_at' };
  return {
    closedAt,
    createdAt,
    firstResponseAt,
    escalatedAt,
    botHandedOffAt,
  };
}

/** At most LONGEST_COMPLAINT characters, cut where a word ends: half an address would not be recognised as one. */
function cutAtGap(text: string): string {
  if (text.length <= LONGEST_COMPLAINT) return text;
  const cut = text.slice(0, LONGEST_COMPLAINT);
  const gap = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return gap > LONGEST_COMPLAINT / 2 ? cut.slice(0, gap) : cut.slice(0, LONGEST_COMPLAINT - 400);
}

/** Subject and the user's own messages, a paragraph each; a subject that only repeats how the first message begins is left out. */
function complaintOf(event: ClosedTicketEvent): string {
  const words: string[] = [];
  for (const { author, text } of event.messages ?? []) if (author === 'user') words.push(cleanText(text));
  const subject = cleanText(event.subject ?? '');
  if (subject !== '' && !(words[0] ?? '').startsWith(subject.replace(/(\.{3}|…)$/, '').trimEnd()))
    words.unshift(subject);
  return cutAtGap(words.filter((text) => text !== '').join('\n'));
}

function text(value: string | null | undefined): string | null {
  const clean = value === null || value === undefined ? '' : cleanText(value);
  return clean === '' ? null : clean;
}

/** Redacted short fields that were seen before: desks use few of them. */
const seenFields = new Map<string, string | null>();
const MOST_SEEN = 20_000;

/** A field that people fill in by hand, redacted like the text. */
function handWritten(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  let known = seenFields.get(value);
  if (known === undefined) {
    const clean = text(value);
    known = clean === null ? null : redact(clean).text;
    if (seenFields.size >= MOST_SEEN) seenFields.clear();
    seenFields.set(value, known);
  }
  return known;
}

function toTicket(event: ClosedTicketEvent, times: Times, key: PseudonymKey, complaint: string): Ticket {
  const { product, resolution, bot, effort } = event;
  const country = event.country?.toUpperCase() ?? null;
  const language = identifyLanguage(complaint, {
    ...(event.language === null || event.language === undefined ? {} : { declared: event.language }),
    ...(country === null ? {} : { country }),
  });
  const complaintText: RedactedText = redact(complaint, language, country ?? undefined).text;
  return {
    ticketId: cleanText(event.ticket_id),
    ...times,
    channel: event.channel ?? 'other',
    language,
    country,
    userKey: pseudonym(key, 'user', event.user_id),
    userRole: event.user_role ?? null,
    complaintText,
    appVersion: text(product?.app_version),
    os: handWritten(product?.os),
    osVersion: text(product?.os_version),
    device: handWritten(product?.device),
    network: handWritten(product?.network),
    feature: handWritten(product?.feature),
    vendor: handWritten(event.vendor),
    team: handWritten(event.team),
    agentKey: event.agent_id === null || event.agent_id === undefined ? null : pseudonym(key, 'agent', event.agent_id),
    category: handWritten(event.category),
    resolutionCode: handWritten(resolution?.code),
    csat: event.csat ?? null,
    firstContact: resolution?.first_contact ?? null,
    reopened: resolution?.reopened ?? null,
    escalatedTo: handWritten(resolution?.escalated_to),
    botHandled: bot?.handled ?? null,
    handleMinutes: effort?.handle_minutes ?? null,
    cost: effort?.cost ?? null,
    refund: effort?.refund ?? null,
    currency: effort?.currency ?? null,
    sessionId: text(event.session_id),
  };
}

/**
 * Turns one message into a ticket: parsed, checked against the contract, language identified, pseudonymised, redacted.
 * `at` is the broker's or file's own time, epoch milliseconds. Never throws: what can't be taken is a reject whose detail
 * names fields, never their values.
 */
export function takeTicket(message: Uint8Array, at: number, key: PseudonymKey): Taken {
  const parsed = parseJson(message);
  if ('code' in parsed) return { ok: false, reject: parsed };
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('not-object', 'the message is JSON but no object');
  const checked = closedTicketEvent.safeParse(value);
  if (!checked.success) return { ok: false, reject: schemaReject(value) };
  if (cleanText(checked.data.ticket_id) === '') return refuse('bad-field', 'ticket_id: nothing that can be seen');
  const times = readTimes(checked.data, at);
  if ('code' in times) return { ok: false, reject: times };
  const complaint = complaintOf(checked.data);
  if (complaint === '') return refuse('no-text', 'neither a subject nor a message of the user');
  return {
    ok: true,
    ticket: toTicket(checked.data, times, key, complaint),
    unknownFields: unknownFields(value as Record<string, unknown>),
  };
}
