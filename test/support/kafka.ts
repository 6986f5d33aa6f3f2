import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';

const VERSION = '4.1.0';

/** A running broker. */
export interface Broker {
  readonly address: string;
  /** Where it asks for a login over TLS, when it was started secured. */
  readonly securedAddress: string;
  /** PEM file of the authority that signed its certificate, when it was started secured. */
  readonly caFile: string;
  /** Ends the broker; its data stays until `remove`. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same address and data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

function jarFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'groundswell', `kafka-${VERSION}`);
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>groundswell</groupId><artifactId>broker</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${VERSION}</version></dependency></dependencies>
</project>`;

/** Apache Kafka's jars from Maven Central, kept outside the tree. */
export function kafkaJars(): string {
  const folder = jarFolder();
  if (existsSync(folder)) return folder;
  const work = mkdtempSync(join(tmpdir(), 'kafka-jars-'));
  writeFileSync(join(work, 'pom.xml'), POM);
  execFileSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      join(work, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(work, 'jars')}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  mkdirSync(join(folder, '..'), { recursive: true });
  renameSyncOrKeep(join(work, 'jars'), folder);
  rmSync(work, { recursive: true, force: true });
  return folder;
}

function renameSyncOrKeep(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (existsSync(to)) return;
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    execFileSync('cp', ['-r', from, to]);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The user that a secured broker knows, by password under every mechanism that has one. */
export const BROKER_USER = { username: 'reader', password: 'reader-secret' };
const STORE_PASSWORD = 'changeit';

/** A key pair with a self-signed certificate for this machine, and the certificate as PEM. */
function certify(data: string): void {
  const store = ['-keystore', join(data, 'broker.p12'), '-storetype', 'PKCS12', '-storepass', STORE_PASSWORD];
  const options = { stdio: 'ignore' } as const;
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'SAN=IP:127.0.0.1', '-validity', '2'];
  execFileSync('keytool', ['-genkeypair', '-alias', 'broker', '-keyalg', 'RSA', ...subject, ...store], options);
  execFileSync(
    'keytool',
    ['-exportcert', '-rfc', '-alias', 'broker', '-file', join(data, 'ca.pem'), ...store],
    options,
  );
}

function securedProperties(data: string): string[] {
  const modules = 'org.apache.kafka.common.security';
  const { username, password } = BROKER_USER;
  return [
    'sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER',
    `listener.name.secured.plain.sasl.jaas.config=${modules}.plain.PlainLoginModule required user_${username}="${password}";`,
    `listener.name.secured.scram-sha-256.sasl.jaas.config=${modules}.scram.ScramLoginModule required;`,
    `listener.name.secured.scram-sha-512.sasl.jaas.config=${modules}.scram.ScramLoginModule required;`,
    `listener.name.secured.oauthbearer.sasl.jaas.config=${modules}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
    `ssl.keystore.location=${join(data, 'broker.p12')}`,
    'ssl.keystore.type=PKCS12',
    `ssl.keystore.password=${STORE_PASSWORD}`,
    `ssl.key.password=${STORE_PASSWORD}`,
  ];
}

function properties(data: string, port: number, controller: number, secured: number): string {
  const more = secured === 0 ? '' : `,SECURED://127.0.0.1:${secured}`;
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}${more}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${port}${more}`,
    ...(secured === 0 ? [] : securedProperties(data)),
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
    `log.dirs=${join(data, 'logs')}`,
    'offsets.topic.replication.factor=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'auto.create.topics.enable=false',
    'num.partitions=4',
    'log.cleaner.backoff.ms=100',
    'group.min.session.timeout.ms=1000',
  ].join('\n');
}

async function answers(address: string): Promise<boolean> {
  const admin = new kafkajs.Kafka({
    brokers: [address],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    await admin.listTopics();
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

class LocalBroker implements Broker {
  readonly address: string;
  readonly securedAddress: string;
  readonly caFile: string;
  readonly #data: string;
  readonly #jars: string;
  #process: ChildProcess | undefined;

  constructor(data: string, jars: string, port: number, secured: number) {
    this.securedAddress = `127.0.0.1:${secured}`;
    this.caFile = join(data, 'ca.pem');
    this.#data = data;
    this.#jars = jars;
    this.address = `127.0.0.1:${port}`;
  }

  #java(main: string, args: readonly string[]): string[] {
    return ['-Xmx512m', '-cp', join(this.#jars, '*'), main, ...args];
  }

  format(): void {
    const id = 'Z3JvdW5kc3dlbGwtdGVzdA';
    const { username, password } = BROKER_USER;
    const scram = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${username},password=${password}]`,
    ]);
    execFileSync(
      'java',
      this.#java('kafka.tools.StorageTool', [
        'format',
        '-t',
        id,
        '-c',
        join(this.#data, 'server.properties'),
        ...scram,
      ]),
      { stdio: 'ignore' },
    );
  }

  async start(): Promise<void> {
    const log = openSync(join(this.#data, 'broker.log'), 'a');
    this.#process = spawn('java', this.#java('kafka.Kafka', [join(this.#data, 'server.properties')]), {
      stdio: ['ignore', log, log],
    });
    for (let i = 0; i < 240; i++) {
      if (await answers(this.address)) return;
      if (this.#process.exitCode !== null) break;
      await sleep(250);
    }
    throw new Error(`the broker did not start:\n${readFileSync(join(this.#data, 'broker.log'), 'utf8').slice(-3000)}`);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await Promise.race([gone, sleep(15_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#data, { recursive: true, force: true });
  }
}

/**
 * Starts a single-node Apache Kafka (KRaft) on a free port of this machine; `secured`: with a second listener that asks
 * for TLS and a login.
 */
export async function startBroker({ secured = false } = {}): Promise<Broker> {
  const jars = kafkaJars();
  const data = mkdtempSync(join(tmpdir(), 'kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const securedPort = secured ? await freePort() : 0;
  if (secured) certify(data);
  writeFileSync(join(data, 'server.properties'), properties(data, port, controller, securedPort));
  const broker = new LocalBroker(data, jars, port, securedPort);
  broker.format();
  await broker.start();
  return broker;
}
