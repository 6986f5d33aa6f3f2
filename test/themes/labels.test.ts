import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { describe as describeThemes } from '../../src/themes/describe.ts';
import type { ConceptName, ThemeDoc } from '../../src/themes/doc.ts';
import { glossOf, countConcepts } from '../../src/themes/gloss.ts';
import { nameThemes } from '../../src/themes/labels.ts';
import { phrasesOf } from '../../src/themes/phrases.ts';
import { isStopWord, listForm } from '../../src/themes/stop-words.ts';

const surfacesOf = (text: string, language = ''): string[] => phrasesOf(text, language).map((phrase) => phrase.surface);

describe('phrases', () => {
  test('hold no redaction mark, id, insult or stop word at their ends', () => {
    const surfaces = surfacesOf('my order 88123 for <email> you idiot the gift wall is empty AB12X 垃圾礼物墙', 'en');
    expect(surfaces).toContain('gift wall is empty');
    expect(surfaces.filter((surface) => /[<>]|email|\d|idiot|垃圾|^(?:my|the|for)\b/.test(surface))).toEqual([]);
  });

  test('may begin with what denies them, and end with it where it follows the verb', () => {
    expect(surfacesOf('the gift was not received', 'en')).toContain('not received');
    expect(surfacesOf('estoy sin sonido', 'es')).toContain('sin sonido');
    expect(surfacesOf('das Mikrofon geht nicht', 'de')).toContain('geht nicht');
    expect(surfacesOf('礼物没有显示出来', 'zh').some((surface) => surface.startsWith('没有'))).toBe(true);
    expect(surfacesOf('it is not', 'en')).toEqual([]);
  });

  test('may end with the particle of their verb, not with a preposition', () => {
    const surfaces = surfacesOf('wanted to top up for my card', 'en');
    expect(surfaces).toContain('top up');
    expect(surfaces.some((surface) => /\b(?:for|my)$/.test(surface))).toBe(false);
  });

  test('of Vietnamese are told by their accents: an account is no "at", "for" is no insult', () => {
    const surfaces = surfacesOf('nạp tiền cho tài khoản bị lỗi', 'vi');
    expect(surfaces).toContain('tài khoản');
    expect(surfaces).toContain('nạp tiền cho tài khoản');
    expect(surfacesOf('đồ chó xem phòng', 'vi').some((surface) => surface.includes('chó'))).toBe(false);
  });

  test('of any text begin and end with words that say something', () => {
    const word = fc.constantFrom(
      'the',
      'gift',
      'is',
      'not',
      'up',
      'received',
      'of',
      'my',
      '7',
      'wall',
      'log',
      ',',
      'to',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        for (const { words: own } of phrasesOf(words.join(' '), 'en')) {
          expect(['the', 'is', 'up', 'of', 'my', 'to', '7']).not.toContain(own[0]);
          expect(['the', 'is', 'not', 'of', 'my', 'to', '7']).not.toContain(own.at(-1));
          expect(own.some((one) => !isStopWord(listForm(one, 'en'), 'en'))).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });
});

const english = (texts: readonly string[]): { language: string; texts: readonly string[] } => ({
  language: 'en',
  texts,
});

describe('labels', () => {
  const cash = [
    'the atm gave me the wrong amount of cash',
    'I got the wrong amount of cash',
    'wrong cash amount from an atm',
    'cash from an atm but the amount was wrong',
    'took cash from an atm in town and the amount is wrong',
  ];
  const cards = [
    'my card has expired',
    'card from an atm swallowed',
    'my new card expired',
    'the card from an atm is stuck',
  ];

  test('prefer telling words to a phrase that is merely frequent', () => {
    expect(nameThemes([english(cash), english(cards)])[0]?.label).toMatch(/wrong.*amount|amount.*wrong/);
  });

  test('are not cut in the middle: a word that always goes on with the phrase belongs to it', () => {
    const texts = ['credit card link', 'link my credit card please', 'how to link my credit card', 'credit card link'];
    const [name] = nameThemes([english(texts), english(cash)]);
    expect(name?.label).toMatch(/credit card/);
    expect(name?.label).not.toMatch(/credit$/);
  });

  test('say nothing that everybody of the language writes', () => {
    const wrap = (text: string): string => `good evening dear team, ${text}`;
    const crowd = Array.from({ length: 40 }, (_, i) => wrap(`matter ${'abcdefgh'[i % 8]}${'xyzuvw'[i % 6]} again`));
    const own = ['empty gift wall', 'gift wall empty', 'gift wall', 'wall of gifts is empty'].map(wrap);
    const [name] = nameThemes([english(own)], [], [english(crowd)]);
    expect(name?.label).toMatch(/gift wall/);
    expect([name?.label, ...(name?.keywords ?? [])].join(' ')).not.toMatch(/evening/);
  });

  test('of different themes say different things, plural or not, and not what is taken', () => {
    const rates = ['exchange rate is off', 'exchange rate wrong', 'the exchange rate'];
    const more = ['exchange rates', 'what exchange rates', 'exchange rates today', 'rates today'];
    const [first, second] = nameThemes([english(rates), english(more)]).map(({ label }) => label);
    expect(first).toContain('exchange rate');
    expect(second).not.toBe('exchange rates');
    const [other] = nameThemes([english(rates)], [first ?? '']);
    expect(other?.label).not.toBe(first);
  });

  test('are whole words in Chinese, and keywords do not repeat one another', () => {
    const texts = ['礼物墙一直是空的', '我的礼物墙空了', '礼物墙不显示礼物', '换房间以后礼物墙空白', '礼物墙空白'];
    const others = ['提现一直没到账', '提现三天没到账', '提现失败', '提现被拒绝', '钱包提现'];
    const [name] = nameThemes([
      { language: 'zh', texts },
      { language: 'zh', texts: others },
    ]);
    expect(name?.label).toContain('礼物墙');
    const keywords = name?.keywords ?? [];
    expect(keywords.length).toBeGreaterThan(0);
    for (const [i, one] of keywords.entries())
      for (const other of keywords.slice(i + 1)) expect(other.includes(one) || one.includes(other)).toBe(false);
  });

  test('are empty when there is no word to use', () => {
    expect(nameThemes([english(['', '<email> 12345', 'the of to'])])).toEqual([{ label: '', keywords: [] }]);
  });
});

const NAMES = new Map<string, ConceptName>([
  ['lag', { en: 'lag', zh: '卡顿', kind: 'happening' }],
  ['gift', { en: 'gift', zh: '礼物', kind: 'thing' }],
  ['not-received', { en: 'not received', zh: '未到账', kind: 'happening' }],
  ['app', { en: 'app', zh: '应用', kind: 'thing' }],
  ['negation', { en: 'not', zh: '不', kind: 'stance' }],
  ['if', { en: 'if', zh: '如果', kind: 'stance' }],
  ['resolved', { en: 'it works again', zh: '已解决', kind: 'stance' }],
]);

function withConcepts(...concepts: string[]): ThemeDoc {
  return { id: 'x', text: 'x', language: 'th', userKey: 'u', concepts };
}

function glossed(own: readonly ThemeDoc[]): { en: string; zh: string } {
  const others = Array.from({ length: 60 }, () => withConcepts('app'));
  const docs = [...own, ...others];
  return glossOf(docs, [...own.keys()], countConcepts(docs), NAMES);
}

describe('glosses', () => {
  test('name the matters that set a theme apart, things first, not what is frequent everywhere', () => {
    expect(
      glossed(Array.from({ length: 10 }, () => withConcepts('not-received', 'gift', 'app', 'negation', 'if'))),
    ).toEqual({
      en: 'gift · not received',
      zh: '礼物·未到账',
    });
  });

  test('do not call a complaint what the tickets deny, and say when it is over', () => {
    expect(glossed(Array.from({ length: 10 }, () => withConcepts('lag', 'negation')))).toEqual({ en: '', zh: '' });
    expect(glossed(Array.from({ length: 10 }, () => withConcepts('lag', 'negation', 'resolved'))).en).toBe(
      'lag · it works again',
    );
  });

  test('are left out when they tell of less than half of the tickets', () => {
    const some = Array.from({ length: 10 }, (_, i) => (i < 4 ? withConcepts('gift') : withConcepts()));
    expect(glossed(some)).toEqual({ en: '', zh: '' });
  });
});

test('a label in English or Chinese is its own gloss', () => {
  const docs = ['gift wall empty', 'gift wall is empty', 'my gift wall'].map((text, i) => ({
    id: `${i}`,
    text,
    language: 'en',
    userKey: `${i}`,
  }));
  const [one] = describeThemes(docs, [[0, 1, 2]]);
  expect(one?.gloss).toEqual({ en: one?.label, zh: '' });
});

test('central tickets come from different users, languages and segments where they can', () => {
  const from = (userKey: string, language: string, segment: string): ThemeDoc => ({
    id: userKey + segment,
    text: `text of ${userKey} ${segment}`,
    language,
    userKey,
    segment,
  });
  const docs = [
    from('a', 'vi', 'VN'),
    from('a', 'th', 'TH'),
    from('b', 'vi', 'VN'),
    from('c', 'vi', 'US'),
    from('d', 'th', 'VN'),
    from('e', 'th', 'TH'),
  ];
  const [one] = describeThemes(docs, [[0, 1, 2, 3, 4, 5]]);
  expect(one?.central).toEqual([0, 5, 3]);
});
