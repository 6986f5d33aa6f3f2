import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clusterFile } from '../../pipelines/cluster.ts';
import { embedderOf } from '../../pipelines/embeddings.ts';
import { withWarehouse } from '../../pipelines/ingest.ts';
import { loadTagger, taxonomyDir } from '../../pipelines/knowledge.ts';
import { weekly } from '../../pipelines/weekly.ts';
import { loadConfig, type Config } from '../../src/config.ts';
import { SILENT } from '../../src/progress.ts';
import { ingestLines, NOW, simulatedLines, testConfig } from './fixture.ts';

const WEEKS = ['2026-W36', '2026-W37', '2026-W38'] as const;
let config: Config;
let server: Server;
let requests = 0;
let sent = '';
let works = true;
const said: string[] = [];

/** A vector of the letters of a text: the same text, the same vector. */
function vectorOf(input: string): number[] {
  const counts = Array.from({ length: 26 }, () => 0);
  for (const letter of input.toLowerCase()) {
    const at = letter.charCodeAt(0) - 97;
    if (at >= 0 && at < 26) counts[at] = counts[at]! + 1;
  }
  return counts;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      requests++;
      sent += body;
      const { input } = JSON.parse(body) as { input: string[] };
      if (!works) response.writeHead(400).end();
      else response.end(JSON.stringify({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const base = testConfig();
  config = { ...base, themes: { ...base.themes, embeddings: { url, model: 'letters', key: '' } } };
  const lines = simulatedLines(config, WEEKS.length, 30);
  await withWarehouse(config, 'test', (warehouse) => ingestLines(warehouse, config, 'tickets.ndjson', lines));
});
afterAll(() => {
  server.close();
  rmSync(config.dataDir, { recursive: true });
});

async function run(week: string): Promise<{ inputs: string; report: string }> {
  return withWarehouse(config, 'test', async (warehouse) => {
    await weekly({ config, warehouse, progress: SILENT, log: (line) => said.push(line), now: () => NOW }, week);
    const [newest] = await warehouse.rows('report/theme-memory', { week });
    return {
      inputs: newest?.['inputs'] as string,
      report: readFileSync(join(config.dataDir, 'reports', week, 'all.json'), 'utf8'),
    };
  });
}

test('a week is clustered with vectors, which its inputs record; later the server is not needed to say the same', async () => {
  const first = await run(WEEKS[0]);
  expect(first.inputs).toMatch(/^[0-9a-f]{16}\+e:[0-9a-f]{8}$/);
  expect(said).toEqual([]);
  expect(requests).toBeGreaterThan(0);
  expect(sent).not.toMatch(/@(?:gmail|example)|\+\d{9}/);
  works = false;
  const asked = requests;
  expect(await run(WEEKS[0])).toEqual(first);
  expect(requests).toBe(asked);
});

test('a server that fails is said in the log and recorded; the week is made from the texts, and stays so', async () => {
  const failed = await run(WEEKS[1]);
  expect(failed.inputs).toMatch(/\+e:failed$/);
  expect(said.join('\n')).toMatch(/without embeddings: The embedding server 127\.0\.0\.1:\d+ refused with status 400/);
  works = true;
  const asked = requests;
  expect(await run(WEEKS[1])).toEqual(failed);
  expect(requests).toBe(asked);
  expect((await run(WEEKS[2])).inputs).toMatch(/\+e:[0-9a-f]{8}$/);
});

test('cluster asks the same server, and goes without when it fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-cluster-'));
  const file = join(folder, 'texts.ndjson');
  const texts = ['gift wall empty', 'empty gift wall', 'login code late', 'late login code'];
  writeFileSync(
    file,
    texts.map((text, i) => JSON.stringify({ id: `${i}`, text: `${text} jane@example.org` })).join('\n'),
  );
  const tagger = loadTagger(taxonomyDir(config), 0);
  const clusters = async (): Promise<string> => {
    let out = '';
    const output = { write: (text: string) => Promise.resolve(void (out += text)) };
    const setting = { k: 2, tagger, embedder: embedderOf(config), log: (line: string) => said.push(line) };
    await clusterFile(file, setting, output, () => undefined);
    return out;
  };
  sent = '';
  const numbers = (await clusters())
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { cluster: number }).cluster);
  expect(numbers[0]).toBe(numbers[1]);
  expect(numbers[2]).toBe(numbers[3]);
  expect(numbers[0]).not.toBe(numbers[2]);
  expect(sent).toContain('gift wall');
  expect(sent).not.toContain('jane');
  rmSync(join(config.dataDir, 'embeddings'), { recursive: true });
  works = false;
  said.length = 0;
  expect((await clusters()).trim().split('\n')).toHaveLength(4);
  expect(said).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

test('its address is an http address, and its key no matter for a file', () => {
  const of = (url: string): Config => loadConfig({ environment: { GROUNDSWELL_THEMES_EMBEDDINGS_URL: url } });
  expect(of('http://localhost:11434/v1').themes.embeddings.url).toBe('http://localhost:11434/v1');
  expect(() => of('localhost:11434')).toThrow(/themes\.embeddings\.url .*http/);
  const file = join(config.dataDir, 'settings.json');
  writeFileSync(file, JSON.stringify({ themes: { embeddings: { key: 'k' } } }));
  expect(() => loadConfig({ file, environment: {} })).toThrow(/GROUNDSWELL_THEMES_EMBEDDINGS_KEY|is a secret/);
});
