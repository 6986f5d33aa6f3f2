import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Analyser } from '../../src/tagging/analyse.ts';
import { createStream, normalise } from '../../src/tagging/stream.ts';
import { ENGLISH, taxonomyWith, type TaxonomyFile } from './fixture.ts';

function foundIn(text: string, language: string, ...files: TaxonomyFile[]): string[] {
  const taxonomy = taxonomyWith(ENGLISH, ...files);
  const { findings } = new Analyser(taxonomy).analyse(text, { language });
  return [...new Set(findings.map((finding) => taxonomy.concepts[finding.concept]?.id ?? ''))];
}

const file = (language: string, concepts: string): TaxonomyFile => ({
  path: `languages/${language}.yaml`,
  text: `language: ${language}\nconcepts:\n${concepts}`,
});

test('phrases match whole words, whatever the case, accents and repeated letters', () => {
  expect(foundIn('LAAAAAG', 'en')).toEqual(['lag']);
  expect(foundIn('flag waving', 'en')).toEqual([]);
  expect(foundIn('ｌａｇ', 'en')).toEqual(['lag']);
  expect(foundIn('ça lagge… pas de réponse', 'fr', file('fr', '  no-answer: [pas de reponse]\n'))).toEqual([
    'no-answer',
  ]);
});

test('word* takes any ending, also in the middle of a phrase', () => {
  expect(foundIn('co-hosting', 'en')).toEqual(['co-host']);
  const russian = file('ru', '  not-received: ["подар* не приш*"]\n');
  expect(foundIn('Подарки не пришли', 'ru', russian)).toEqual(['not-received']);
  expect(foundIn('подарки мои не пришли', 'ru', russian)).toEqual([]);
});

test('a ~ b finds b within the next four words after a', () => {
  expect(foundIn('when I bring my sweet old friend on stage', 'en')).toEqual([]);
  expect(foundIn('bring my old friend on stage', 'en')).toEqual(['co-host']);
  expect(foundIn('on stage I bring', 'en')).toEqual([]);
});

test('scripts without spaces match inside the text; Thai, Chinese, Japanese, Korean', () => {
  expect(foundIn('昨天連麥的時候很卡', 'zh', file('zh', '  co-host: [连麦]\n  lag: [很卡]\n'))).toEqual([
    'co-host',
    'lag',
  ]);
  expect(foundIn('เมื่อวานจอดำตลอด', 'th', file('th', '  black-screen: [จอดำ]\n'))).toEqual(['black-screen']);
  expect(foundIn('ﾌﾘｰｽﾞする', 'ja', file('ja', '  freeze: [フリーズ]\n'))).toEqual(['freeze']);
  const korean = file('ko', '  not-working: [안되]\n  lag: [렉]\n');
  expect(foundIn('방송이 안됩니다', 'ko', korean)).toEqual(['not-working']);
  expect(foundIn('컬렉션', 'ko', korean)).toEqual([]);
  expect(foundIn('렉걸려요', 'ko', korean)).toEqual(['lag']);
});

test('a space between characters of a script without spaces ends a clause, so no phrase reaches over it', () => {
  const chinese = file('zh', '  crash: [闪退]\n  refund: [退回]\n');
  expect(foundIn('一点就闪退 回来币没了', 'zh', chinese)).toEqual(['crash']);
  expect(foundIn('请退回', 'zh', chinese)).toEqual(['refund']);
});

test('rarer traditional characters match the simplified phrase', () => {
  expect(
    foundIn('購買失敗,錄製時綁定', 'zh', file('zh', '  declined: [购买失败]\n  changed-details: [绑定]\n')),
  ).toEqual(['declined', 'changed-details']);
});

test('a Korean phrase matches with its spaces or without them', () => {
  const korean = file('ko', '  charged-twice: [두 번 결제*]\n');
  expect(foundIn('두 번 결제됐어요', 'ko', korean)).toEqual(['charged-twice']);
  expect(foundIn('두번결제됐어요', 'ko', korean)).toEqual(['charged-twice']);
});

test('a * within a Korean phrase is a gap', () => {
  const korean = file('ko', '  no-answer: [답장*없*]\n');
  expect(foundIn('답장이 전혀 없네요', 'ko', korean)).toEqual(['no-answer']);
  expect(foundIn('없는 답장', 'ko', korean)).toEqual([]);
});

test('Arabic matches over alef forms, diacritics, prefixes and pronouns', () => {
  const arabic = file('ar', '  account: [حساب]\n  lag: [تقطيع]\n');
  expect(foundIn('وحسابي', 'ar', arabic)).toEqual(['account']);
  expect(foundIn('التَّقْطيع', 'ar', arabic)).toEqual(['lag']);
});

test('accented Vietnamese must fit in its accents, unaccented fits either', () => {
  const vietnamese = file('vi', '  missing: [mất]\n');
  expect(foundIn('xu của tôi bị mất', 'vi', vietnamese)).toEqual(['missing']);
  expect(foundIn('xu cua toi bi mat', 'vi', vietnamese)).toEqual(['missing']);
  expect(foundIn('khuôn mặt của tôi đẹp', 'vi', vietnamese)).toEqual([]);
});

test('redaction marks are not words', () => {
  expect(foundIn('my <lag> and <phone>', 'en')).toEqual([]);
});

test('every code of the normal form leads back into the text, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const stream = normalise(text, false, createStream(16));
      for (let i = 0; i < stream.length; i++) {
        const [start, end] = [stream.starts[i] ?? -1, stream.ends[i] ?? -1];
        if (!(start >= 0 && end > start && end <= text.length)) return false;
        if (i > 0 && start < (stream.starts[i - 1] ?? 0)) return false;
      }
      return true;
    }),
  );
});
