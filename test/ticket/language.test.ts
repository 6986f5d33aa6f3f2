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
