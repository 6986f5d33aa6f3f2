import { Fault } from '../errors.ts';
import type { KafkaSettings } from './kafka-client.ts';
import type { Gap, StreamPosition } from './source.ts';

/** First offset that a partition still holds, and the one after its last. */
export interface Watermarks {
  readonly low: number;
  readonly high: number;
}

/** Where reading of a partition begins, and what is passed over to get there. */
export interface Place {
  readonly position: number;
  readonly gaps: readonly Gap[];
}

/**
 * Where to begin in a partition. The warehouse's own position is the truth; the group's committed offset, given only when
 * the group is shared, leads on when other members have read further; what retention deleted meanwhile is passed over.
 */
export function placeOf(own: number | undefined, group: number | undefined, low: number): Place {
  const gaps: Gap[] = [];
  let position = own ?? group ?? low;
  if (group !== undefined && group > (own ?? 0)) {
    gaps.push({ from: own ?? 0, to: group, cause: 'group' });
    position = group;
  }
  if (position < low) {
    gaps.push({ from: position, to: low, cause: 'retention' });
    position = low;
  }
  return { position, gaps };
}

/** The fault of a partition that is not the one that was read before. */
export function madeAnew(label: string, what: string): Fault {
  return new Fault('kafka-offset-gap', `${label} ${what}: the topic was made anew or cut back.`, {
    next: 'If that was meant, start with a new data folder or another topic name; nothing is skipped or repeated silently.',
  });
}

/** Throws Fault('kafka-offset-gap') when a partition ends before what is expected of it. */
export function checkEnd(label: string, expected: number, high: number): void {
  if (expected > high) throw madeAnew(label, `ends at offset ${high}, but ${expected} is expected next`);
}

/**
 * Throws Fault('kafka-offset-gap') when the message before the next one expected bears another time than the one that was
 * taken: a topic made anew may have grown beyond the old one.
 */
export function checkLast(label: string, known: StreamPosition | undefined, offset: number, timestamp: string): void {
  if (known !== undefined && known.detail !== '' && known.position === offset + 1 && known.detail !== timestamp)
    throw madeAnew(label, `holds another message at offset ${offset} than the one that was taken`);
}

/** What is said of messages that were deleted before they were read. */
export function gapLine(label: string, { from, to }: Gap): string {
  return `${label}: ${to - from} messages (offsets ${from} to ${to - 1}) were deleted by retention before they were read.`;
}

/** The fault of partitions that another member of the group keeps from a bounded read. */
export function heldFault({ topic, groupId }: KafkaSettings, partitions: readonly number[]): Fault {
  return new Fault(
    'kafka-partitions-held',
    `Another member of the group ${groupId} holds ${topic}/${partitions.join(', ')}; these were not read.`,
    {
      next: 'Stop the other reader, give this one a group of its own (kafka.groupId), or let both share the topic (kafka.shared).',
    },
  );
}
