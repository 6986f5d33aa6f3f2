import type { Words } from './words.ts';

const DIMENSIONS: Readonly<Record<string, string>> = {
  country: 'country',
  language: 'language',
  os: 'system',
  app_version: 'app version',
  device: 'device',
  network: 'network',
  feature: 'feature',
  vendor: 'support desk',
  user_role: 'role',
};

const STATUS = {
  surging: 'Surging',
  rising: 'Rising',
  steady: 'Steady',
  falling: 'Falling',
  new: 'New',
  back: 'Back',
  gone: 'Gone',
} as const;

const plural = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many);

/** English phrases. */
export const en: Words = {
  language: 'en',
  htmlLang: 'en',
  labels: {
    weekly: 'Weekly complaint report',
    allTeams: 'All teams',
    trust: 'How far to trust this week',
    whatChanged: 'What changed',
    stillOpen: 'Still open from earlier weeks',
    actions: 'Did the fixes work?',
    topics: 'All topics',
    themes: 'Complaints that no topic covers yet',
    method: 'Method, and how to check every number',
    inside: 'What it is about',
    forWhom: 'For whom',
    howSure: 'How sure',
    impact: 'What it costs',
    doNext: 'What to do',
    owner: 'Owner',
    quotes: 'In users’ words',
    topic: 'Topic',
    status: 'Status',
    ticketsColumn: 'Tickets',
    usersColumn: 'Users',
    expectedColumn: 'Expected (90 %)',
    csatColumn: 'CSAT',
    trendColumn: 'Weeks',
    keywords: 'Keywords',
    figure: 'Figure',
    relation: 'Table',
    query: 'Query',
    legendSeen: 'tickets a week',
    legendExpected: 'expected, with 90 % interval',
    legendFlag: 'flagged week',
    legendEvent: 'release, event or fix',
    legendBreak: 'counts something else from here on',
    versions: 'Versions',
    languageColumn: 'Language',
    qualityColumn: 'Tagging quality (F1)',
    qualityNote:
      'F1 of the tagger by language, cross-validated on labelled tickets: 1.00 would be perfect. Read low values as “the count may miss or mix up tickets”.',
    qualityUnknown: 'not measured',
    index: 'Reports',
    report: 'Report',
    otherLanguage: '中文',
    methodText:
      'Each count is judged only against the weeks before it, with a negative-binomial model whose spread is learned from all series. A flag means the count is beyond what that model allows after correcting for all tests of this run (Benjamini–Hochberg). “Coincides with” is a matter of dates, not of cause. Copied and repeated tickets of one user are capped. Quotes are redacted, and shown only when enough different users are behind the claim.',
    stepDone: 'done',
    noThemes: 'No new or growing complaint outside the topics this week.',
    since: 'since',
    team: 'Team',
    week: 'Week',
  },
  nothingToDo: () => 'Nothing needs action this week.',
  incompleteWeek: (days) =>
    `This week is incomplete (${days} of 7 days have their usual tickets): counts are shown, changes are not judged.`,
  tooYoung: (weeks) =>
    `${weeks} ${plural(weeks, 'week')} of history ${plural(weeks, 'is', 'are')} too few to judge changes; 8 are needed.`,
  headline: ({ name, status, ratio, where, more }, f) => {
    const verb = {
      surging: `is surging: ${f.times(ratio)} what was expected`,
      rising: `is rising: ${f.times(ratio)} what was expected`,
      new: 'is new',
      back: 'is back',
      falling: `fell to ${f.times(ratio)} of what was expected`,
      steady: 'is still above its old level',
      gone: 'is gone',
    }[status];
    const place = where === null ? '' : `, mostly ${where}`;
    const rest = more === 0 ? '' : `; ${more} more ${plural(more, 'item needs', 'items need')} a look`;
    return `${name} ${verb}${place}${rest}.`;
  },
  status: (status) => STATUS[status],
  seen: ({ tickets, expected, low, high, ratio, users }, f) =>
    `${f.integer(tickets)} ${plural(tickets, 'ticket')} from ${f.integer(users)} ${plural(users, 'user')}, ` +
    (expected >= 1 && tickets >= 5
      ? `${f.times(ratio)} the expected ${f.count(expected)} (${f.integer(low)}–${f.integer(high)}).`
      : `expected ${f.count(expected)} (${f.integer(low)}–${f.integer(high)}).`),
  sureness: (s) => {
    if (s.kind === 'likely-real') {
      return s.oneIn > 100
        ? 'Almost certainly real (fewer than 1 in 100 such flags are false).'
        : `Likely real (about 1 in ${Math.max(2, Math.round(s.oneIn))} such flags is false).`;
    }
    if (s.kind === 'watch')
      return 'Worth watching: outside the usual range, but one such week is common among this many series.';
    if (s.kind === 'within') return 'Within the usual range.';
    if (s.kind === 'too-few') return 'Too few tickets to judge.';
    return `Too young to judge: ${s.weeks} ${plural(s.weeks, 'week')} of history, 8 are needed.`;
  },
  weeksRaised: (weeks) => (weeks <= 1 ? 'First week flagged.' : `Flagged for ${weeks} weeks in a row.`),
  newLevel: (week) => `It has stayed there for six weeks: counted as the new level since ${week}.`,
  seriesBreak: (kind, of, since) => {
    const level = 'The level changed there: it is learned anew, and no change across it is judged.';
    if (kind === 'renamed') return `Called “${of}” before ${since}; the same complaint.`;
    if (kind === 'split-from') return `Split from “${of}” on ${since}: the weeks before count all of that. ${level}`;
    if (kind === 'split-into') return `“${of}” is counted apart since ${since}: the weeks before include it. ${level}`;
    return `Merged on ${since}: the weeks before add up ${of}, by the old rules. ${level}`;
  },
  dimension: (id) => DIMENSIONS[id] ?? id,
  driver: (d, where, status, f) => {
    if (d.mixOnly) return `${where}: more tickets because more users are there, not because its rate changed.`;
    const change = status === 'falling' ? 'fall' : 'rise';
    return `${f.percent(d.shareOfRise)} of the ${change} is ${where} (usually ${f.percent(d.shareOfBase)} of tickets): ${f.integer(d.tickets)}, expected ${f.count(d.expected)}.`;
  },
  inside: ({ title, gloss, tickets, of, before, estimated, isNew }, f) => {
    const about = estimated ? 'about ' : '';
    const then = isNew ? ', new this week' : before === null ? '' : `, ${about}${f.integer(before)} the week before`;
    return `“${title}”${gloss === '' ? '' : ` (${gloss})`}: ${about}${f.integer(tickets)} of ${f.integer(of)} ${plural(of, 'ticket')}${then}.`;
  },
  noDriver: () => 'Spread over countries, versions and devices: no single segment explains it.',
  coincides: (what, date) => `Coincides with: ${what}, ${date}.`,
  csat: (now, before, rated, f) =>
    `CSAT ${f.score(now)}${before === null ? '' : ` (before ${f.score(before)})`}, ${f.integer(rated)} rated.`,
  negative: (share, f) => `${f.percent(share)} of these tickets are clearly negative.`,
  cost: (cost, refund) =>
    [cost === null ? null : `Support cost ${cost}`, refund === null ? null : `refunds ${refund}`]
      .filter((part) => part !== null)
      .join(', ')
      .replace(/^./, (c) => c.toUpperCase())
      .concat('.'),
  quoteFrom: (language, country, role) => [language, country, role].filter((part) => part !== null).join(', '),
  quotesWithheld: (k) => `Quotes are withheld: fewer than ${k} different users.`,
  advice: (kind, where, owner) => {
    const act = {
      app_version: `compare ${where} with the version before; hold the roll-out if it is confirmed.`,
      payment: `check payment and ledger logs for ${where}; find the tickets below and credit users in one go.`,
      vendor: `ask the support desk first (${where}): a changed script or routing can look like this.`,
      place: `check service quality and local partners in ${where}.`,
      technical: `reproduce it in ${where}, starting from the quoted tickets.`,
      safety: `review the reported accounts first; every day counts.`,
      none: `read the quoted tickets; no segment stands out, so look at changes on the server side.`,
      falling: `nothing to fix; note what helped.`,
      theme: `decide whether this is a topic of yours; the promote command makes it one.`,
    }[kind];
    return `${owner}: ${act}`;
  },
  open: (item, f, week) => {
    const since = f.week(item.sinceWeek, week);
    const numbers = `${f.integer(item.tickets)} tickets, expected ${f.count(item.expected)}`;
    if (item.state === 'back-to-normal') return `back to normal (${numbers}); was raised since ${since}.`;
    if (item.state === 'new-level')
      return `stayed there for six weeks (${numbers}): counted as the new level since ${since}.`;
    const peak = `peak ${f.integer(item.peakTickets)} in ${f.week(item.peakWeek, week)}`;
    if (item.state === 'recovering') return `recovering: ${numbers}; raised since ${since}, ${peak}.`;
    return `still high: ${numbers}; raised since ${since}, ${peak}.`;
  },
  action: (a, f) => {
    const range =
      a.effect === null || a.effectLow === null || a.effectHigh === null
        ? ''
        : `: ${f.change(a.effect)} (95 %: ${f.change(a.effectLow)} to ${f.change(a.effectHigh)}) after ${a.weeks} ${plural(a.weeks, 'week')}`;
    if (a.verdict === 'verified') return `Verified${range}.`;
    if (a.verdict === 'not-working') return `Not working${range}.`;
    const when = a.knowableFrom === null ? '' : ` It should be knowable from ${f.week(a.knowableFrom)}.`;
    return `Can’t tell yet${range}.${when}`;
  },
  tickets: (n, f) => `${f.integer(n)} ${plural(n, 'ticket')}`,
  trustLine: ({ trust: t }, f) => [
    t.complete
      ? `Complete week: ${t.daysSeen} of 7 days have their usual tickets`
      : `Incomplete week: only ${t.daysSeen} of 7 days have their usual tickets`,
    `${f.integer(t.tickets)} tickets from ${f.integer(t.users)} users, ${f.percent(t.tickets === 0 ? 0 : t.tagged / t.tickets)} carry a topic`,
    `${f.integer(t.rejected)} messages rejected, ${f.integer(t.late)} tickets came late`,
    `${t.weeksOfHistory} ${plural(t.weeksOfHistory, 'week')} of history; changes are relative to ${t.perActiveUser ? 'active users' : 'what all series did in common'}`,
    `${f.integer(t.tests)} tests made, ${f.integer(t.flags)} flagged, about ${f.count(t.expectedFalse)} expected to be false (budget ${f.count(t.budget)} a week)`,
    ...(t.segments.tests === 0
      ? []
      : [
          `${f.integer(t.segments.tests)} segments tested only inside the ${f.integer(t.segments.topics)} flagged ${plural(t.segments.topics, 'topic')}, ${f.integer(t.segments.flags)} stand out; they add nothing to the flags above`,
        ]),
    ...(t.unclusteredShare === null
      ? []
      : [`${f.percent(t.unclusteredShare)} of the tickets without a topic belong to no theme`]),
    ...t.gaps.map((gap) => `Data missing in ${f.week(gap)}. That is a gap, not a fall; the week is not compared`),
    ...t.restated.map(
      (r) => `Since its report, ${f.week(r.week)} changed: ${f.integer(r.before)} → ${f.integer(r.after)} tickets`,
    ),
  ],
  themeLine: (tickets, users, languages, since, f) =>
    `${f.integer(tickets)} ${plural(tickets, 'ticket')} of ${f.integer(users)} ${plural(users, 'user')}; ${languages}${since === null ? '' : `; since ${since}`}.`,
  nearest: (name, why, f) => {
    if (why === null) return `Nearest topic: ${name}, but not it.`;
    const only =
      why.kind === 'lacks' ? (why.share === 0 ? 'none' : `only ${f.percent(why.share)}`) : f.percent(why.share);
    const against = why.kind === 'lacks' ? '' : ', which speaks against it';
    return `Nearest topic: ${name}, but not it: ${only} of the tickets ${only === 'none' ? 'speaks' : 'speak'} of “${why.concepts}”${against}.`;
  },
  noNearest: () => 'No topic of the taxonomy is near.',
  lineage: (kind, label, tickets) =>
    kind === 'split'
      ? `Split off from “${label}” (${tickets} tickets).`
      : `“${label}” merged into it (${tickets} tickets).`,
  moreFlagged: (n) => `${n} more flagged ${plural(n, 'series is', 'series are')} in the table below.`,
  chartAlt: (name, s, weeks, f) =>
    `${name}: ${weeks} weeks; last week ${f.integer(s.tickets)} tickets, expected ${f.count(s.expected)}, 90 % interval ${f.integer(s.low)} to ${f.integer(s.high)}.`,
};
