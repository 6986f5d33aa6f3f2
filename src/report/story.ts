import type {
  Bilingual,
  Card,
  Driver,
  Happening,
  ReportLanguage,
  ReportModel,
  ReportTheme,
  SeriesBreak,
} from './model.ts';
import { formatsFor, type Formats } from './format.ts';
import { segmentPhrase, segmentValue } from './words/segments.ts';
import { wordsFor, type AdviceKind, type Words } from './words/words.ts';

/** One language's voice: the phrases and formats every face speaks with. */
export interface Voice {
  readonly words: Words;
  readonly formats: Formats;
  readonly pick: (name: Bilingual) => string;
}

/** The voice of a report language. */
export function voiceOf(language: ReportLanguage): Voice {
  return { words: wordsFor(language), formats: formatsFor(language), pick: (name) => name[language] };
}

/** What a theme is called, and beside it what it is about, '' when the title says so: a name is a title in each language. */
export function themeTitle(
  { label, gloss, named }: Pick<ReportTheme, 'label' | 'gloss' | 'named'>,
  { pick }: Voice,
): { title: string; gloss: string } {
  if (named) return { title: pick(gloss), gloss: '' };
  return { title: label, gloss: pick(gloss) === label ? '' : pick(gloss) };
}

/** What the tickets of a card are about, a line for each of the largest themes inside. */
export function insideLines({ inside, tickets }: Card, voice: Voice): string[] {
  return inside.map((one) => {
    const { title, gloss } = themeTitle(one, voice);
    return voice.words.inside({ ...one, title, gloss, of: tickets }, voice.formats);
  });
}

/** How a theme stands to the topic nearest to it, and why it is not that one. */
export function nearestLine({ nearestTopic }: ReportTheme, { words, formats, pick }: Voice): string {
  if (nearestTopic === null) return words.noNearest();
  const { name, why } = nearestTopic;
  return words.nearest(pick(name), why === null ? null : { ...why, concepts: pick(why.concepts) }, formats);
}

/** The segment named in the headline: the first driver that is a change of rate and carries at least 40 % of the change. */
function mainDriver(card: Card): Driver | undefined {
  return card.drivers.find((driver) => !driver.mixOnly && driver.shareOfRise >= 0.4);
}

const RISEN = new Set(['surging', 'rising', 'new', 'back']);

/** The sentence a product manager reads first. */
export function headline(model: ReportModel, { words, formats, pick }: Voice): string {
  if (!model.trust.complete) return words.incompleteWeek(model.trust.daysSeen);
  const lead = model.cards.find((card) => RISEN.has(card.status)) ?? model.cards[0];
  if (lead === undefined) {
    return model.trust.weeksOfHistory < 8 ? words.tooYoung(model.trust.weeksOfHistory) : words.nothingToDo();
  }
  const driver = mainDriver(lead);
  const more = model.cards.length - 1 + model.moreFlagged;
  const where = driver === undefined ? null : segmentPhrase(driver.parts, formats);
  return words.headline({ name: pick(lead.name), status: lead.status, ratio: lead.ratio, where, more }, formats);
}

function adviceKind(card: Card, driver: Driver | undefined): AdviceKind {
  if (card.status === 'falling') return 'falling';
  if (card.kind === 'theme') return 'theme';
  if (card.id.startsWith('safety.')) return 'safety';
  const dimensions = new Set(driver?.parts.map((part) => part.dimension));
  if (dimensions.has('app_version')) return 'app_version';
  if (/^(gifting\.(not-delivered|duplicate)|recharge\.|payout\.)/.test(card.id)) return 'payment';
  if (dimensions.has('vendor')) return 'vendor';
  if (dimensions.has('country') || dimensions.has('language')) return 'place';
  return dimensions.size > 0 ? 'technical' : 'none';
}

/** What to do next, addressed to the owner. */
export function advice(card: Card, { words, formats, pick }: Voice): string {
  const driver = mainDriver(card) ?? card.drivers.find(({ mixOnly }) => !mixOnly);
  const kind = adviceKind(card, driver);
  const where = driver === undefined ? pick(card.name) : segmentPhrase(driver.parts, formats);
  return words.advice(kind, where, pick(card.owner));
}

/** For whom: the drivers in words, or that none stands out. */
export function concentration(card: Card, { words, formats }: Voice): string[] {
  if (card.drivers.length === 0) return [words.noDriver()];
  return card.drivers.map((driver) => words.driver(driver, segmentPhrase(driver.parts, formats), card.status, formats));
}

/** How sure: the judgement, how long it has been raised, and whether it became the new level. */
export function certainty(card: Card, { words, formats }: Voice): string[] {
  const level = card.newLevelSince === null ? [] : [words.newLevel(formats.week(card.newLevelSince))];
  return [words.sureness(card.sureness, formats), words.weeksRaised(card.weeksRaised), ...level];
}

/** What it costs: satisfaction, mood, money by currency. */
export function impact(card: Card, { words, formats }: Voice): string[] {
  const lines: string[] = [];
  if (card.csat.now !== null && card.csat.rated > 0)
    lines.push(words.csat(card.csat.now, card.csat.before, card.csat.rated, formats));
  if (card.negativeShare !== null) lines.push(words.negative(card.negativeShare, formats));
  const spent = (key: 'cost' | 'refund'): string | null => {
    const parts = card.money.filter((m) => m[key] > 0).map((m) => formats.money(m[key], m.currency));
    return parts.length === 0 ? null : formats.list(parts);
  };
  const [cost, refund] = [spent('cost'), spent('refund')];
  if (cost !== null || refund !== null) lines.push(words.cost(cost, refund));
  return lines;
}

/** Happenings of the card's flagged weeks and the week before them, as "coincides with", never "caused by". */
export function coincidences(card: Card, { words, formats, pick }: Voice): string[] {
  const weeks = card.series.map((point) => point.week);
  const first = weeks.length - card.weeksRaised;
  const near = new Set(weeks.slice(Math.max(0, first - 1), first + 1));
  return card.happenings
    .filter((h) => near.has(h.week))
    .map((h) => words.coincides(pick(h.what), formats.date(h.date)));
}

/** What a break in a series is, and what it means for reading it. */
export function breakLine({ kind, of, since }: SeriesBreak, { words, formats, pick }: Voice): string {
  return words.seriesBreak(kind, pick(of), formats.date(since));
}

/** The line under a quote: language, country, role. */
export function quoteSource(quote: Card['quotes'][number], { words, formats }: Voice): string {
  const country = quote.country === null ? null : formats.countryName(quote.country);
  const role = quote.role === null ? null : segmentValue('user_role', quote.role, formats);
  return words.quoteFrom(formats.languageName(quote.language), country, role);
}

/** A happening with its date, as the legend of a chart lists it. */
export function happeningLabel(happening: Happening, { formats, pick }: Voice): string {
  return `${formats.date(happening.date)} ${pick(happening.what)}`;
}
