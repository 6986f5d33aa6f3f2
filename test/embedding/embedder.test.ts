import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openVectorCache } from '../../src/embedding/cache.ts';
import { openEmbedder } from '../../src/embedding/embedder.ts';
import { askForVectors, endpointOf } from '../../src/embedding/server.ts';
import { redact, type RedactedText } from '../../src/ticket/redact.ts';

interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: { readonly input: string[]; readonly model?: string };
}
type Answer = (asked: Asked, response: ServerResponse, nth: number) => void;

const folder = mkdtempSync(join(tmpdir(), 'groundswell-embedding-'));
let asked: Asked[] = [];
let answer: Answer;
let server: Server;
let url: string;

const text = (raw: string): RedactedText => redact(raw, 'en').text;
const vectorOf = (input: string): number[] => [input.length, input.charCodeAt(0), 1];
const vectors: Answer = ({ body }, response) => {
  const data = body.input.map((input, index) => ({ index, embedding: vectorOf(input) }));
  response.end(JSON.stringify({ object: 'list', data: data.toReversed() }));
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

beforeEach(async () => {
  asked = [];
  answer = vectors;
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = {
        path: request.url ?? '',
        key: request.headers.authorization,
        body: JSON.parse(body) as Asked['body'],
      };
      asked.push(one);
      answer(one, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = () => ({ url, model: 'small', key: 'k-1', timeoutMs: 2000 });

describe('an embedding server', () => {
  test('is asked at /v1/embeddings however its address is given', () => {
    for (const base of ['http://h:1', 'http://h:1/', 'http://h:1/v1', 'http://h:1/v1/', 'http://h:1/v1/embeddings'])
      expect(endpointOf(base)).toBe('http://h:1/v1/embeddings');
  });

  test('gets texts, model and key, and its vectors come back in the order of the texts', async () => {
    const found = await askForVectors(named(), [text('a gift'), text('the wall')]);
    expect(found.map((vector) => [...vector])).toEqual([vectorOf('a gift'), vectorOf('the wall')]);
    expect(asked).toEqual([
      { path: '/v1/embeddings', key: 'Bearer k-1', body: { input: ['a gift', 'the wall'], model: 'small' } },
    ]);
  });

  test.each<[string, Answer, RegExp]>([
    ['refuses', (_, response) => void response.writeHead(401).end('no'), /refused with status 401/],
    ['says no JSON', (_, response) => void response.end('<html>'), /no JSON/],
    ['says too little', (_, response) => void response.end('{"data":[]}'), /something else/],
    ['says no numbers', (_, response) => void response.end('{"data":[{"embedding":[1,"x"]}]}'), /something else/],
    [
      'says the same text twice',
      ({ body }, response) => {
        response.end(JSON.stringify({ data: body.input.map(() => ({ index: 0, embedding: [1] })) }));
      },
      /something else/,
    ],
    [
      'points elsewhere',
      (_, response) => void response.writeHead(307, { location: 'http://example.org' }).end(),
      /does not answer/,
    ],
    ['never answers', () => undefined, /too long/],
  ])('that %s is a fault that says so, and nothing of texts or key', async (_, how, message) => {
    answer = how;
    const failing = askForVectors(
      { ...named(), timeoutMs: 300 },
      [text('secret words'), text('other words')].slice(0, message.source === 'no JSON' ? 1 : 2),
    );
    const error = await failing.then(
      () => undefined,
      (fault: unknown) => fault as Error & { code: string; next: string },
    );
    expect(error?.code).toBe('embedding-server');
    expect(error?.message).toMatch(message);
    expect(`${error?.message} ${error?.next}`).not.toMatch(/k-1|secret/);
  });
});

describe('an embedder', () => {
  test('sends a text once, sixty-four at a time, and remembers it across starts', async () => {
    const texts = Array.from({ length: 100 }, (_, i) => text(`words number ${'x'.repeat(i)}`));
    const first = await openEmbedder(named(), folder).embed([...texts, ...texts]);
    expect(asked.map(({ body }) => body.input.length)).toEqual([64, 36]);
    const again = await openEmbedder(named(), folder).embed([...texts, text('new'), text(' ')]);
    expect(asked.slice(2).map(({ body }) => body.input)).toEqual([['new']]);
    for (const one of texts) expect(again.get(one)).toEqual(first.get(one));
    expect(again.size).toBe(101);
  });

  test('sends no raw text, and keeps none', async () => {
    const clean = text('my mail is jane@example.org, the gift wall stays empty');
    await openEmbedder(named(), folder).embed([clean]);
    expect(asked[0]?.body.input[0]).toContain('<email>');
    const kept = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    expect(kept).not.toMatch(/gift|jane/);
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077)).toEqual([0]);
  });

  test('asks once more when the server stumbles, and keeps what it got before it fell', async () => {
    answer = (one, response, nth) => (nth === 1 ? void response.writeHead(503).end() : vectors(one, response, nth));
    expect((await openEmbedder(named(), folder).embed([text('a')])).size).toBe(1);
    answer = (one, response, nth) => (nth <= 3 ? vectors(one, response, nth) : void response.writeHead(503).end());
    const texts = Array.from({ length: 100 }, (_, i) => text(`words ${'y'.repeat(i)}`));
    await expect(openEmbedder(named(), folder).embed(texts)).rejects.toThrow(/status 503/);
    answer = vectors;
    asked = [];
    await openEmbedder(named(), folder).embed(texts);
    expect(asked.map(({ body }) => body.input.length)).toEqual([36]);
  });
});

describe('a cache of vectors', () => {
  const path = join(folder, 'one.vectors');
  const entry = (name: string, length = 3): [string, Float32Array] => [
    name,
    new Float32Array(length).fill(name.length),
  ];

  test('drops a record that a crash cut short, and goes on', () => {
    openVectorCache(path).put([entry('a'), entry('bb')]);
    appendFileSync(path, 'half a record');
    const cache = openVectorCache(path);
    cache.put([entry('ccc')]);
    for (const reader of [cache, openVectorCache(path)])
      expect([...reader.find(['a', 'bb', 'ccc', 'd'])].map(([name, vector]) => [name, vector[2]])).toEqual([
        ['a', 1],
        ['bb', 2],
        ['ccc', 3],
      ]);
  });

  test('begins anew with vectors of another length', () => {
    openVectorCache(path).put([entry('a')]);
    const cache = openVectorCache(path);
    cache.put([entry('bb', 5)]);
    expect([...openVectorCache(path).find(['a', 'bb']).keys()]).toEqual(['bb']);
  });

  test('keeps the newest half when it has grown too large', () => {
    const names = Array.from({ length: 10 }, (_, i) => 'x'.repeat(i + 1));
    openVectorCache(path).put(names.map((name) => entry(name)));
    const cache = openVectorCache(path, 9);
    expect([...cache.find(names).keys()]).toEqual(names.slice(5));
    cache.put([entry('late')]);
    expect([...openVectorCache(path).find([...names, 'late'])].map(([name, v]) => [name, v[0]])).toEqual([
      ...names.slice(5).map((name) => [name, name.length]),
      ['late', 4],
    ]);
  });
});
