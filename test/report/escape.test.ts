import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, escapeMarkdown, html, raw, visible } from '../../src/report/escape.ts';

test('interpolated text is escaped, own markup is not, and absent parts vanish', () => {
  expect(html`<b>${'<i>'}</b>${raw('<br>')}${null}${[1, '&']}`.markup).toBe('<b>&lt;i&gt;</b><br>1&amp;');
});

test('no text can open a tag, close an attribute or hide characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const out = escapeHtml(text);
      expect(out).not.toMatch(/[<>"'`\u202E\u200B\0]/);
      expect(out.isWellFormed()).toBe(true);
    }),
  );
});

test('bidi overrides, zero-width characters and NUL are dropped; joiners that scripts need stay', () => {
  expect(visible('a\u202Eb\u200Bc\0d')).toBe('abcd');
  expect(visible('क्‍ष')).toBe('क्‍ष');
});

test.each([
  ['[x](javascript:1)', String.raw`\[x\]\(javascript:1\)`],
  ['<img src=x>', String.raw`&lt;img src\=x&gt;`],
  ['# title\n- item', String.raw`\# title - item`],
  ['1. one', String.raw`1\. one`],
  ['see https://a.example @all', 'see https&#58;//a.example &#64;all'],
])('Markdown of %j is plain text', (text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});
