import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTRY, runCli, type Ended } from '../support/cli.ts';
import { simulatedLines, testConfig } from '../pipelines/fixture.ts';

const WEEK = '2026-W44';
/** Planted where they must never come out again. */
const CANARY = { text: 'quokkamarble', mail: 'quokka.canary@example.org', name: 'Quokkina Canarysdottir', user: 'user-quokka-4711', secret: 'hunter2quokkasecret', field: 'quokkafieldname' }; // prettier-ignore
const config = testConfig();
const folder = mkdtempSync(join(tmpdir(), 'privacy-'));
const dataDir = join(folder, 'data');
const tries = join(folder, 'tries');
const input = join(folder, 'tickets.ndjson');
const said: string[] = [];

const event = (id: string, more: object): string =>
  JSON.stringify({
    ticket_id: id, closed_at: '2026-10-27T10:00:00Z', created_at: '2026-10-26T09:00:00Z', user_id: CANARY.user, country: 'US',
    messages: [{ author: 'user', text: `${CANARY.text} my name is ${CANARY.name}, ${CANARY.mail}` }], ...more,
  }); // prettier-ignore

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const ended = await runCli(args, dataDir, {
    flags: ['--import', join(import.meta.dirname, '..', 'support', 'no-network.mjs')],
    env: { NETWORK_TRIES: tries, ...env },
  });
  said.push(ended.stdout, ended.stderr);
  return ended;
}

beforeAll(() => {
  writeFileSync(tries, '');
  const broken = [
    event('bad-1', { closed_at: CANARY.text }),
    event('bad-2', { csat: CANARY.text }),
    event('bad-3', { country: CANARY.text }),
    event('bad-4', { [CANARY.field]: { [CANARY.text]: CANARY.mail } }),
    `{"ticket_id": ${CANARY.text}`,
  ];
  writeFileSync(input, `${[...simulatedLines(config, 10, 150), event('ok', {}), ...broken].join('\n')}\n`);
});
afterAll(() => {
  for (const made of [folder, config.dataDir]) rmSync(made, { recursive: true, force: true });
});

describe('an ingest, a weekly run and what is asked afterwards', () => {
  test('call nobody: no socket, no name look-up, no server', async () => {
    expect(await run(['ingest', input])).toMatchObject({ code: 0 });
    expect(await run(['weekly', '--week', WEEK])).toMatchObject({ code: 0 });
    for (const command of [
      ['status'],
      ['rejects', '--code', 'bad-time'],
      ['sql', 'from weekly_totals'],
      ['retag', '--preview'],
    ])
      expect(await run(command)).toMatchObject({ code: 0 });
    const lines = new Set(readFileSync(tries, 'utf8').trim().split('\n'));
    expect([...lines]).toEqual(['loaded']);
  }, 240_000);

  test('the trap catches who does call', async () => {
    const brokers = { GROUNDSWELL_KAFKA_BROKERS: '127.0.0.1:9' };
    const child = runCli(['ingest'], join(folder, 'other'), {
      flags: ['--import', join(import.meta.dirname, '..', 'support', 'no-network.mjs')],
      env: { NETWORK_TRIES: join(folder, 'caught'), ...brokers },
    });
    expect((await child).code).toBe(1);
    expect(readFileSync(join(folder, 'caught'), 'utf8')).toMatch(/^(?:net|tls|dns)/m);
  });

  test('say no word of a ticket, no name and no secret, in answers, logs and errors', async () => {
    const secret = { GROUNDSWELL_KAFKA_PASSWORD: CANARY.secret, GROUNDSWELL_PSEUDONYM_KEY: CANARY.secret, GROUNDSWELL_KAFKA_USERNAME: 'u', GROUNDSWELL_KAFKA_SASL_MECHANISM: 'plain' }; // prettier-ignore
    const wrong = { ...secret, GROUNDSWELL_TIME_ZONE: 'Nowhere', GROUNDSWELL_THREADS: '-1' };
    expect((await run(['status'], wrong)).code).toBe(2);
    expect((await run(['ingest', '--kafka', '127.0.0.1:9'], secret)).code).toBe(1);
    expect((await run(['ingest', '--kafka', '127.0.0.1:9', '--json'], secret)).code).toBe(1);
    const all = said.join('\n');
    expect(all.length).toBeGreaterThan(1000);
    for (const canary of [CANARY.text, CANARY.mail, CANARY.name, CANARY.user, CANARY.secret])
      expect(all).not.toContain(canary);
  });

  test('keep no personal data in any byte of the data folder, though the words of the complaint stay', () => {
    const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(dataDir, name));
    const holds = (needle: string): string[] =>
      files.filter((path) => statSync(path).isFile() && readFileSync(path).includes(needle));
    for (const canary of [CANARY.mail, CANARY.name, 'Quokkina', CANARY.user, CANARY.secret])
      expect(holds(canary)).toEqual([]);
    expect(holds(CANARY.text)).not.toEqual([]);
  });

  test('make files and folders for their owner alone, whatever the umask says', async () => {
    const open = join(folder, 'open');
    const wrap = `umask 0; exec "$@"`;
    for (const command of [['ingest', input], ['weekly', '--week', WEEK], ['snapshot']])
      expect(await runCli([...command, '--quiet'], open, { wrap })).toMatchObject({ code: 0 });
    for (const name of ['.', ...readdirSync(open, { recursive: true, encoding: 'utf8' })]) {
      const about = statSync(join(open, name));
      expect({ name, mode: (about.mode & 0o777).toString(8) }).toEqual({
        name,
        mode: about.isDirectory() ? '700' : '600',
      });
    }
  });
});

test.runIf(process.platform === 'linux')(
  'a process title, its arguments and the core settings tell no secret',
  async () => {
    const file = join(folder, 'key');
    writeFileSync(file, CANARY.secret);
    chmodSync(file, 0o600);
    const child = spawn(process.execPath, [...ENTRY, 'ingest', '-', '--quiet'], {
    env: { PATH: process.env['PATH'], GROUNDSWELL_DATA_DIR: join(folder, 'title'), GROUNDSWELL_THREADS: '1', GROUNDSWELL_PSEUDONYM_KEY_FILE: file },
    stdio: ['pipe', 'ignore', 'ignore'],
  }); // prettier-ignore
    child.stdin.write(`${event('ok', {})}\n`);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const seen = ['cmdline', 'comm', 'environ']
      .map((name) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8'))
      .join('\n');
    child.stdin.end();
    await new Promise((resolve) => child.once('exit', resolve));
    expect(seen).toContain('ingest');
    for (const canary of [CANARY.secret, CANARY.text, CANARY.user]) expect(seen).not.toContain(canary);
  },
);
