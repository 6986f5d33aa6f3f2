import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../src/root.ts';
import { eventJsonSchema } from '../../src/ticket/event.ts';
import { pseudonym, pseudonymKey } from '../../src/ticket/pseudonym.ts';
import { instantOf } from '../../src/ticket/instant.ts';
import { takeTicket, type Taken } from '../../src/ticket/take.ts';

const key = pseudonymKey('a key for tests');
const AT = Date.UTC(2026, 10, 20);
const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const least = {
  ticket_id: 'T-1',
  closed_at: '2026-11-16T09:30:00Z',
  created_at: '2026-11-16T08:00:00Z',
  user_id: 'u-77',
  messages: [{ author: 'user', text: 'paid 99 for coins and got nothing' }],
};
const take = (event: unknown): Taken => takeTicket(bytes(event), AT, key);
const codeOf = (event: unknown): string => {
  const taken = take(event);
  return taken.ok ? 'taken' : taken.reject.code;
};

describe('an event that fits', () => {
  test('becomes a ticket with pseudonym, language and redacted text', () => {
    const taken = take({
      ...least,
      agent_id: 'a-1',
      messages: [{ author: 'user', text: 'my coins never arrived, write to joe@example.com' }],
    });
    expect(taken).toMatchObject({
      ok: true,
      ticket: {
        ticketId: 'T-1',
        closedAt: Date.UTC(2026, 10, 16, 9, 30),
        language: 'en',
        complaintText: 'my coins never arrived, write to <email>',
      },
    });
    expect(JSON.stringify(taken)).not.toContain('u-77');
  });

  test('counts only what the user said, and a subject that repeats the beginning once', () => {
    const messages = [
      { author: 'user', text: 'my stream ends by itself every night' },
      { author: 'agent', text: 'we have banned you' },
      { author: 'user', text: 'please help' },
    ];
    const taken = take({ ...least, subject: 'my stream ends by...', messages });
    expect(taken.ok && taken.ticket.complaintText).toBe('my stream ends by itself every night\nplease help');
  });

  test('may carry fields that the contract does not know: they are named, not kept', () => {
    const taken = take({ ...least, mood: 'x', product: { os: 'ios', colour: 'red' }, 'öhm\n': 1 });
    expect(taken.ok && new Set(taken.unknownFields)).toEqual(new Set(['mood', 'unprintable', 'product.colour']));
  });

  test('loses characters that hide or reorder others', () => {
    const taken = take({ ...least, messages: [{ author: 'user', text: 'coins\u202Egnissim\u202C \u200Bgone\u0000' }] });
    expect(taken.ok && taken.ticket.complaintText).toBe('coinsgnissim gone');
  });
});

describe('an event that does not fit is refused with a stable code', () => {
  test.each([
    ['empty', '   '],
    ['not-json', '{"ticket_id":'],
    ['not-object', '[1]'],
    ['not-object', 'null'],
    ['missing-field', { ...least, user_id: undefined }],
    ['missing-field', { ...least, closed_at: null }],
    ['bad-field', { ...least, csat: 6 }],
    ['bad-field', { ...least, ticket_id: 7 }],
    ['bad-time', { ...least, closed_at: 'yesterday' }],
    ['bad-time', { ...least, closed_at: '2026-11-16T09:30:00' }],
    ['time-out-of-range', { ...least, closed_at: '2099-01-01T00:00:00Z' }],
    ['time-out-of-range', { ...least, created_at: '2009-12-31T23:59:59Z' }],
    ['closed-before-created', { ...least, created_at: '2026-11-16T10:00:00Z' }],
    ['no-text', { ...least, messages: [{ author: 'agent', text: 'hello' }] }],
    ['too-deep', '['.repeat(100) + ']'.repeat(100)],
  ])('%s', (code, event) => {
    expect(codeOf(event)).toBe(code);
  });

  test('not-utf8', () => {
    expect(takeTicket(Uint8Array.of(0x7b, 0xff, 0x7d), AT, key)).toMatchObject({
      ok: false,
      reject: { code: 'not-utf8' },
    });
  });

  test('naming fields, never values', () => {
    const taken = take({ ...least, csat: 'canary-value' });
    expect(taken).toMatchObject({ ok: false, reject: { code: 'bad-field' } });
    expect(JSON.stringify(taken)).not.toContain('canary');
  });
});

describe('whatever arrives', () => {
  test('any bytes become a ticket or a reject, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(typeof takeTicket(message, AT, key).ok).toBe('boolean');
      }),
    );
  });

  test('so does any JSON in the place of any field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(least), 'product', 'effort', 'bot', '__proto__', 'constructor'),
        fc.jsonValue(),
        (field, value) => {
          const text = JSON.stringify(least).replace(/\}$/, `,${JSON.stringify(field)}:${JSON.stringify(value)}}`);
          expect(typeof takeTicket(bytes(text), AT, key).ok).toBe('boolean');
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        },
      ),
    );
  });
});

test('times keep their offset', () => {
  expect(instantOf('2026-11-16T09:30:00+05:30')).toBe(Date.UTC(2026, 10, 16, 4));
  expect(instantOf('2026-11-16 09:30:00.25-0300')).toBe(Date.UTC(2026, 10, 16, 12, 30, 0, 250));
  expect(instantOf('2026-11-16T09:30:00')).toBeNaN();
});

test('the quick way of reading times agrees with the runtime’s', () => {
  const moments = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(fc.property(moments, (date) => instantOf(date.toISOString()) === date.getTime()));
  fc.assert(
    fc.property(
      moments,
      (date) => instantOf(date.toISOString().replace(/\.\d+/, '')) === Math.floor(date.getTime() / 1000) * 1000,
    ),
  );
});

test('pseudonyms are the first half of what openssl dgst -sha256 -hmac gives for kind, NUL and id', () => {
  expect(pseudonym(key, 'user', 'u-77')).toBe('c8462219a2bee41aff64e9b0fe4756a3');
  expect(pseudonym(key, 'user', 'u-77')).not.toBe(pseudonym(key, 'agent', 'u-77'));
  expect(pseudonym(key, 'user', 'u-77')).not.toBe(pseudonym(pseudonymKey('another'), 'user', 'u-77'));
});

test('the JSON Schema that is checked in is the one the code checks by', () => {
  const file = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'src/ticket/event.schema.json'), 'utf8')) as unknown;
  expect(file).toEqual(JSON.parse(JSON.stringify(eventJsonSchema())));
});

test('fields that people fill in by hand are redacted too', () => {
  const taken = take({
    ...least,
    category: 'mail joe@x.com',
    product: { feature: 'call +84 90 123 4567', app_version: '6.14.2.0' },
  });
  expect(taken.ok && [taken.ticket.category, taken.ticket.feature, taken.ticket.appVersion]).toEqual([
    'mail <email>',
    'call <phone>',
    '6.14.2.0',
  ]);
});

test('a day that no month has is no time', () => {
  expect(instantOf('2026-02-30T00:00:00Z')).toBeNaN();
});

test('a text beyond the limit is cut where a word ends, so that no half address is stored', () => {
  const taken = take({ ...least, messages: [{ author: 'user', text: `${'word '.repeat(3996)}john.smith@gmail.com` }] });
  expect(taken.ok && taken.ticket.complaintText).not.toContain('john');
});
