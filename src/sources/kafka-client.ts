import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import kafkajs, { type Consumer, type Kafka as KafkaClient, type KafkaConfig, type SASLOptions } from 'kafkajs';
import SnappyCodec from 'kafkajs-snappy';
import { compressFrame, decompressFrame } from 'lz4-napi';
import type { Config } from '../config.ts';
import { Fault } from '../errors.ts';

/** Settings of a Kafka connection. */
export type KafkaSettings = Config['kafka'];

const { CompressionTypes, CompressionCodecs, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.Snappy] = SnappyCodec;
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: (encoder: { buffer: Buffer }) => compressFrame(encoder.buffer),
  decompress: (buffer: Buffer) => decompressFrame(buffer),
});
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: (encoder: { buffer: Buffer }) => Promise.resolve(zstdCompressSync(encoder.buffer)),
  decompress: (buffer: Buffer) => Promise.resolve(zstdDecompressSync(buffer)),
});

const run = promisify(execFile);

function sasl(settings: KafkaSettings): SASLOptions | undefined {
  const { saslMechanism: mechanism, username, password, tokenCommand } = settings;
  if (mechanism === 'none') return undefined;
  if (mechanism === 'oauthbearer') {
    return {
      mechanism,
      oauthBearerProvider: async () => {
        const { stdout } = await run('/bin/sh', ['-c', tokenCommand], { timeout: 30_000 });
        return { value: stdout.trim() };
      },
    };
  }
  return { mechanism, username, password };
}

function pem(file: string): string | undefined {
  if (file === '') return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Fault('bad-config', `The certificate file ${file} can’t be read.`, {
      cause,
      next: 'Check kafka.caFile, kafka.certFile and kafka.keyFile.',
    });
  }
}

function tls(settings: KafkaSettings): KafkaConfig['ssl'] {
  if (!settings.tls) return false;
  const [ca, cert, key] = [pem(settings.caFile), pem(settings.certFile), pem(settings.keyFile)];
  return {
    ...(ca === undefined ? {} : { ca: [ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** A client of the brokers; kafkajs's own log is silenced, since it may repeat what messages hold. */
export function kafkaClient(settings: KafkaSettings): KafkaClient {
  const credentials = sasl(settings);
  return new Kafka({
    clientId: settings.clientId,
    brokers: settings.brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: 5000,
    authenticationTimeout: 10_000,
    ssl: tls(settings) ?? false,
    ...(credentials === undefined ? {} : { sasl: credentials }),
    retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 4 },
  });
}

/** Bytes of a partition that are fetched, and handed on, at once. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** A consumer that crashes instead of starting again by itself: who reads decides what to do. */
export function consumerOf(client: KafkaClient, groupId: string, sessionSeconds: number): Consumer {
  return client.consumer({
    groupId,
    sessionTimeout: sessionSeconds * 1000,
    rebalanceTimeout: sessionSeconds * 2000,
    heartbeatInterval: sessionSeconds * 100,
    maxBytesPerPartition: MOST_BYTES,
    maxBytes: 2 * MOST_BYTES,
    maxWaitTimeInMs: 500,
    allowAutoTopicCreation: false,
    retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
  });
}

/** What went wrong with Kafka, as a fault that names brokers and topic and says what to do. */
export function kafkaFault(error: unknown, settings: KafkaSettings): Fault {
  if (error instanceof Fault) return error;
  const { name, message, cause } = error as Error;
  const text = `${name} ${message} ${cause instanceof Error ? `${cause.name} ${cause.message}` : ''}`;
  const where = settings.brokers.join(', ');
  if (/SASL|authenticat/i.test(text)) {
    return new Fault('kafka-auth', `Kafka at ${where} refused the login (${settings.saslMechanism}).`, {
      cause: error,
      next: 'Check kafka.saslMechanism, kafka.username and GROUNDSWELL_KAFKA_PASSWORD.',
    });
  }
  if (/not authorized|AUTHORIZATION/i.test(text)) {
    return new Fault(
      'kafka-auth',
      `Kafka at ${where} does not let this user read ${settings.topic} or use the group ${settings.groupId}.`,
      {
        cause: error,
        next: 'Ask for the rights READ and DESCRIBE on both.',
      },
    );
  }
  if (/does not host this topic|UNKNOWN_TOPIC/i.test(text)) return missingTopic(settings);
  if (/certificate|self.signed|SSL|TLS|altname/i.test(text)) {
    return new Fault('kafka-unreachable', `No TLS connection to Kafka at ${where}: its certificate is not trusted.`, {
      cause: error,
      next: 'Set kafka.caFile to the certificate authority’s PEM file.',
    });
  }
  if (
    /ECONNREFUSED|ENOTFOUND|timeout|ETIMEDOUT|EAI_AGAIN|ConnectionError|Closed connection|NumberOfRetriesExceeded|ECONNRESET|KafkaJSBrokerNotFound/i.test(
      text,
    )
  ) {
    return new Fault('kafka-unreachable', `Kafka at ${where} does not answer.`, {
      cause: error,
      retryable: true,
      next: 'Check that the brokers are up and the addresses right (kafka.brokers, --kafka).',
    });
  }
  return new Fault('kafka-protocol', `Kafka at ${where} reported an unexpected error (${name}).`, {
    cause: error,
    retryable: true,
    next: 'Start again; work goes on where it was committed.',
  });
}

/** The topic of the settings does not exist. */
export function missingTopic(settings: KafkaSettings): Fault {
  return new Fault(
    'kafka-topic-missing',
    `The topic ${settings.topic} does not exist at ${settings.brokers.join(', ')}.`,
    {
      retryable: true,
      next: 'Check kafka.topic (--topic), or create it.',
    },
  );
}
