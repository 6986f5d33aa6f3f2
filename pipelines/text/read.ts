import { takeTicket } from '../../src/ticket/take.ts';
import type { PseudonymKey } from '../../src/ticket/pseudonym.ts';
import type { Reject, Ticket } from '../../src/ticket/ticket.ts';
import type { Tagger } from '../../src/tagging/tagging.ts';
import { packFacts, type FactBatch } from '../../src/warehouse/pack.ts';
import type { TextJob, TextResult } from './job.ts';

/** What reading messages needs beside the messages. */
export interface Reader {
  readonly tagger: Tagger;
  readonly key: PseudonymKey;
  readonly maxMessageBytes: number;
}

function refusal(job: TextJob, i: number, size: number, reader: Reader): Reject | undefined {
  const known = job.errors?.[i];
  if (known !== undefined) return known;
  if (job.isNull[i] === 1) return { code: 'empty', detail: 'the message has no value' };
  if (size > reader.maxMessageBytes)
    return { code: 'too-large', detail: `${size} bytes, more than ${reader.maxMessageBytes}` };
  return undefined;
}

interface Accepted {
  readonly ticket: Ticket;
  readonly position: number;
}

/**
 * Turns one job's messages into tickets with tags, and rejects; every message becomes exactly one of the two. First all
 * are taken, then all are tagged: each half finds its own tables near the processor.
 */
export function readJob(job: TextJob, reader: Reader): TextResult {
  const accepted: Accepted[] = [];
  const rejects: FactBatch['rejects'][number][] = [];
  const unknown = new Map<string, number>();
  for (let i = 0; i < job.positions.length; i++) {
    const message = job.bytes.subarray(job.starts[i], job.starts[i + 1]);
    const position = job.positions[i]!;
    const refused = refusal(job, i, message.length, reader);
    if (refused !== undefined) {
      rejects.push({ position, ...refused });
      continue;
    }
    const taken = takeTicket(message, job.times[i]!, reader.key);
    if (!taken.ok) {
      rejects.push({ position, ...taken.reject });
      continue;
    }
    for (const name of taken.unknownFields) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    accepted.push({ ticket: taken.ticket, position });
  }
  const tickets = accepted.map(({ ticket, position }) => ({
    ticket,
    tagging: reader.tagger.tag(ticket.complaintText, { language: ticket.language, role: ticket.userRole }),
    position,
  }));
  return {
    id: job.id,
    packed: packFacts({ stream: job.stream, label: job.label, tickets, rejects }),
    tickets: tickets.length,
    rejects: rejects.length,
    unknownFields: [...unknown],
  };
}
