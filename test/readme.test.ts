import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli.ts';
import { settingDocs } from '../src/config.ts';
import { PACKAGE_ROOT } from '../src/root.ts';

const readme = readFileSync(join(PACKAGE_ROOT, 'README.md'), 'utf8');
const codes =
  readFileSync(join(PACKAGE_ROOT, 'src/ticket/ticket.ts'), 'utf8').match(/(?<=RejectCode =)[^;]+/)?.[0] ?? '';
const ddl = readFileSync(join(PACKAGE_ROOT, 'sql/migrations/001_initial.sql'), 'utf8');
const documented = (name: string): boolean => readme.includes(`\`${name}\``);

describe('the README', () => {
  test('names every command', () => {
    const names = buildProgram().commands.map((command) => command.name());
    expect(names.filter((name) => !documented(name))).toEqual([]);
  });

  test('lists no command that is not there', () => {
    const table = readme.split('| command | does |')[1]?.split('\n\n')[0] ?? '';
    const listed = [...table.matchAll(/`([a-z]+)`/g)].map((match) => match[1]);
    const names = buildProgram().commands.map((command) => command.name());
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.filter((name) => !names.includes(name ?? ''))).toEqual([]);
  });

  test('names every setting with its variable', () => {
    expect(
      settingDocs()
        .flatMap(({ path, variable }) => [path, variable])
        .filter((name) => !documented(name)),
    ).toEqual([]);
  });

  test('explains every reject code', () => {
    const listed = [...codes.matchAll(/'([a-z0-9-]+)'/g)].map((match) => match[1] ?? '');
    expect(listed.length).toBeGreaterThan(8);
    expect(listed.filter((code) => !documented(code))).toEqual([]);
  });

  test('names every table of the analysts', () => {
    const tables = [...ddl.matchAll(/create table main\.(\w+)/g)].map((match) => match[1] ?? '');
    expect(tables.filter((table) => !documented(table))).toEqual([]);
  });
});

describe('every command', () => {
  test('has examples in its help and answers --json', () => {
    for (const command of buildProgram().commands) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) });
      command.outputHelp();
      expect({ name: command.name(), examples: help.includes('Examples:'), json: help.includes('--json') }).toEqual({
        name: command.name(),
        examples: true,
        json: true,
      });
    }
  });
});
