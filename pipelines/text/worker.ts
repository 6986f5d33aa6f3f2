import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../../src/errors.ts';
import { pseudonymKey } from '../../src/ticket/pseudonym.ts';
import { packedBuffers } from '../../src/warehouse/pack.ts';
import { loadTagger } from '../knowledge.ts';
import type { TextJob, TextSetup } from './job.ts';
import type { WorkerAnswer } from './pool.ts';
import { readJob, type Reader } from './read.ts';

const setup = workerData as TextSetup;

function answer(message: WorkerAnswer, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer]);
}

function fail(error: unknown): void {
  const fault =
    error instanceof Fault ? error : new Fault('internal', `A text thread failed: ${(error as Error).name}.`);
  answer({ kind: 'failed', code: fault.code, message: fault.message, next: fault.next });
}

function serve(): void {
  const reader: Reader = {
    tagger: loadTagger(setup.taxonomyDir, setup.threshold),
    key: pseudonymKey(setup.pseudonymSecrets),
    maxMessageBytes: setup.maxMessageBytes,
  };
  parentPort?.on('message', (job: TextJob) => {
    try {
      const result = readJob(job, reader);
      answer({ kind: 'done', result }, packedBuffers(result.packed));
    } catch (error) {
      fail(error);
    }
  });
  answer({ kind: 'ready', taggerVersion: reader.tagger.version });
}

try {
  serve();
} catch (error) {
  fail(error);
}
