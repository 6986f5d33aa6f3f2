import { expect, test } from 'vitest';
import { Analyser } from '../../src/tagging/analyse.ts';
import { ENGLISH, taxonomyWith, type TaxonomyFile } from './fixture.ts';

const JAPANESE: TaxonomyFile = {
  path: 'languages/ja.yaml',
  text: 'language: ja\nconcepts:\n  charged-twice: [同じ課金]\n  lag: [ラグ]\n  error: [エラー]\n  no-answer: [返事も]\nnegators: [ない, ません, なし]\n',
};
const KOREAN: TaxonomyFile = {
  path: 'languages/ko.yaml',
  text: 'language: ko\nconcepts:\n  lag: [렉*, 끊기*]\n  freeze: [먹통*]\n  crash: [튕기*]\n  not-received: [도착하지*]\nnegators: [안, 못, 않*, 없*, 아니*]\n',
};

function denied(text: string, language: string): Record<string, boolean> {
  const taxonomy = taxonomyWith(ENGLISH, JAPANESE, KOREAN);
  const { findings } = new Analyser(taxonomy).analyse(text, { language });
  return Object.fromEntries(findings.map(({ concept, negated }) => [taxonomy.concepts[concept]?.id ?? '', negated]));
}

test('an English negator denies what follows within two words', () => {
  expect(denied('there is not any lag', 'en')).toMatchObject({ lag: true });
  expect(denied('not what I wanted to see: lag', 'en')).toMatchObject({ lag: false });
});

test('a Japanese negator denies what stands before it, never what follows', () => {
  expect(denied('一回しか押してないのに同じ課金が二件', 'ja')).toMatchObject({ 'charged-twice': false });
  expect(denied('ラグはもうありません', 'ja')).toMatchObject({ lag: true });
  expect(denied('ラグはありません', 'ja')).toMatchObject({ lag: true });
  expect(denied('ラグとかないです', 'ja')).toMatchObject({ lag: true });
  expect(denied('エラーなし', 'ja')).toMatchObject({ error: true });
});

test('a Japanese negator over a verb denies the verb, and one in a phrase belongs to it', () => {
  expect(denied('エラーで買えない', 'ja')).toMatchObject({ error: false });
  expect(denied('返事もなし', 'ja')).toMatchObject({ 'no-answer': false });
});

test('Korean 없다 and 않다 deny what stands before them', () => {
  expect(denied('이제 렉이 없어요', 'ko')).toMatchObject({ lag: true });
  expect(denied('끊김 없이 잘 봅니다', 'ko')).toMatchObject({ lag: true });
  expect(denied('튕기지 않아요', 'ko')).toMatchObject({ crash: true });
  expect(denied('답이 없어서 렉 신고합니다', 'ko')).toMatchObject({ lag: false });
});

test('Korean 안 and 못 deny the very next word only', () => {
  expect(denied('이제 안 끊기네요', 'ko')).toMatchObject({ lag: true });
  expect(denied('코인은 안주고 고객센터는 먹통', 'ko')).toMatchObject({ freeze: false });
});

test('a Korean phrase made for its negator is not denied by it', () => {
  expect(denied('도착하지 않았어요', 'ko')).toMatchObject({ 'not-received': false });
});
