import { createServer, type Server } from 'node:http';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import type { Status } from './status.ts';

/** What the owner knows of itself beside what the warehouse holds. */
export interface Vitals {
  /** Epoch milliseconds at which the status was read. */
  readonly at: number;
  readonly pid: number;
  /** Messages waiting at the source; null when the source doesn't say. */
  readonly lag: number | null;
  /** Messages taken since the start. */
  readonly done: number;
  readonly snapshotAt: number | null;
  readonly warehouseBytes: number;
}

/** What the owner last said of itself. */
export interface OwnerStatus extends Status {
  readonly owner: Vitals;
}

const FILE = 'status.json';
/** An owner that has said nothing for so long is not well: it speaks every minute. */
const SILENT_AFTER = 5 * 60_000;

/** Bytes of the warehouse and its write-ahead log. */
export function warehouseBytes(dataDir: string): number {
  return ['warehouse.duckdb', 'warehouse.duckdb.wal'].reduce(
    (sum, name) => sum + (statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** Leaves the owner's status where `groundswell status` finds it while the warehouse is held; replaced by rename. */
export function writeOwnerStatus(dataDir: string, status: OwnerStatus): void {
  const draft = join(dataDir, `${FILE}.draft`);
  writeFileSync(draft, JSON.stringify(status), { mode: 0o600 });
  renameSync(draft, join(dataDir, FILE));
}

/** What the owner last said; undefined when none ever did. */
export function readOwnerStatus(dataDir: string): OwnerStatus | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as OwnerStatus;
  } catch {
    return undefined;
  }
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const seconds = (from: unknown, now: number): number => (typeof from === 'number' ? (now - from) / 1000 : Number.NaN);
const valueOf = (value: unknown): string => String(typeof value === 'number' ? value : Number.NaN);

type Metric = readonly [name: string, type: string, help: string, samples: readonly (readonly [string, string])[]];

function metricsOf(status: OwnerStatus, now: number): readonly Metric[] {
  const { owner, totals, rejects, streams, runs } = status;
  const weekly = runs.find((run) => run['pipeline'] === 'weekly' && run['outcome'] === 'done');
  const took = weekly === undefined ? Number.NaN : seconds(weekly['started_at'], weekly['ended_at'] as number);
  return [
    ['info', 'gauge', 'Version of the program.', [[`{version="${quoted(status.version)}"}`, '1']]],
    ['messages_taken_total', 'counter', 'Messages taken since the start.', [['', valueOf(owner.done)]]],
    ['lag_messages', 'gauge', 'Messages waiting at the source.', [['', valueOf(owner.lag)]]],
    ['tickets', 'gauge', 'Tickets in the warehouse.', [['', valueOf(totals['tickets'])]]],
    [
      'rejects_total',
      'counter',
      'Messages refused, by code.',
      rejects.map((row) => [`{code="${quoted(row['code'] as string)}"}`, valueOf(row['messages'])] as const),
    ],
    [
      'missed_messages_total',
      'counter',
      'Messages deleted by retention before they were read.',
      [['', valueOf(totals['missed'])]],
    ],
    [
      'stream_position',
      'gauge',
      'What is expected next of each stream.',
      streams.map((row) => [`{stream="${quoted(row['label'] as string)}"}`, valueOf(row['position'])] as const),
    ],
    [
      'newest_ticket_age_seconds',
      'gauge',
      'Time since the newest ticket was taken.',
      [['', valueOf(seconds(totals['newest_taken_at'], now))]],
    ],
    [
      'weekly_age_seconds',
      'gauge',
      'Time since the last weekly run ended.',
      [['', valueOf(seconds(weekly?.['ended_at'], now))]],
    ],
    ['weekly_duration_seconds', 'gauge', 'How long the last weekly run took.', [['', valueOf(took)]]],
    [
      'snapshot_age_seconds',
      'gauge',
      'Time since the analysts’ copy was published.',
      [['', valueOf(seconds(owner.snapshotAt, now))]],
    ],
    ['warehouse_bytes', 'gauge', 'Size of the warehouse and its log.', [['', valueOf(owner.warehouseBytes)]]],
    ['status_age_seconds', 'gauge', 'Time since these figures were read.', [['', valueOf(seconds(owner.at, now))]]],
  ];
}

/** The status as Prometheus text (exposition format 0.0.4); times as seconds ago. */
export function metricsText(status: OwnerStatus, now: number): string {
  return metricsOf(status, now)
    .flatMap(([name, type, help, samples]) => [
      `# HELP groundswell_${name} ${help}`,
      `# TYPE groundswell_${name} ${type}`,
      ...samples.map(([labels, value]) => `groundswell_${name}${labels} ${value}`),
    ])
    .join('\n')
    .concat('\n');
}

/** A running monitor. */
export interface Monitor {
  readonly port: number;
  close(): void;
}

/**
 * Answers /metrics, /healthz (200 while the owner speaks every minute, else 503) and /status on the address of the
 * settings. Throws Fault('bad-config') when it can't listen there.
 */
export async function startMonitor(
  { monitor }: Pick<Config, 'monitor'>,
  status: () => OwnerStatus | undefined,
  now: () => number,
): Promise<Monitor> {
  const server: Server = createServer((request, response) => {
    const known = status();
    const send = (code: number, type: string, text: string): void => {
      response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
    };
    const healthy = known !== undefined && now() - known.owner.at < SILENT_AFTER;
    if (request.method !== 'GET') send(405, 'text/plain', 'GET only\n');
    else if (request.url === '/healthz') send(healthy ? 200 : 503, 'text/plain', healthy ? 'ok\n' : 'silent\n');
    else if (known === undefined) send(503, 'text/plain', 'starting\n');
    else if (request.url === '/metrics') send(200, 'text/plain; version=0.0.4', metricsText(known, now()));
    else if (request.url === '/status') send(200, 'application/json', `${JSON.stringify(known)}\n`);
    else send(404, 'text/plain', '/metrics, /healthz, /status\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new Fault('bad-config', `The monitor can’t listen on ${monitor.host}:${monitor.port}.`, {
          cause,
          next: 'Name a free port with monitor.port (GROUNDSWELL_MONITOR_PORT); 0 switches it off.',
        }),
      );
    });
    server.listen(monitor.port, monitor.host, resolve);
  });
  server.unref();
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
