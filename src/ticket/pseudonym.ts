import { createHmac } from 'node:crypto';

/** A secret that turns ids into pseudonyms, with the pseudonyms it has already made. */
export interface PseudonymKey {
  readonly secret: Uint8Array;
  readonly known: Map<string, string>;
}

/** Ids that one key remembers; then it starts afresh. */
const MOST_KNOWN = 200_000;

/** A key from a secret of at least one byte. */
export function pseudonymKey(secret: string | Uint8Array): PseudonymKey {
  return { secret: typeof secret === 'string' ? new TextEncoder().encode(secret) : secret, known: new Map() };
}

/**
 * Keyed pseudonym of an id: the first 128 bits of HMAC-SHA-256 (RFC 2104) over kind and id, as 32 hexadecimal digits.
 * Equal ids of different kinds get different pseudonyms.
 */
export function pseudonym({ secret, known }: PseudonymKey, kind: 'user' | 'agent', id: string): string {
  const name = `${kind}\u0000${id}`;
  let made = known.get(name);
  if (made === undefined) {
    made = createHmac('sha256', secret).update(name).digest('hex').slice(0, 32);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, made);
  }
  return made;
}
