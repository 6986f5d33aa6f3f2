import fc from 'fast-check';

/** Texts that have hurt programs before: markup, scripts, formulas, escape codes, odd Unicode, odd names, odd numbers. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  'x\uDFFFy',
  '\uD83D',
  '\u202Egnp.exe\u202C',
  '\u2066hidden\u2069',
  'a\u200Bb\u200Cc\u200Dd\uFEFFe',
  '\u00AD\u00AD\u00AD',
  'e\u0301'.repeat(60),
  'Z\u0351\u036B\u0343\u036A\u0302'.repeat(30),
  '👩‍👩‍👧‍👦'.repeat(20),
  '\u001B[2J\u001B[1;1H\u001B]0;owned\u0007',
  '\u009B31m\u0090q\u009C',
  '<script>document.title="ran"</script>',
  '"><img src=x onerror=alert(1)>',
  "';drop table tickets;--",
  '$${eval}`${7*7}`',
  '=HYPERLINK("http://evil.example","x")',
  '@SUM(1+1)*cmd|calc!A0',
  '../../../../etc/passwd',
  'CON:\\nul',
  '%00%0a%s%n%x',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'null',
  'undefined',
  '٣٤٥٦٧٨٩٠١٢٣٤',
  '１２３４５６７８９０',
  '1e309',
  '9'.repeat(400),
  'a'.repeat(900),
  '@'.repeat(300),
  '.@-'.repeat(150),
  '12-'.repeat(150),
  'http://'.repeat(60),
  '（(（(（('.repeat(50),
  '\n'.repeat(300),
  'ﷺ'.repeat(60),
  '한국어로 불만 '.repeat(10),
  'สวัสดี'.repeat(40),
  '\u{10FFFF}\u{E0001}\u{FFFFE}',
];

const COMPLAINTS = [
  'the co-host voice lags two seconds and then freezes',
  '充值99元没有到账，订单号 20261101889',
  'mỗi lần lên mic chung là giật, nói xong 5 giây bên kia mới nghe',
  'الصوت يتأخر كل مرة نفتح بث مشترك',
  'my gift did not arrive, call +1 415 555 0133 or a.b@example.com',
  'コインが反映されない',
  'का भुगतान नहीं मिला',
];
const HOSTILE_KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toJSON', '', '\0', 'a.b', '\uD800'];
const NUMBERS = [0, -0, -1, 1, 5, 6, 1.5, 2 ** 31, 2 ** 53, 1e21, -1e308, 5e-324, Number.MAX_VALUE];
const TIMES = [
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-16T24:00:00Z',
  '2026-11-16T10:00:00',
  '2026-11-16T10:00:60Z',
  '2026-11-16T10:00:00+99:99',
  '20261116T100000Z',
  'yesterday',
  '',
];
const FIELDS = [
  'ticket_id', 'closed_at', 'created_at', 'first_response_at', 'channel', 'language', 'country', 'user_id', 'user_role',
  'subject', 'messages', 'product', 'vendor', 'team', 'agent_id', 'category', 'resolution', 'csat', 'bot', 'effort',
  'session_id',
]; // prettier-ignore

/** Midnight before the first simulated week. */
const FIRST = Date.UTC(2026, 7, 31);
const MINUTES = 12 * 7 * 1440;

const text = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom(...COMPLAINTS) },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...COMPLAINTS), fc.constantFrom(...HOSTILE_TEXTS))
      .map(([a, b]) => `${a} ${b} ${a}`),
  },
);
const short = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('android', 'ios', '8.2.1', 'Pixel 9', 'wifi', 'desk-a', 'hk') },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
);
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { __proto__: null }),
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.constantFrom(...TIMES),
);

type Event = Record<string, unknown>;

const plainEvent: fc.Arbitrary<Event> = fc
  .tuple(fc.nat(1e9), fc.nat(MINUTES), fc.nat(5000), fc.nat(30_000), text, short, short, fc.integer({ min: 1, max: 5 }))
  .map(([id, closed, spent, user, words, a, b, csat]) => ({
    ticket_id: `F-${id}`,
    closed_at: new Date(FIRST + closed * 60_000).toISOString(),
    created_at: new Date(FIRST + (closed - spent) * 60_000).toISOString(),
    user_id: `u-${user}`,
    country: 'VN',
    csat,
    subject: a,
    messages: [
      { at: null, author: 'user', text: words },
      { author: 'agent', text: 'ok' },
    ],
    product: { feature: a, app_version: b, os: a, device: b, network: a },
    vendor: b,
    category: a,
    effort: { handle_minutes: spent, cost: '1.2500', refund: '0', currency: 'USD' },
  }));

const changedEvent: fc.Arbitrary<Event> = fc
  .tuple(
    plainEvent,
    fc.array(fc.tuple(fc.constantFrom(...FIELDS, ...HOSTILE_KEYS), value), { minLength: 1, maxLength: 3 }),
  )
  .map(([event, changes]) => {
    for (const [name, to] of changes)
      Object.defineProperty(event, name, { value: to, enumerable: true, configurable: true, writable: true });
    return event;
  });
const innerChanged: fc.Arbitrary<Event> = fc
  .tuple(
    plainEvent,
    fc.constantFrom('product', 'effort', 'resolution', 'bot', 'messages'),
    fc.constantFrom(
      'cost',
      'refund',
      'currency',
      'handle_minutes',
      'reopened',
      'escalated_at',
      'os',
      'text',
      'author',
      ...HOSTILE_KEYS,
    ),
    value,
  )
  .map(([event, group, name, to]) => {
    const inner: Event = { author: 'user', text: 'coins never came' };
    Object.defineProperty(inner, name, { value: to, enumerable: true });
    return { ...event, [group]: group === 'messages' ? [inner] : inner };
  });
const timed: fc.Arbitrary<Event> = fc
  .tuple(plainEvent, fc.constantFrom('closed_at', 'created_at', 'first_response_at'), fc.constantFrom(...TIMES))
  .map(([event, name, time]) => ({ ...event, [name]: time }));

const encoder = new TextEncoder();
const bytesOf = (event: unknown): Uint8Array => encoder.encode(JSON.stringify(event) ?? 'undefined');

const damaged: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    plainEvent,
    fc.nat(),
    fc.nat(255),
    fc.constantFrom('flip', 'cut', 'insert', 'double', 'bom', 'utf16', 'surrogate'),
  )
  .map(([event, at, byte, how]) => {
    const bytes = bytesOf(event);
    const where = at % bytes.length;
    if (how === 'flip') bytes[where] = byte;
    else if (how === 'cut') return bytes.slice(0, where);
    else if (how === 'insert') return Uint8Array.of(...bytes.slice(0, where), byte, 0xc0, 0x80, ...bytes.slice(where));
    else if (how === 'double') return Uint8Array.of(...bytes, ...bytes);
    else if (how === 'bom') return Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes);
    else if (how === 'utf16') return new Uint8Array(Buffer.from(JSON.stringify(event), 'utf16le'));
    else return Uint8Array.of(...bytes.slice(0, where), 0xed, 0xa0, 0x80, ...bytes.slice(where));
    return bytes;
  });
const deep: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom('[', '{"a":'), fc.constantFrom(31, 32, 33, 1000, 50_000))
  .map(([open, depth]) =>
    encoder.encode(`{"ticket_id":"d","messages":${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}}`),
  );
const wide: fc.Arbitrary<Uint8Array> = fc
  .tuple(plainEvent, fc.constantFrom(100, 3000))
  .map(([event, n]) => bytesOf({ ...event, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i}`, i])) }));
const huge: fc.Arbitrary<Uint8Array> = fc
  .tuple(plainEvent, fc.constantFrom(19_999, 20_001, 60_000, 1_048_577), fc.constantFrom('a', '1 ', '连', '@x.y ', '<'))
  .map(([event, length, unit]) => {
    const words = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    return bytesOf({
      ...event,
      messages: [
        { author: 'user', text: words.slice(0, 20_000) },
        { author: 'user', text: words },
      ],
    });
  });
const many: fc.Arbitrary<Uint8Array> = fc
  .tuple(plainEvent, fc.constantFrom(1, 2000, 2001))
  .map(([event, n]) =>
    bytesOf({ ...event, messages: Array.from({ length: n }, () => ({ author: 'user', text: 'x 1' })) }),
  );

/**
 * One message as a hostile or broken producer may send it: events that fit the contract with hostile texts, events changed
 * in one field or several, damaged bytes, deep, wide and huge JSON, arbitrary bytes, and messages without a value (null).
 */
export const hostileMessage: fc.Arbitrary<Uint8Array | null> = fc.oneof(
  { weight: 300, arbitrary: plainEvent.map(bytesOf) },
  { weight: 120, arbitrary: changedEvent.map(bytesOf) },
  { weight: 80, arbitrary: innerChanged.map(bytesOf) },
  { weight: 60, arbitrary: timed.map(bytesOf) },
  { weight: 60, arbitrary: damaged },
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  { weight: 20, arbitrary: value.map(bytesOf) },
  { weight: 10, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: deep },
  { weight: 2, arbitrary: wide },
  { weight: 1, arbitrary: many },
  { weight: 1, arbitrary: huge },
);
