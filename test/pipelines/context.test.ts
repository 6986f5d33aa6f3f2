import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContext } from '../../pipelines/context.ts';
import { PACKAGE_ROOT } from '../../src/root.ts';

const shipped = join(PACKAGE_ROOT, 'pipelines');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'context-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the context that comes with the program', () => {
  const context = readContext(shipped, join(shipped, 'demo'), ['2026-W36', '2027-W01']);

  test('names every holiday in English and Chinese', () => {
    const holidays = context.happenings.filter(({ kind }) => kind === 'holiday');
    expect(holidays.length).toBeGreaterThan(200);
    expect(holidays.filter(({ what }) => !/\p{Script=Han}/u.test(what.zh)).map(({ what }) => what.en)).toEqual([]);
  });

  test('gives holidays their country and shopping days every year', () => {
    expect(context.happenings).toContainEqual({
      week: '2026-W40',
      date: '2026-10-01',
      kind: 'holiday',
      what: { en: 'National Day', zh: '国庆节' },
      scope: { country: 'CN' },
    });
    expect(context.happenings.filter(({ what }) => what.zh === '双十一').map(({ date }) => date)).toEqual([
      '2026-11-11',
      '2027-11-11',
    ]);
  });

  test('is in the order of dates', () => {
    const dates = context.happenings.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
  });
});

describe('a context of one’s own', () => {
  test('may be empty', () => {
    expect(readContext(folder, folder, ['2026-W47'])).toEqual({ teams: [], actions: [], happenings: [] });
  });

  test('reads a version that YAML takes for a number as text', () => {
    writeFileSync(
      join(folder, 'events.yaml'),
      'events:\n  - { date: 2026-11-04, kind: release, en: R, zh: 发布, scope: { app_version: 8.2 } }\n',
    );
    expect(readContext(folder, folder, ['2026-W47']).happenings[0]?.scope).toEqual({ app_version: '8.2' });
  });

  test('that is wrong is refused with file and line', () => {
    writeFileSync(
      join(folder, 'events.yaml'),
      'events:\n  - { date: 2026-11-04, kind: release, en: R, zh: 发布 }\n  - { date: soon, kind: release, en: R, zh: 发布 }\n',
    );
    expect(() => readContext(folder, folder, ['2026-W47'])).toThrow(/events\.yaml:3 events\.1\.date: is not a date/);
  });

  test('that is no YAML is refused with file and line', () => {
    writeFileSync(join(folder, 'teams.yaml'), 'teams:\n  - { id: a\n');
    expect(() => readContext(folder, folder, ['2026-W47'])).toThrow(/teams\.yaml:\d+ /);
  });
});
