import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { appendToMap, flowOf } from '../src/yaml-edit.ts';

const FILE = `# head
concepts:
  # a comment inside
  lag: { en: lag, zh: 卡顿 }   # beside
  gift: [a, 'no',
    b]

# tail
positive: [good]
`;

describe('a map of a YAML file', () => {
  test('grows by lines at its end; comments, quotes and order stay', () => {
    const done = appendToMap(FILE, 'concepts', ['late: [x]']);
    expect(done?.text).toBe(FILE.replace('    b]\n', '    b]\n  late: [x]\n'));
    expect(done).toMatchObject({ line: 7, added: ['  late: [x]'] });
    expect(parse(done?.text ?? '')).toEqual({
      ...(parse(FILE) as object),
      concepts: { ...parse(FILE).concepts, late: ['x'] },
    });
  });

  test('grows at the end of a file without a last newline, and with the newlines that the file has', () => {
    expect(appendToMap('a:\n  b: 1', 'a', ['c: 2'])?.text).toBe('a:\n  b: 1\n  c: 2\n');
    expect(appendToMap('a:\r\n  b: 1\r\nz: 3\r\n', 'a', ['c: 2'])?.text).toBe('a:\r\n  b: 1\r\n  c: 2\r\nz: 3\r\n');
    expect(appendToMap('a:\n  b: |\n    text\nz: 3\n', 'a', ['c: 2'])?.text).toBe(
      'a:\n  b: |\n    text\n  c: 2\nz: 3\n',
    );
  });

  test('is not touched when it is not there, empty, or in flow style', () => {
    for (const text of ['x: 1\n', 'a:\n', 'a: {}\n', 'a: { b: 1 }\n', 'a: [b]\n'])
      expect(appendToMap(text, 'a', ['c: 2'])).toBeUndefined();
  });

  test('keeps what it held, and holds any value put into it', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const done = appendToMap(FILE, 'concepts', [`added: ${flowOf(words)}`]);
        expect((parse(done?.text ?? '') as { concepts: object }).concepts).toEqual({
          ...parse(FILE).concepts,
          added: words,
        });
      }),
      { seed: 1 },
    );
  });
});
