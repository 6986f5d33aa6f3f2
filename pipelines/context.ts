import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { z } from 'zod';
import { mondayOf, weekOf } from '../src/report/format.ts';
import type { Bilingual, Happening } from '../src/report/model.ts';
import { parseYaml } from '../src/yaml-file.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a date such as 2026-11-04');
const bilingual = { en: z.string().min(1), zh: z.string().min(1) };
const segment = z.record(z.string(), z.coerce.string()).default({});

const teamsFile = z.strictObject({
  teams: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]*$/),
      ...bilingual,
      languages: z.array(z.enum(['en', 'zh'])).min(1),
      timeZone: z.string(),
      channels: z.array(z.enum(['folder'])),
    }),
  ),
});
const eventsFile = z.strictObject({
  events: z.array(
    z.strictObject({ date: day, kind: z.enum(['release', 'incident', 'event']), ...bilingual, scope: segment }),
  ),
});
const actionsFile = z.strictObject({
  actions: z.array(
    z.strictObject({ id: z.string(), target: z.string(), ...bilingual, team: z.string(), date: day, segment }),
  ),
});
const calendarFile = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
  shopping: z.array(z.strictObject({ day: z.string().regex(/^\d{2}-\d{2}$/), ...bilingual })),
  holidayNames: z.record(z.string(), z.string()).default({}),
});

/** A product team: who gets which faces of the report. */
export type Team = z.infer<typeof teamsFile>['teams'][number];
/** Something a team did against a complaint, to be judged by what followed. */
export type PlannedAction = z.infer<typeof actionsFile>['actions'][number];

/** Something that happened, with the segments it concerns (empty: everything). */
export interface ScopedHappening extends Happening {
  readonly scope: Readonly<Record<string, string>>;
}

/** What people wrote down about teams and the world, read before a weekly run. */
export interface ReportContext {
  readonly teams: readonly Team[];
  readonly actions: readonly PlannedAction[];
  readonly happenings: readonly ScopedHappening[];
}

function read<T extends z.ZodType>(folder: string, name: string, schema: T): z.output<T> | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  return parseYaml({ path, text: readFileSync(path, 'utf8') }, schema, 'bad-config');
}

function nameOf(holiday: { readonly name: string }): string {
  return holiday.name.replaceAll(/\s*\(.*?\)/g, '');
}

function hasChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

interface PublicHoliday {
  readonly date: string;
  readonly en: string;
  /** Chinese, or the library's nearest language. */
  readonly own: string;
}

/** Holidays by country and year: computing the moon's phases takes long, and they don't change. */
const knownHolidays = new Map<string, readonly PublicHoliday[]>();

function holidaysOf(country: string, year: number): readonly PublicHoliday[] {
  const key = `${country}-${year}`;
  let known = knownHolidays.get(key);
  if (known === undefined) {
    const chinese = new Map(
      new Holidays(country, { languages: ['zh', 'en'] }).getHolidays(year).map((h) => [h.rule, nameOf(h)]),
    );
    known = new Holidays(country, { languages: ['en'] })
      .getHolidays(year)
      .filter((h) => h.type === 'public')
      .map((h) => ({ date: h.date.slice(0, 10), en: nameOf(h), own: chinese.get(h.rule) ?? nameOf(h) }));
    knownHolidays.set(key, known);
  }
  return known;
}

function publicHolidays(
  countries: readonly string[],
  chineseNames: Readonly<Record<string, string>>,
  years: readonly number[],
): ScopedHappening[] {
  return countries.flatMap((country) =>
    years
      .flatMap((year) => holidaysOf(country, year))
      .map(({ date, en, own }): ScopedHappening => {
        const what = { en, zh: hasChinese(own) ? own : (chineseNames[en] ?? en) };
        return { week: weekOf(date), date, kind: 'holiday', what, scope: { country } };
      }),
  );
}

function yearsOf(weeks: readonly string[]): number[] {
  const named = weeks.flatMap((week) => [Number(mondayOf(week).slice(0, 4)), Number(week.slice(0, 4))]);
  const first = Math.min(...named);
  return Array.from({ length: Math.max(...named) - first + 1 }, (_, i) => first + i);
}

/**
 * Reads teams, events, actions and calendar of a pipelines folder for the years from the first to the last given ISO week.
 * Files that are not there count as empty. Throws Fault('bad-config') naming file and line.
 */
export function readContext(folder: string, eventsFolder: string, weeks: readonly string[]): ReportContext {
  const years = yearsOf(weeks);
  const calendar = read(folder, 'calendar.yaml', calendarFile) ?? { countries: [], shopping: [], holidayNames: {} };
  const events = read(eventsFolder, 'events.yaml', eventsFile)?.events ?? [];
  const named = (names: Bilingual): Bilingual => ({ en: names.en, zh: names.zh });
  const happenings: ScopedHappening[] = [
    ...events.map((e) => ({ week: weekOf(e.date), date: e.date, kind: e.kind, what: named(e), scope: e.scope })),
    ...calendar.shopping.flatMap((s) =>
      years.map((year): ScopedHappening => {
        const date = `${year}-${s.day}`;
        return { week: weekOf(date), date, kind: 'shopping', what: named(s), scope: {} };
      }),
    ),
    ...publicHolidays(calendar.countries, calendar.holidayNames, years),
  ];
  return {
    teams: read(folder, 'teams.yaml', teamsFile)?.teams ?? [],
    actions: read(eventsFolder, 'actions.yaml', actionsFile)?.actions ?? [],
    happenings: happenings.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}
