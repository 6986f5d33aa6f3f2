import type { TestProject } from 'vitest/node';
import { startBroker, type Broker } from './kafka.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Brokers that tests may use: KAFKA_BROKERS, else one started for this run. */
    brokers: string;
  }
}

let broker: Broker | undefined;

/** One real Apache Kafka for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env['KAFKA_BROKERS'];
  if (given === undefined || given === '') broker = await startBroker();
  project.provide('brokers', given === undefined || given === '' ? broker!.address : given);
}

export async function teardown(): Promise<void> {
  await broker?.remove();
}
