import type { ThemeDoc } from './doc.ts';
import { fitGiven, projectGiven, type GivenView } from './given-view.ts';
import { dense, unitRows, type Dense } from './sparse.ts';
import { tokenise, type Tokens } from './tokens.ts';
import { embed, fitView, type View, type ViewOptions } from './view.ts';

/** What the vector space reads of a text. */
export interface SpaceText extends Pick<ThemeDoc, 'text' | 'concepts' | 'language' | 'vector'> {}

/** A fitted space: the views that a text is projected into, and each one's share of the whole. */
export interface Space {
  readonly views: readonly {
    readonly view: View;
    readonly terms: 'words' | 'grams' | 'concepts';
    readonly share: number;
  }[];
  /** Beside them the vectors that an embedding server gave, when it did. */
  readonly given: GivenView | undefined;
}

/** More words than this at the median: a corpus of narratives, where TF-IDF + SVD does better than PPMI. */
const LONG = 60;
const CONCEPT_SHARE = 0.35;
/** What given vectors weigh beside the views of the texts themselves. */
const GIVEN_SHARE = 0.5;

function termsOf(tokens: readonly Tokens[], docs: readonly SpaceText[], which: 'words' | 'grams' | 'concepts') {
  if (which === 'concepts') return docs.map((doc) => doc.concepts ?? []);
  return tokens.map((one) => one[which]);
}

function medianLength(tokens: readonly Tokens[]): number {
  const lengths = tokens.map((one) => one.words.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}

/**
 * Fits the space on texts: two PPMI views (words; character n-grams) or, for long texts, TF-IDF + SVD over words; a view of
 * concepts when a tenth of the texts carry any, so that languages meet. Given vectors, when the texts have them, weigh as
 * much as all of these together.
 */
export function fitSpace(docs: readonly SpaceText[], seed: number): Space {
  const tokens = docs.map((doc) => tokenise(doc.text));
  const long = medianLength(tokens) > LONG;
  const minimum = docs.length < 50 ? 1 : 2;
  const base: ViewOptions = {
    dimensions: 72,
    terms: 8000,
    minimum,
    iterations: 2,
    seed,
    method: long ? 'tfidf' : 'ppmi',
  };
  const withConcepts =
    docs.filter((doc) => (doc.concepts ?? []).length > 0).length >= docs.length / 10 && docs.length > 0;
  const given = fitGiven(
    docs.map((doc) => doc.vector),
    seed,
  );
  const own = given === undefined ? 1 : 1 - GIVEN_SHARE;
  const shares = own * (withConcepts ? 1 - CONCEPT_SHARE : 1);
  const plans: { terms: 'words' | 'grams' | 'concepts'; share: number; options: ViewOptions }[] = long
    ? [{ terms: 'words', share: shares, options: base }]
    : [
        { terms: 'words', share: shares / 2, options: base },
        { terms: 'grams', share: shares / 2, options: { ...base, terms: 4500 } },
      ];
  if (withConcepts)
    plans.push({
      terms: 'concepts',
      share: own * CONCEPT_SHARE,
      options: { ...base, dimensions: 40, minimum: 1, method: 'tfidf' },
    });
  return {
    given,
    views: plans.map(({ terms, share, options }) => ({
      view: fitView(termsOf(tokens, docs, terms), options),
      terms,
      share,
    })),
  };
}

/** Unit vectors of texts in a fitted space; zero when nothing in a text is known. */
export function project(space: Space, docs: readonly SpaceText[]): Dense {
  const { given } = space;
  const width = space.views.reduce((sum, { view }) => sum + view.termVectors.columns, given?.basis.columns ?? 0);
  const out = dense(docs.length, width);
  const chunk = 2000;
  for (let from = 0; from < docs.length; from += chunk) {
    const part = docs.slice(from, from + chunk);
    const tokens = part.map((doc) => tokenise(doc.text));
    let offset = 0;
    const parts = space.views.map(({ view, terms, share }) => ({
      vectors: embed(view, termsOf(tokens, part, terms)),
      share,
    }));
    if (given !== undefined)
      parts.push({
        vectors: projectGiven(
          given,
          part.map((doc) => doc.vector),
        ),
        share: GIVEN_SHARE,
      });
    for (const { vectors, share } of parts) {
      for (let i = 0; i < part.length; i++)
        for (let c = 0; c < vectors.columns; c++)
          out.data[(from + i) * width + offset + c] =
            Math.sqrt(share) * (vectors.data[i * vectors.columns + c] as number);
      offset += vectors.columns;
    }
  }
  return unitRows(out);
}
