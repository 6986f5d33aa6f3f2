import { createHmac } from 'node:crypto';

/** Secrets that turn ids into pseudonyms, the first one made first, with the pseudonyms they have already made. */
export interface PseudonymKey {
  readonly secrets: readonly Uint8Array[];
  readonly known: Map<string, string>;
}

/** Ids that one key remembers; then it starts afresh. */
const MOST_KNOWN = 200_000;

/** A key from one secret, or from several that were taken one after the other; of at least one byte each. */
export function pseudonymKey(secrets: string | Uint8Array | readonly Uint8Array[]): PseudonymKey {
  const list = typeof secrets === 'string' ? [new TextEncoder().encode(secrets)] : secrets;
  return { secrets: list instanceof Uint8Array ? [list] : list, known: new Map() };
}

const shortened = (secret: Uint8Array, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);

/** The pseudonym that a further secret makes of one: nobody needs the id for it. */
export const renewedPseudonym = (secret: Uint8Array, made: string): string => shortened(secret, made);

/**
 * Keyed pseudonym of an id: the first 128 bits of HMAC-SHA-256 (RFC 2104) over kind and id, as 32 hexadecimal digits; of
 * that, as text, again under every further secret. Equal ids of different kinds get different pseudonyms.
 */
export function pseudonym({ secrets, known }: PseudonymKey, kind: 'user' | 'agent', id: string): string {
  const name = `${kind}\u0000${id}`;
  let made = known.get(name);
  if (made === undefined) {
    made = secrets.reduce((text, secret) => shortened(secret, text), name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, made);
  }
  return made;
}
