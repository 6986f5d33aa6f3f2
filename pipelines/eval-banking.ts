import { createStream, normalise } from '../src/tagging/stream.ts';
import { FeatureBuffer, ngramFeatures } from '../src/tagging/ngrams.ts';
import { buildVocabulary, copyFeatures, type RawFeatures } from '../src/tagging/vocabulary.ts';
import { margins, trainLinear } from '../src/tagging/linear.ts';

/** A text with one label of many, in the train or test split. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
  readonly split: string;
}

/** Accuracy on the test split after learning from the train split with the tagger's own n-grams and learner. */
export function accuracyOf(rows: readonly LabelledText[]): { accuracy: number; train: number; test: number } {
  const stream = createStream();
  const buffer = new FeatureBuffer();
  const featuresOf = (text: string): RawFeatures => {
    normalise(text, false, stream);
    buffer.clear();
    ngramFeatures(stream, buffer);
    return copyFeatures(buffer);
  };
  const labels = [...new Set(rows.map((row) => row.label))].toSorted();
  const train = rows.filter((row) => row.split === 'train');
  const test = rows.filter((row) => row.split === 'test');
  const features = train.map((row) => featuresOf(row.text));
  const vocabulary = buildVocabulary(features, 1, [1.3, 1.3, 0, 0]);
  const model = trainLinear(
    vocabulary.rows(features, 0),
    train.map((row) => [labels.indexOf(row.label)]),
    labels.length,
    { cost: 0.15, positiveCost: 4, epochs: 20, seed: 1 },
  );
  const unseen = vocabulary.rows(
    test.map((row) => featuresOf(row.text)),
    0,
  );
  const out = new Float64Array(labels.length);
  const right = test.filter((row, i) => {
    margins(model, unseen, i, out);
    return labels[out.indexOf(Math.max(...out))] === row.label;
  });
  return { accuracy: right.length / test.length, train: train.length, test: test.length };
}
