import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readUsualLanguageFile } from '../../src/tagging/language-file.ts';

const folder = new URL('../../pipelines/taxonomy/languages/', import.meta.url);

test('every language file is written in the usual way, and reads as a YAML parser reads it', () => {
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    expect({ name, file: readUsualLanguageFile(text) }).toEqual({ name, file: parse(text) });
  }
});

test('the short way reads either nothing or what YAML means', () => {
  const phrase = fc.oneof(
    fc.string({ maxLength: 8 }),
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
      '- a',
    ),
  );
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1, maxLength: 5 }), (phrases) => {
      const text = `language: xx\nconcepts:\n  lag: [${phrases.join(', ')}]\n`;
      const quick = readUsualLanguageFile(text);
      return quick === undefined || isDeepStrictEqual(quick, parse(text));
    }),
    { numRuns: 500 },
  );
});
