/** Stable codes of faults; messages may change, codes may not. */
export type FaultCode =
  | 'bad-usage'
  | 'bad-config'
  | 'bad-taxonomy'
  | 'bad-input-file'
  | 'file-not-found'
  | 'kafka-unreachable'
  | 'kafka-topic-missing'
  | 'kafka-auth'
  | 'kafka-offset-gap'
  | 'kafka-partitions-held'
  | 'kafka-protocol'
  | 'warehouse-owned'
  | 'warehouse-newer'
  | 'warehouse-damaged'
  | 'warehouse-unwritable'
  | 'warehouse-empty'
  | 'disk-full'
  | 'out-of-memory'
  | 'week-missing'
  | 'query-failed'
  | 'publish-failed'
  | 'embedding-server'
  | 'internal';

interface FaultOptions {
  readonly cause?: unknown;
  /** True when the same call may succeed later without anybody's help. */
  readonly retryable?: boolean;
  /** One imperative sentence: what the reader can do next. */
  readonly next?: string;
}

/** A fault: something the code could not do, said so that an operator knows what happened, where, and what to do next. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly retryable: boolean;
  readonly next: string | undefined;

  constructor(code: FaultCode, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.next = options.next;
  }
}

/** The one line shown to a person: message and next step, no stack trace. */
export function faultLine(error: unknown): string {
  if (error instanceof Fault) return error.next === undefined ? error.message : `${error.message} ${error.next}`;
  return error instanceof Error ? error.message : String(error);
}
