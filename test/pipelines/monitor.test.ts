import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  metricsText,
  readOwnerStatus,
  startMonitor,
  writeOwnerStatus,
  type Monitor,
  type OwnerStatus,
} from '../../pipelines/monitor.ts';
import { ownerLines } from '../../pipelines/status.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const status: OwnerStatus = {
  version: '0.1.0',
  totals: { tickets: 64_099, newest_taken_at: NOW - 30_000 },
  streams: [{ label: 'support "closed"/0', position: 12 }],
  runs: [{ pipeline: 'weekly', outcome: 'done', started_at: NOW - 90_000, ended_at: NOW - 60_000 }],
  rejects: [{ code: 'bad-time', messages: 3 }],
  owner: { at: NOW - 10_000, pid: 7, lag: 1200, done: 5000, snapshotAt: null, warehouseBytes: 4096 },
};
let known: OwnerStatus | undefined = status;
let clock = NOW;
let monitor: Monitor;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'monitor-'));
  monitor = await startMonitor(
    { monitor: { port: 0, host: '127.0.0.1' } },
    () => known,
    () => clock,
  );
});
afterAll(() => {
  monitor.close();
  rmSync(folder, { recursive: true, force: true });
});
const get = async (path: string): Promise<readonly [number, string]> => {
  const answer = await fetch(`http://127.0.0.1:${monitor.port}${path}`);
  return [answer.status, await answer.text()];
};

describe('the monitor', () => {
  test('answers Prometheus with lag, rejects by code and ages; labels are quoted', async () => {
    const [code, text] = await get('/metrics');
    expect(code).toBe(200);
    expect(text).toBe(metricsText(status, NOW));
    expect(text).toContain('groundswell_lag_messages 1200\n');
    expect(text).toContain('groundswell_rejects_total{code="bad-time"} 3\n');
    expect(text).toContain('groundswell_stream_position{stream="support \\"closed\\"/0"} 12\n');
    expect(text).toContain('groundswell_newest_ticket_age_seconds 30\n');
    expect(text).toContain('groundswell_weekly_duration_seconds 30\n');
    expect(text).toContain('groundswell_snapshot_age_seconds NaN\n');
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) groundswell_\w+ .+|groundswell_\w+(?:\{\w+="(?:[^"\\]|\\.)*"\})? \S+)$/,
      );
  });

  test('is healthy while the owner speaks, and says when it has gone silent or has not begun', async () => {
    expect((await get('/healthz'))[0]).toBe(200);
    clock = NOW + 10 * 60_000;
    expect((await get('/healthz'))[0]).toBe(503);
    known = undefined;
    expect((await get('/metrics'))[0]).toBe(503);
    [known, clock] = [status, NOW];
    expect((await get('/elsewhere'))[0]).toBe(404);
  });

  test('a port that is taken is said with the setting that names another', async () => {
    const taken = startMonitor(
      { monitor: { port: monitor.port, host: '127.0.0.1' } },
      () => known,
      () => clock,
    );
    await expect(taken).rejects.toMatchObject({
      code: 'bad-config',
      next: expect.stringContaining('monitor.port') as string,
    });
  });
});

test('what the owner said is read back, and told with its age', () => {
  expect(readOwnerStatus(folder)).toBeUndefined();
  writeOwnerStatus(folder, status);
  expect(readOwnerStatus(folder)).toEqual(status);
  expect(ownerLines(status, NOW)[0]).toContain(
    'process 7, as it said 10 s ago: 5,000 messages taken since its start, 1,200 messages waiting',
  );
});
