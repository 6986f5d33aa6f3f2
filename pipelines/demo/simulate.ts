import { mondayOf } from '../../src/report/format.ts';
import { randomFrom, type Random } from './random.ts';
import { countryFactor, topicFactor, UNKNOWN_STORY } from './stories.ts';

/** A sentence that a simulated user writes; `topic` null is no complaint, `UNKNOWN_STORY` the complaint nobody named. */
export interface DemoText {
  readonly lang: string;
  readonly topic: string | null;
  readonly text: string;
}

/** A simulated event of contract section 1 and when it was closed, epoch milliseconds. */
export interface SimulatedEvent {
  readonly closedAt: number;
  readonly event: Readonly<Record<string, unknown>>;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Market share of each language, and where its speakers write from. */
const MARKETS: readonly (readonly [lang: string, share: number, countries: readonly string[]])[] = [
  ['en', 18, ['US', 'US', 'PH', 'IN', 'IN', 'GB', 'NG']],
  ['vi', 14, ['VN']],
  ['id', 13, ['ID']],
  ['th', 9, ['TH']],
  ['es', 9, ['MX', 'CO', 'ES', 'AR']],
  ['pt', 8, ['BR']],
  ['ar', 8, ['EG', 'SA', 'MA']],
  ['zh', 8, ['TW', 'MY', 'SG']],
];
const SHARES = MARKETS.reduce((sum, [, share]) => sum + share, 0);
/** Tickets of an ordinary week by topic; those not listed have OTHER. */
const ORDINARY: Readonly<Record<string, number>> = {
  'co-hosting.lag': 150,
  'playback.stutter': 230,
  'recharge.not-credited': 220,
  'recharge.failed': 170,
  'gifting.not-delivered': 120,
  'payout.delayed': 110,
  'account.login': 190,
  'account.verification-code': 140,
  'account.banned': 150,
  'app.crash': 130,
  'support.service': 110,
  'safety.minor': 18,
  'account.hacked': 35,
  'app.battery': 30,
};
const OTHER = 62;
const CHATTER = 1950;
const DEVICES: Readonly<Record<string, readonly string[]>> = {
  android: ['Redmi 12', 'Galaxy A15', 'OPPO A78', 'vivo Y36', 'Infinix Hot 30'],
  ios: ['iPhone 11', 'iPhone 13', 'iPhone 15', 'iPad 9'],
};
const VENDORS = ['north', 'delta', 'sunrise'];
const CURRENCY = 'USD';

interface Scene {
  readonly random: Random;
  readonly week: string;
  readonly monday: number;
  readonly texts: ReadonlyMap<string, readonly DemoText[]>;
  readonly events: SimulatedEvent[];
  count: number;
}

interface Draft {
  readonly topic: string | null;
  readonly lang?: string;
  readonly country?: string;
  readonly user?: string;
  readonly os?: string;
  readonly version?: string;
  /** Day of the week from which on it may close, 0 = Monday. */
  readonly fromDay?: number;
  readonly unhappy?: boolean;
}

/** Texts by language and topic, for `simulateWeek`. */
export function indexTexts(texts: readonly DemoText[]): ReadonlyMap<string, readonly DemoText[]> {
  return Map.groupBy(texts, ({ lang, topic }) => `${lang} ${topic ?? ''}`);
}

function versionOf(scene: Scene, os: string): string {
  const { random, week } = scene;
  if (os === 'android' && week >= '2026-W45')
    return random.next() < (week === '2026-W45' ? 0.3 : 0.55) ? '8.2.1' : '8.2.0';
  return random.next() < 0.75 ? '8.2.0' : '8.1.4';
}

function fill(random: Random, text: string, device: string, version: string): string {
  return text
    .replaceAll('{amount}', String(random.pick([5, 10, 20, 50, 99, 100, 200, 500, 1000])))
    .replaceAll('{coins}', String(random.pick([70, 350, 700, 1400, 3500, 7000])))
    .replaceAll('{device}', device)
    .replaceAll('{version}', version)
    .replaceAll('{days}', String(2 + random.below(18)))
    .replaceAll('{room}', String(10_000_000 + random.below(80_000_000)))
    .replaceAll('{order}', `GP${1_000_000 + random.below(9_000_000)}`);
}

/** How people begin and end: half of them with a greeting or a detail, half with a plea. */
function dress(scene: Scene, lang: string, text: string): string {
  const { random, texts } = scene;
  const [lead, tail] = [texts.get(`${lang} lead`) ?? [], texts.get(`${lang} tail`) ?? []];
  const before = lead.length > 0 && random.next() < 0.55 ? random.pick(lead).text : '';
  const after = tail.length > 0 && random.next() < 0.55 ? random.pick(tail).text : '';
  return `${before}${text}${after}`;
}

function contactLine(random: Random): string {
  const chance = random.next();
  if (chance > 0.12) return '';
  const n = random.below(100_000);
  if (chance < 0.05) return ` user${n}@example.com`;
  if (chance < 0.09) return ` +84 90 123 ${String(1000 + (n % 9000))}`;
  return ` @fan_${n}`;
}

function resolution(random: Random, unhappy: boolean): Record<string, unknown> {
  const csat = random.next() < 0.45 ? { csat: unhappy ? 1 + random.below(3) : 2 + random.below(4) } : {};
  const minutes = Math.round(4 + random.next() * 30);
  const refund = unhappy && random.next() < 0.2 ? { refund: (1 + random.below(20)).toFixed(2) } : {};
  return {
    ...csat,
    resolution: { code: 'solved', first_contact: random.next() < (unhappy ? 0.5 : 0.75), reopened: 0 },
    effort: { handle_minutes: minutes, cost: (minutes * 0.21).toFixed(2), ...refund, currency: CURRENCY },
    bot: { handled: random.next() < 0.3 },
  };
}

function place(random: Random, draft: Draft, week: string): readonly [lang: string, country: string] {
  if (draft.lang !== undefined && draft.country !== undefined) return [draft.lang, draft.country];
  const weights = MARKETS.map(
    ([, share, countries]) =>
      (share * countries.reduce((sum, c) => sum + countryFactor(c, week), 0)) / countries.length,
  );
  const [lang, , countries] = MARKETS[random.weighted(weights)]!;
  return [lang, countries[random.weighted(countries.map((c) => countryFactor(c, week)))]!];
}

function write(scene: Scene, draft: Draft): void {
  const { random, week } = scene;
  const [lang, country] = place(random, draft, week);
  const texts = scene.texts.get(`${lang} ${draft.topic ?? ''}`) ?? scene.texts.get(`en ${draft.topic ?? ''}`);
  if (texts === undefined) return;
  const os = draft.os ?? (random.next() < 0.72 ? 'android' : 'ios');
  const version = draft.version ?? versionOf(scene, os);
  const device = random.pick(DEVICES[os] ?? []);
  const from = (draft.fromDay ?? 0) * DAY;
  const closedAt = Math.floor(scene.monday + from + random.next() * (7 * DAY - from));
  const createdAt = closedAt - Math.floor((0.5 - 9 * Math.log(1 - random.next())) * HOUR);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const text =
    fill(
      random,
      draft.topic === UNKNOWN_STORY ? random.pick(texts).text : dress(scene, lang, random.pick(texts).text),
      device,
      version,
    ) + contactLine(random);
  scene.count++;
  scene.events.push({
    closedAt,
    event: {
      ticket_id: `D-${week}-${String(scene.count).padStart(5, '0')}`,
      closed_at: iso(closedAt),
      created_at: iso(createdAt),
      first_response_at: iso(createdAt + Math.floor((closedAt - createdAt) * (0.1 + 0.3 * random.next()))),
      channel: random.pick(['in_app', 'in_app', 'chat', 'email']),
      language: lang,
      country,
      user_id: draft.user ?? `${country}-${random.below(9000)}`,
      user_role: random.next() < 0.6 ? 'viewer' : random.next() < 0.85 ? 'host' : 'agency',
      messages: [
        { at: iso(createdAt), author: 'user', text },
        { at: iso(closedAt), author: 'agent', text: 'Thank you for reaching out, we looked into it.' },
      ],
      product: { feature: 'live', app_version: version, os, device, network: random.pick(['wifi', '4g', '5g']) },
      vendor: random.pick(VENDORS),
      agent_id: `agent-${random.below(80)}`,
      ...resolution(random, draft.unhappy ?? draft.topic !== null),
    },
  });
}

function repeat(scene: Scene, mean: number, draft: (i: number) => Draft): void {
  for (let i = 0, n = scene.random.poisson(mean); i < n; i++) write(scene, draft(i));
}

function ordinaryWeek(scene: Scene, topics: readonly string[]): void {
  const peak = MARKETS.reduce(
    (sum, [, share, countries]) =>
      sum + (share / SHARES) * (countries.reduce((s, c) => s + countryFactor(c, scene.week), 0) / countries.length),
    0,
  );
  for (const topic of topics) {
    const restless = 0.92 + 0.16 * scene.random.next();
    repeat(scene, (ORDINARY[topic] ?? OTHER) * restless * peak * topicFactor(topic, scene.week), () => ({ topic }));
  }
  repeat(scene, CHATTER * peak, () => ({ topic: null }));
}

function planted(scene: Scene): void {
  const { random, week } = scene;
  const lag = { '2026-W45': 12, '2026-W46': 95, '2026-W47': 135 }[week] ?? 0;
  repeat(scene, lag, () => ({ topic: 'co-hosting.lag', lang: 'vi', country: 'VN', os: 'android', version: '8.2.1' }));
  if (week !== '2026-W47') return;
  repeat(scene, 120, () => ({ topic: 'gifting.not-delivered', fromDay: 1 }));
  const singers = [['vi', 'VN'], ['th', 'TH'], ['id', 'ID']] as const; // prettier-ignore
  repeat(scene, 64, (i) => {
    const [lang, country] = singers[i % 3]!;
    return {
      topic: UNKNOWN_STORY,
      lang,
      country,
      fromDay: 2,
      unhappy: true,
      user: `${country}-singer-${random.below(22)}`,
    };
  });
  for (let i = 0; i < 300; i++) write(scene, { topic: 'account.banned', lang: 'en', country: 'GB', user: 'GB-loud' });
}

/** Some closings happen twice: the ticket was re-opened and closed again up to three days later. */
function reopenSome(scene: Scene): void {
  for (const { event, closedAt } of scene.events.slice()) {
    if (scene.random.next() > 0.02) continue;
    const again = closedAt + Math.floor(scene.random.next() * 3 * DAY);
    scene.events.push({
      closedAt: again,
      event: {
        ...event,
        closed_at: new Date(again).toISOString(),
        resolution: { code: 'solved', first_contact: false, reopened: 1 },
      },
    });
  }
}

/** All events of one week in the order in which they were closed; the same seed gives the same events. */
export function simulateWeek(
  texts: ReadonlyMap<string, readonly DemoText[]>,
  topics: readonly string[],
  week: string,
  seed: number,
): SimulatedEvent[] {
  const scene: Scene = {
    random: randomFrom(seed),
    week,
    monday: Date.parse(`${mondayOf(week)}T00:00:00Z`),
    texts,
    events: [],
    count: 0,
  };
  ordinaryWeek(scene, topics);
  planted(scene);
  reopenSome(scene);
  return scene.events.toSorted((a, b) => a.closedAt - b.closedAt);
}
