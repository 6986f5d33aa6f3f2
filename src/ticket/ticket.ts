import type { RedactedText } from './redact.ts';

export type Channel = 'in_app' | 'chat' | 'email' | 'phone' | 'social' | 'web' | 'other';
export type UserRole = 'viewer' | 'host' | 'agency';

/**
 * A closed support conversation as it may be stored: redacted, pseudonymised, language identified.
 * Field names are the warehouse's column names in camel case. Times are epoch milliseconds (UTC); money is a decimal
 * string with up to 4 decimals beside its ISO 4217 currency; null means the event did not say.
 */
export interface Ticket {
  readonly ticketId: string;
  readonly closedAt: number;
  readonly createdAt: number;
  readonly firstResponseAt: number | null;
  readonly channel: Channel;
  /** ISO 639-1, or `tl` for Filipino and Tagalog; `und` when nothing tells. */
  readonly language: string;
  readonly country: string | null;
  /** Keyed pseudonym of user_id, 32 lower-case hex digits. */
  readonly userKey: string;
  readonly userRole: UserRole | null;
  /** Subject and the user's own messages, redacted, one paragraph each. */
  readonly complaintText: RedactedText;
  readonly appVersion: string | null;
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly device: string | null;
  readonly network: string | null;
  readonly feature: string | null;
  readonly vendor: string | null;
  readonly team: string | null;
  readonly agentKey: string | null;
  readonly category: string | null;
  readonly resolutionCode: string | null;
  readonly csat: number | null;
  readonly firstContact: boolean | null;
  readonly reopened: number | null;
  readonly escalatedTo: string | null;
  readonly escalatedAt: number | null;
  readonly botHandled: boolean | null;
  readonly botHandedOffAt: number | null;
  readonly handleMinutes: number | null;
  readonly cost: string | null;
  readonly refund: string | null;
  readonly currency: string | null;
  readonly sessionId: string | null;
}

/** Why a message could not be taken; codes are stable, documented in the README, and counted. */
export type RejectCode =
  | 'empty'
  | 'not-utf8'
  | 'not-json'
  | 'not-object'
  | 'bad-row'
  | 'too-large'
  | 'too-deep'
  | 'missing-field'
  | 'bad-field'
  | 'bad-time'
  | 'time-out-of-range'
  | 'closed-before-created'
  | 'no-text'
  | 'erased'
  | 'expired';

/** An event that was refused: its code and a detail that names fields, never their values. */
export interface Reject {
  readonly code: RejectCode;
  readonly detail: string;
}
