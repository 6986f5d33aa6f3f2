declare const redacted: unique symbol;

/** Text from which personal data was removed; only this file can make it. */
export type RedactedText = string & { readonly [redacted]: true };
