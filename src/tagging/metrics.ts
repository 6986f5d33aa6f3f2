/** Right and wrong tags of a set of texts. */
export interface Counts {
  right: number;
  wrong: number;
  missed: number;
  /** Texts, and among them those that are no complaint and were left alone. */
  texts: number;
  noComplaint: number;
  leftAlone: number;
}

/** Figures of a set of texts; null where nothing was there to judge. */
export interface Figures {
  readonly f1: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  /** Share of no-complaint texts that got no topic. */
  readonly leftAlone: number | null;
  readonly texts: number;
}

/** A text's true topics beside the chosen ones, as indexes. */
export interface Judged {
  readonly lang: string;
  readonly labels: readonly number[];
  readonly chosen: readonly number[];
}

/** Zero counts. */
export const noCounts = (): Counts => ({ right: 0, wrong: 0, missed: 0, texts: 0, noComplaint: 0, leftAlone: 0 });

/** Adds one text; `only` restricts to one topic. */
export function count(counts: Counts, { labels, chosen }: Judged, only?: number): void {
  const of = (topics: readonly number[]): readonly number[] =>
    only === undefined ? topics : topics.filter((topic) => topic === only);
  counts.texts++;
  for (const topic of of(chosen)) {
    if (labels.includes(topic)) counts.right++;
    else counts.wrong++;
  }
  for (const topic of of(labels)) if (!chosen.includes(topic)) counts.missed++;
  if (labels.length > 0) return;
  counts.noComplaint++;
  if (chosen.length === 0) counts.leftAlone++;
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;

/** Micro-averaged precision, recall and F1 of counts, rounded to three digits. */
export function figures({ right, wrong, missed, texts, noComplaint, leftAlone }: Counts): Figures {
  return {
    f1: share(2 * right, 2 * right + wrong + missed),
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    leftAlone: share(leftAlone, noComplaint),
    texts,
  };
}

/** Figures of all texts, by language, and by topic. */
export function tabulate(
  judged: readonly Judged[],
  topics: readonly string[],
): { all: Figures; languages: Record<string, Figures>; topics: Record<string, Figures> } {
  const all = noCounts();
  const languages: Record<string, Counts> = {};
  const perTopic = topics.map(noCounts);
  for (const text of judged) {
    count(all, text);
    count((languages[text.lang] ??= noCounts()), text);
    for (const topic of new Set([...text.labels, ...text.chosen])) count(perTopic[topic] ?? noCounts(), text, topic);
  }
  const sorted = Object.keys(languages).toSorted();
  return {
    all: figures(all),
    languages: Object.fromEntries(sorted.map((language) => [language, figures(languages[language] ?? noCounts())])),
    topics: Object.fromEntries(topics.map((id, t) => [id, figures(perTopic[t] ?? noCounts())])),
  };
}

/** One bin of a reliability table: of `tags` predictions with mean confidence `confidence`, the share `right` was right. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly tags: number;
  readonly confidence: number;
  readonly right: number;
}

/** Reliability of probabilities in ten equal bins; the lowest bin, which holds nearly everything, is left out. */
export function reliability(p: Float64Array, labels: readonly (readonly number[])[], topics: number): ReliabilityBin[] {
  const bins = Array.from({ length: 10 }, () => ({ tags: 0, sum: 0, right: 0 }));
  for (const [i, own] of labels.entries()) {
    for (let t = 0; t < topics; t++) {
      const value = p[i * topics + t] as number;
      const bin = bins[Math.min(9, Math.floor(value * 10))];
      if (bin === undefined) continue;
      bin.tags++;
      bin.sum += value;
      if (own.includes(t)) bin.right++;
    }
  }
  return bins.slice(1).flatMap(({ tags, sum, right }, b) => {
    const [confidence, rate] = [share(sum, tags), share(right, tags)];
    if (confidence === null || rate === null) return [];
    return [{ from: (b + 1) / 10, to: (b + 2) / 10, tags, confidence, right: rate }];
  });
}

/** Expected calibration error over the bins: mean distance of confidence and share right, weighted by tags. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const tags = bins.reduce((sum, bin) => sum + bin.tags, 0);
  return bins.reduce((sum, bin) => sum + (bin.tags / Math.max(1, tags)) * Math.abs(bin.confidence - bin.right), 0);
}

/** The most frequent confusions: a missed topic beside a wrong one, or either alone (`null`). */
export function confusions(
  judged: readonly Judged[],
  topics: readonly string[],
  most: number,
): { missed: string | null; instead: string | null; texts: number }[] {
  const seen = new Map<string, { missed: string | null; instead: string | null; texts: number }>();
  for (const { labels, chosen } of judged) {
    const missed = labels.filter((topic) => !chosen.includes(topic));
    const extra = chosen.filter((topic) => !labels.includes(topic));
    if (missed.length + extra.length === 0) continue;
    for (const m of missed.length === 0 ? [-1] : missed) {
      for (const x of extra.length === 0 ? [-1] : extra) {
        const entry = seen.get(`${m}:${x}`) ?? { missed: topics[m] ?? null, instead: topics[x] ?? null, texts: 0 };
        entry.texts++;
        seen.set(`${m}:${x}`, entry);
      }
    }
  }
  return [...seen.values()].toSorted((a, b) => b.texts - a.texts).slice(0, most);
}
