import { Worker } from 'node:worker_threads';
import { Fault } from '../../src/errors.ts';
import type { TextJob, TextResult, TextSetup } from './job.ts';

/** Threads that turn messages into facts; text never touches the thread that owns the warehouse. */
export interface TextPool {
  /** Version of the tagger that all threads use. */
  readonly taggerVersion: string;
  run(job: TextJob): Promise<TextResult>;
  close(): Promise<void>;
}

/** What a worker says: once that it is ready, then one answer a job. */
export type WorkerAnswer =
  | { readonly kind: 'ready'; readonly taggerVersion: string }
  | { readonly kind: 'done'; readonly result: TextResult }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly next: string | undefined };

interface Waiting {
  readonly resolve: (result: TextResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Member {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** A text thread lives on 80 MB; without a limit its heap grows to four times that before garbage is collected. */
const LIMITS = { maxOldGenerationSizeMb: 256 } as const;

function asFault(answer: Extract<WorkerAnswer, { kind: 'failed' }>): Fault {
  return new Fault(
    answer.code as Fault['code'],
    answer.message,
    answer.next === undefined ? {} : { next: answer.next },
  );
}

function start(setup: TextSetup, members: Member[]): Promise<string> {
  const worker = new Worker(ENTRY, { workerData: setup, name: 'text', resourceLimits: LIMITS });
  const member: Member = { worker, waiting: new Map() };
  members.push(member);
  return new Promise((ready, fail) => {
    const dead = (error: unknown): void => {
      fail(error);
      for (const { reject } of member.waiting.values()) reject(error);
      member.waiting.clear();
    };
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') return ready(answer.taggerVersion);
      if (answer.kind === 'failed') return dead(asFault(answer));
      member.waiting.get(answer.result.id)?.resolve(answer.result);
      member.waiting.delete(answer.result.id);
    });
    worker.on('error', (cause) => {
      const outOfMemory = (cause as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      dead(
        new Fault(outOfMemory ? 'out-of-memory' : 'internal', 'A text thread ended unexpectedly.', {
          cause,
          next: 'Start again: nothing is lost, work continues where it was committed.',
        }),
      );
    });
    worker.on('exit', () => dead(new Fault('internal', 'A text thread ended unexpectedly.', { retryable: true })));
  });
}

/** Starts `threads` text threads and waits until their taggers are compiled. Throws Fault('bad-taxonomy') as they do. */
export async function startTextPool(threads: number, setup: TextSetup): Promise<TextPool> {
  const members: Member[] = [];
  let versions: string[];
  try {
    versions = await Promise.all(Array.from({ length: threads }, () => start(setup, members)));
  } catch (error) {
    await Promise.all(members.map(({ worker }) => worker.terminate()));
    throw error;
  }
  return {
    taggerVersion: versions[0] ?? '',
    run(job) {
      const idlest = members.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
      return new Promise((resolve, reject) => {
        idlest.waiting.set(job.id, { resolve, reject });
        const buffers = [job.bytes, job.starts, job.isNull, job.positions, job.times].map(
          (a) => a.buffer as ArrayBuffer,
        );
        idlest.worker.postMessage(job, buffers);
      });
    },
    async close() {
      for (const { worker } of members) worker.removeAllListeners('exit');
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}
