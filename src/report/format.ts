import type { ReportLanguage } from './model.ts';

const LOCALE: Readonly<Record<ReportLanguage, string>> = { en: 'en-GB', zh: 'zh-CN' };
const UNKNOWN_LANGUAGE: Readonly<Record<ReportLanguage, string>> = { en: 'unknown language', zh: '未知语言' };
const DAY = 86_400_000;

/** Numbers, dates, and names of places and languages as a reader of one language writes them. */
export interface Formats {
  readonly language: ReportLanguage;
  readonly locale: string;
  integer(value: number): string;
  /** One decimal below 10, none above: expected counts. */
  count(value: number): string;
  /** `3.0×` or `3.0倍`. */
  times(ratio: number): string;
  percent(share: number): string;
  /** Signed, for changes: `−42 %`. */
  change(share: number): string;
  score(value: number): string;
  money(value: number, currency: string): string;
  date(iso: string): string;
  /** `16–22 November 2026` or `2026年11月16日至22日`. */
  span(from: string, to: string): string;
  /** `16–22 November 2026 (week 47)` or `2026年11月16日至22日（第47周）`. */
  weekSpan(week: string, from: string, to: string): string;
  /** `week 47` or `第47周`, with the year when it is not that of `relativeTo`. */
  week(week: string, relativeTo?: string): string;
  languageName(code: string): string;
  countryName(code: string): string;
  list(items: readonly string[]): string;
}

function instant(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

function displayName(locale: string, type: 'language' | 'region', code: string): string {
  const known = type === 'language' ? /^[a-z]{2,3}(-[\w-]+)?$/i.test(code) : /^[A-Z]{2}$/.test(code);
  if (!known) return code;
  try {
    return new Intl.DisplayNames([locale], { type, fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function spanFormat(language: ReportLanguage, locale: string): (from: string, to: string) => string {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  if (language === 'en') return (from, to) => day.formatRange(instant(from), instant(to)).replaceAll(/\s?–\s?/g, '–');
  return (from, to) => {
    const [a, b] = [instant(from), instant(to)];
    const year = b.getUTCFullYear() === a.getUTCFullYear() ? '' : `${b.getUTCFullYear()}年`;
    const month = year === '' && b.getUTCMonth() === a.getUTCMonth() ? '' : `${b.getUTCMonth() + 1}月`;
    return `${day.format(a)}至${year}${month}${b.getUTCDate()}日`;
  };
}

function weekFormat(language: ReportLanguage): (week: string, relativeTo?: string) => string {
  return (week, relativeTo) => {
    const [year = '', number = ''] = week.split('-W');
    const sameYear = relativeTo === undefined || relativeTo.startsWith(`${year}-`);
    if (language === 'zh') return `${sameYear ? '' : `${year}年`}第${Number(number)}周`;
    return `week ${Number(number)}${sameYear ? '' : ` of ${year}`}`;
  };
}

/** The formats of one report language; pure: the same value gives the same text on any machine of one Node version. */
export function formatsFor(language: ReportLanguage): Formats {
  const locale = LOCALE[language];
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: language === 'zh' ? 'long' : 'short',
    timeZone: 'UTC',
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const count = (value: number): string =>
    value < 10 && !Number.isInteger(value) ? one.format(value) : integer.format(value);
  const [span, week] = [spanFormat(language, locale), weekFormat(language)];
  return {
    language,
    locale,
    integer: (value) => integer.format(value),
    count,
    times: (ratio) => (language === 'zh' ? `${one.format(ratio)}倍` : `${one.format(ratio)}×`),
    percent: (share) => (share > 0 && share < 0.095 ? fine.format(share) : percent.format(share)),
    change: (share) => signed.format(share).replace('-', '−'),
    score: (value) => one.format(value),
    money: (value, currency) =>
      /^[A-Z]{3}$/.test(currency)
        ? new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value)
        : `${integer.format(value)} ${currency}`,
    date: (iso) => day.format(instant(iso)),
    span,
    weekSpan: (name, from, to) =>
      language === 'zh' ? `${span(from, to)}（${week(name)}）` : `${span(from, to)} (${week(name)})`,
    week,
    languageName: (code) => (code === 'und' ? UNKNOWN_LANGUAGE[language] : displayName(locale, 'language', code)),
    countryName: (code) => displayName(locale, 'region', code),
    list: (items) => list.format([...items]),
  };
}

/** The Monday (ISO date) of an ISO week `2026-W47`. */
export function mondayOf(week: string): string {
  const [year = '1970', number = '1'] = week.split('-W');
  const fourth = Date.UTC(Number(year), 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY + (Number(number) - 1) * 7 * DAY;
  return new Date(monday).toISOString().slice(0, 10);
}

/** The ISO week of a date, `2026-W47`. */
export function weekOf(isoDate: string): string {
  const date = instant(isoDate);
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
