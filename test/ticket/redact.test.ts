import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiDigits } from '../../src/ticket/pii/digits.ts';
import { ibanValid, letteredIdentity, luhn, numericIdentity, verhoeff } from '../../src/ticket/pii/checksums.ts';
import { redact } from '../../src/ticket/redact.ts';

describe('personal data is removed', () => {
  test.each([
    ['en', 'my name is John Smith, mail joe.smith@gmail.com', 'my name is <name>, mail <email>'],
    ['en', 'call +84 90 123 4567 now', 'call <phone> now'],
    ['en', 'card 4111 1111 1111 1111 was charged', 'card <card> was charged'],
    ['de', 'IBAN DE89 3704 0044 0532 0130 00 bitte', 'IBAN <iban> bitte'],
    ['en', 'my ip is 203.0.113.7', 'my ip is <ip>'],
    ['pt', 'meu cpf é 529.982.247-25', 'meu cpf é <id>'],
    ['zh', '我叫王小明，电话13812345678', '我叫<name>，电话<phone>'],
    ['ar', 'رقم الجوال ٠١٠١٢٣٤٥٦٧٨', 'رقم الجوال <phone>'],
    ['en', 'he follows me: @joe_99', 'he follows me: <handle>'],
    ['en', 'see https://example.com/user/joe?token=abc', 'see <url>'],
    ['en', 'my password is Hunter2!', 'my password is <secret>!'],
    ['en', 'sent to 0x52908400098527886E0F7030069857D2E4169EE7', 'sent to <crypto>'],
    ['de', 'ich wohne Hauptstraße 12, 10115 Berlin', 'ich wohne <address>'],
    ['en', 'I am at 52.520008, 13.404954', 'I am at <geo>'],
  ])('%s: %s', (language, text, clean) => {
    expect(redact(text, language).text).toBe(clean);
  });
});

describe('what support needs stays', () => {
  test.each([
    'order GP1234567 of 99.000 coins, error 51-07, version 8.2.1',
    'order 4111111111111111 is missing',
    'room 88213307 on 2026-11-16 at 12:30',
    'score 41,950 against 38,120',
    'card ending ****1234',
    'Galaxy A15, Redmi 12, iPhone 13',
    'see https://help.example.com/refund',
  ])('%s', (text) => {
    expect(redact(text, 'en').text).toBe(text);
  });
});

describe('whatever the text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          'joe@x.com',
          '+84901234567',
          '4111111111111111',
          'my name is',
          'John',
          '路12号',
          ' ',
          '@a_b',
          '12-',
          '@',
          '.',
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join('')),
  );

  test('finds lie in it, in order, without overlap, and the marks stand in their place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: clean, found } = redact(text);
        let [rebuilt, at] = ['', 0];
        for (const { kind, start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          rebuilt += `${text.slice(at, start)}<${kind}>`;
          at = end;
        }
        expect(rebuilt + text.slice(at)).toBe(clean);
      }),
    );
  });

  test('digits of other scripts keep their place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => asciiDigits(text).length === text.length),
    );
    expect(asciiDigits('٠١٢ ०१२ ๐๑๒ ０１２')).toBe('012 012 012 012');
  });
});

test('checksums agree with published examples', () => {
  expect([luhn('4111111111111111'), luhn('4111111111111112')]).toEqual([true, false]);
  expect([ibanValid('GB82WEST12345698765432'), ibanValid('GB82WEST12345698765433')]).toEqual([true, false]);
  expect([verhoeff('2363'), verhoeff('2364')]).toEqual([true, false]);
  expect([
    letteredIdentity('12345678Z'),
    letteredIdentity('12345678A'),
    letteredIdentity('11010519491231002X'),
  ]).toEqual([true, false, true]);
  expect([numericIdentity('52998224725'), numericIdentity('10000000146'), numericIdentity('12345678901')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('redacting twice changes nothing', () => {
  for (const text of ['my name is John Smith, joe@x.com, +84 90 123 4567', 'meu cpf é 529.982.247-25, senha: abc123!'])
    expect(redact(redact(text).text).text).toBe(redact(text).text);
});
