import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readUsualLanguageFile } from '../../src/tagging/language-file.ts';

/** As the schema reads it: every item is text. */
function asText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    Array.isArray(inner)
      ? inner.map((item) => (typeof item === 'object' && item !== null ? item : String(item)))
      : inner,
  );
}

const folder = new URL('../../pipelines/taxonomy/languages/', import.meta.url);

test('every language file is written in the usual way, and reads as a YAML parser reads it', () => {
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect({ name, file: readUsualLanguageFile(text) }).toEqual({ name, file: asText(parse(text)) });
  }
});

test('the short way reads either nothing or what YAML means', () => {
  const phrase = fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'a1.e-+x ~#:*,'.split('')), maxLength: 5 }) },
    fc.constantFrom(
      'lag',
      '~',
      'null',
      '12',
      '1e3',
      'a: b',
      '#x',
      "it's",
      '"q"',
      'a ~ b',
      'word*',
      '*x',
      '0x1f',
      'yes',
      'false',
      'True',
      'NULL',
      '2fa',
      '007',
      '1_000',
      '99%',
      '- a',
    ),
  );
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1, maxLength: 5 }), (phrases) => {
      const text = `language: xx\nconcepts:\n  lag: [${phrases.join(', ')}]\n`;
      const quick = readUsualLanguageFile(text);
      return quick === undefined || isDeepStrictEqual(quick, asText(parse(text)));
    }),
    { numRuns: 2000 },
  );
});
