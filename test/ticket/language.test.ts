import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { identifyLanguage } from '../../src/ticket/language.ts';

describe('the language of a ticket', () => {
  test.each([
    ['en', 'my coins never arrived and nobody answers'],
    ['zh', '充值没到账，客服不理'],
    ['ja', '画面が固まって動かない'],
    ['ko', '결제했는데 코인이 안 들어왔어요'],
    ['th', 'เติมเหรียญแล้วไม่เข้า'],
    ['hi', 'मेरे पैसे कट गए पर कॉइन नहीं मिले'],
    ['hi', 'bhai mere paise kat gaye coin nahi mile abhi tak'],
    ['ar', 'شحنت والكوينز ما وصلت'],
    ['ar', 'ana sha7ant w mesh wasalni 7aga leh keda'],
    ['ru', 'стрим лагает уже третий день'],
    ['es', 'no me llegan las monedas que compré ayer'],
    ['pt', 'não consigo entrar na minha conta'],
    ['fr', 'je n’arrive pas à me connecter à mon compte'],
    ['de', 'meine Münzen sind nicht angekommen'],
    ['tr', 'param çekildi ama jeton gelmedi'],
    ['vi', 'nap xu roi ma khong thay ve'],
    ['id', 'udah bayar tapi koinnya nggak masuk-masuk kak'],
    ['ms', 'dah bayar tapi coin tak masuk lagi, kenapa ni'],
    ['tl', 'nagbayad na po ako pero wala pa rin ang coins'],
  ])('%s: %s', (language, text) => {
    expect(identifyLanguage(text)).toBe(language);
  });

  test('of very short text follows the desk and the country', () => {
    expect(identifyLanguage('ok', { declared: 'pt-BR', country: 'BR' })).toBe('pt');
    expect(identifyLanguage('👍', { declared: 'id' })).toBe('id');
    expect(identifyLanguage('???')).toBe('und');
  });
});

/** Tickets of both corpora of personal data; written without the marker words in view, those of the second after they were chosen. */
function corpus(file: string): { lang: string; text: string }[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { lang: string; text: string })
    .map(({ lang, text }) => ({ lang, text: text.replaceAll(/\[\[[a-z]+:(.*?)\]\]/g, '$1') }));
}

test.each([
  ['pii-corpus.ndjson', 0, 0.98],
  ['pii-corpus-second.ndjson', 40, 0.97],
])('language is right for 97 %% of the tickets of 17 languages, with no hint: %s', (file, least, floor) => {
  const tickets = corpus(file).filter(({ text }) => text.length >= least);
  const wrong = tickets.filter(({ lang, text }) => identifyLanguage(text) !== lang);
  expect(tickets.length).toBeGreaterThan(180);
  expect(1 - wrong.length / tickets.length).toBeGreaterThanOrEqual(floor);
});

test('a desk that declares the language is right even where a few words tell nothing', () => {
  const tickets = corpus('pii-corpus-second.ndjson');
  const right = tickets.filter(({ lang, text }) => identifyLanguage(text, { declared: lang }) === lang);
  expect(right.length / tickets.length).toBeGreaterThanOrEqual(0.98);
});
