import { expect, test } from 'vitest';
import { fitGate, GATE_WIDTH, gateProbability, writeGateInputs } from '../../src/tagging/gate.ts';
import { parseModel } from '../../src/tagging/model.ts';
import { prepare } from '../../src/tagging/stack.ts';
import { STANCES } from '../../src/tagging/stance.ts';
import { compileTagger } from '../../src/tagging/tagger.ts';
import { parseTaxonomy } from '../../src/tagging/taxonomy.ts';
import { compileExplainer, explanationLines } from '../../src/tagging/explain.ts';
import { trainTagger, TRAIN_DEFAULTS } from '../../src/tagging/train.ts';
import { ENGLISH, taxonomyWith, topicFiles } from './fixture.ts';

const taxonomy = taxonomyWith(ENGLISH);
const WHEN = [
  'tonight',
  'since monday',
  'on my phone',
  'in room nine',
  'for an hour',
  'yesterday',
  'again',
  'honestly',
];

/** Complaints, and as many tickets that tell the same words as over. */
const rows = WHEN.flatMap((when) =>
  WHEN.flatMap((also) => [
    { text: `co-host lag ${when} ${also}`, lang: 'en', topics: ['co-hosting.lag'] },
    { text: `gift never showed up ${when} ${also}`, lang: 'en', topics: ['gifting.not-delivered'] },
    { text: `co-host lag ${when} cured splendid folks ${also}`, lang: 'en', topics: [] },
    { text: `splendid folks, gift never showed up ${when}, cured ${also}`, lang: 'en', topics: [] },
  ]),
);
const { model, report } = trainTagger(taxonomy, rows, { ...TRAIN_DEFAULTS, folds: 4, composed: 5, quick: true });
const COMPLAINT = 'tonight co-host lag yesterday';
const OVER = 'co-host lag tonight, cured, splendid folks';

test('the inputs of the gate are those of the text, in their documented order', () => {
  const margins = Float64Array.of(0.5, -1, -0.25, /* concepts */ 3, -2, -0.5);
  const prepared = prepare(
    margins,
    3,
    Float64Array.of(0, 2.5),
    Float64Array.from(STANCES, (_, i) => (i === 1 ? 1 : 0)),
  );
  const out = new Float64Array(GATE_WIDTH + 1);
  writeGateInputs({ prepared, probabilities: Float64Array.of(0.2, 0.6), length: 1000 }, out, 1);
  expect([...out]).toEqual([0, 1, 0.6, 0.2, 0.36, 0.5, -0.25, 2.5, -0.5, 2.5, Math.log(500), 0, 1, 0, 0, 0, 0, 0]);
});

test('a gate that learned from one input gives its share at each value', () => {
  const x = new Float64Array(400 * GATE_WIDTH);
  const labels = Array.from({ length: 400 }, (_, i) => {
    x[i * GATE_WIDTH] = 1;
    x[i * GATE_WIDTH + 1] = i < 200 ? 0 : 1;
    return { labels: (i < 200 ? i % 4 === 0 : i % 4 !== 0) ? [0] : [] };
  });
  const weights = fitGate(x, labels);
  expect(gateProbability(x, weights)).toBeCloseTo(0.25, 1);
  expect(gateProbability(x, weights, 399 * GATE_WIDTH)).toBeCloseTo(0.75, 1);
});

test('the gate takes all topics or none, and takes them from texts that are over before it takes them from complaints', () => {
  const ask = compileExplainer(taxonomy, { ...model, threshold: 0.01, gate: { ...model.gate, threshold: 0.9 } });
  const said = [COMPLAINT, OVER].map((text) => ask(text, { language: 'en' }));
  expect(said.map(({ complaint }) => complaint >= 0.9)).toEqual([true, false]);
  expect(said.map(({ topics }) => topics.some(({ given }) => given))).toEqual([true, false]);
  expect(report.complaintThreshold).toBe(model.gate.threshold);
});

test('a closed gate gives no learned topic, and leaves those alone that were never learned', () => {
  const games = {
    path: 'games.yaml',
    text: 'area: games\ntopics:\n  slow:\n    en: Slow games\n    zh: 游戏卡\n    owner: client\n    severity: 0\n    rules: [{ when: [lag, gift], weight: 6 }]\n',
  };
  const closed = { ...model, gate: { ...model.gate, threshold: 1 } };
  const tagger = compileTagger(parseTaxonomy([...topicFiles(), ENGLISH, games]), closed);
  const { topics } = tagger.tag('co-host lag as soon as a gift flies, gift never showed up', { language: 'en' });
  expect(topics.map(({ topic }) => topic)).toEqual(['games.slow']);
});

test('a model from before the gate is still a model, and asks nothing', () => {
  const { gate: _, ...old } = model;
  const parsed = parseModel(JSON.parse(JSON.stringify(old)), 'model.json');
  expect(parsed.gate).toEqual({ weights: [], threshold: 0 });
  expect(compileTagger(taxonomy, parsed).tag(COMPLAINT, { language: 'en' }).topics).toHaveLength(1);
});

test('the explanation says that a text was left alone, and at which probability', () => {
  const lines = explanationLines(
    compileExplainer(taxonomy, { ...model, gate: { ...model.gate, threshold: 0.9 } })(OVER, { language: 'en' }),
  ).join('\n');
  expect(lines).toMatch(/^complaint 0\.\d\d < 0\.\d\d: left alone$/m);
});
