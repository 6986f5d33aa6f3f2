import { describe, expect, test } from 'vitest';
import { forbidden, importsOf, impurities, readSource, sourceFiles } from './imports.ts';

const root = new URL('..', import.meta.url).pathname;
const files = sourceFiles(root, ['src', 'pipelines']);

describe('the rooms stand as designed', () => {
  test('no file draws an arrow that the design forbids', () => {
    expect(files.length).toBeGreaterThan(0);
    const broken = files
      .flatMap((file) => importsOf(file, readSource(root, file)))
      .map(forbidden)
      .filter((why) => why !== undefined);
    expect(broken).toEqual([]);
  });

  test('no pure room reads a clock, chance or the environment', () => {
    expect(files.flatMap((file) => impurities(file, readSource(root, file)))).toEqual([]);
  });

  test('only config.ts reads the environment', () => {
    const readers = files.filter((file) => /\bprocess\.env\b/.test(readSource(root, file)));
    expect(readers.filter((file) => file !== 'src/config.ts')).toEqual([]);
  });
});

describe('the check itself can fail', () => {
  test.each([
    ['src/trends/judge.ts', `import { open } from '../warehouse/open.ts';`],
    ['src/sources/kafka.ts', `import { open } from '../warehouse/open.ts';`],
    ['src/publish/folder.ts', `import { weekly } from '../../pipelines/weekly.ts';`],
    ['src/themes/fit.ts', `import { readFileSync } from 'node:fs';`],
    ['src/report/html.ts', `import { DuckDBInstance } from '@duckdb/node-api';`],
    ['src/ticket/pseudonym.ts', `import { createHmac, randomBytes } from 'node:crypto';`],
    ['src/tagging/load.ts', `const fs = await import('node:fs');`],
    ['src/tagging/load.ts', `export { x } from '../config.ts';`],
  ])('%s with %s is refused', (file, source) => {
    expect(importsOf(file, source).map(forbidden)[0]).toBeTypeOf('string');
  });

  test.each([`const now = Date.now();`, `const r = Math.random();`, `const d = new Date();`])(
    '%s in a pure room is refused',
    (source) => {
      expect(impurities('src/trends/judge.ts', source)).toHaveLength(1);
    },
  );

  test('a pure room may hash and may use another pure room', () => {
    const source = `import { createHmac } from 'node:crypto';\nimport type { Ticket } from '../ticket/ticket.ts';`;
    expect(importsOf('src/tagging/tag.ts', source).map(forbidden)).toEqual([undefined, undefined]);
  });
});
