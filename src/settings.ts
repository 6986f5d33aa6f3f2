import { z } from 'zod';

/** What a setting's metadata carries beside its meaning. */
export interface SettingMeta {
  readonly description: string;
  /** Comes from the environment, or a file named by `<VARIABLE>_FILE`, never from the configuration file. */
  readonly secret?: boolean;
}

/** A setting with what it means; a secret one comes from the environment only. */
export function about<T extends z.ZodType>(schema: T, description: string, secret = false): T {
  return schema.meta({ description, secret } satisfies SettingMeta);
}

const list = z.array(z.string().min(1));
/** An IANA time zone. */
export const timeZone = z.string().refine((zone) => Intl.supportedValuesOf('timeZone').concat('UTC').includes(zone), {
  error: 'is not an IANA time zone such as Europe/Berlin',
});

/** Days to keep something: 0 for ever, else not fewer than reports need. */
export const days = (least: number) =>
  z
    .int()
    .refine((value) => value === 0 || value >= least, { error: `is neither 0 nor ${least} or more` })
    .default(0);

/** Settings of Kafka. */
export const kafka = z.strictObject({
  brokers: about(list.default([]), 'Kafka brokers, `host:port`; empty: no Kafka'),
  topic: about(z.string().default('support.tickets.closed'), 'Topic of closed tickets'),
  groupId: about(z.string().default('groundswell'), 'Consumer group; its committed offsets serve lag dashboards'),
  shared: about(
    z.boolean().default(false),
    'Several processes of the group share the topic, each with a data folder of its own; `merge` brings them together',
  ),
  sessionSeconds: about(
    z.int().min(1).max(300).default(30),
    'Seconds after which a member of the group that was killed loses its partitions to the others',
  ),
  rejectedTopic: about(
    z.string().default('support.tickets.rejected'),
    'Topic to which refused messages are told, without their text; empty: none',
  ),
  clientId: about(z.string().default('groundswell'), 'Name shown to the brokers'),
  tls: about(z.boolean().default(false), 'Speak TLS to the brokers'),
  caFile: about(z.string().default(''), 'PEM file of the certificate authority; empty: the system’s'),
  certFile: about(z.string().default(''), 'PEM file of the client certificate'),
  keyFile: about(z.string().default(''), 'PEM file of the client key'),
  saslMechanism: about(
    z.enum(['none', 'plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer']).default('none'),
    'How to log in to Kafka',
  ),
  username: about(z.string().default(''), 'User name for SASL'),
  password: about(z.string().default(''), 'Password for SASL', true),
  tokenCommand: about(z.string().default(''), 'Command that prints an OAuth bearer token'),
});
