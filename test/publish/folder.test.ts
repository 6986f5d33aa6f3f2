import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { publishFile, publishFolder, readFolder } from '../../src/publish/folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'publish-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a published folder', () => {
  test('takes the place of its predecessor as a whole', async () => {
    const folder = join(root, 'reports', '2026-W47');
    await publishFolder(folder, [{ name: 'a.html', text: 'one' }, { name: 'b.html', text: 'two' }]); // prettier-ignore
    await publishFolder(folder, [{ name: 'b.html', text: 'three' }]);
    expect(await readFolder(folder)).toEqual(new Map([['b.html', 'three']]));
    expect(readdirSync(join(root, 'reports'))).toEqual(['2026-W47']);
  });

  test('replaces what a crash left half done', async () => {
    const folder = join(root, '2026-W47');
    mkdirSync(`${folder}.draft`);
    writeFileSync(join(`${folder}.draft`, 'half.html'), 'ha');
    mkdirSync(`${folder}.old`);
    await publishFolder(folder, [{ name: 'a.html', text: 'whole' }]);
    expect(readdirSync(root)).toEqual(['2026-W47']);
    expect(readdirSync(folder)).toEqual(['a.html']);
  });

  test('is for its owner alone', async () => {
    const folder = join(root, 'w');
    await publishFolder(folder, [{ name: 'a', text: '' }]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
  });

  test('is undefined when it is not there', async () => {
    expect(await readFolder(join(root, 'none'))).toBeUndefined();
  });
});

describe('a published file', () => {
  test('leaves no draft behind', async () => {
    await publishFile(join(root, 'deep', 'index.html'), 'x');
    expect(readFileSync(join(root, 'deep', 'index.html'), 'utf8')).toBe('x');
    expect(readdirSync(join(root, 'deep'))).toEqual(['index.html']);
  });

  test('that cannot be written is a fault that names it and what to do', async () => {
    writeFileSync(join(root, 'file'), '');
    chmodSync(root, 0o700);
    const failure = publishFile(join(root, 'file', 'index.html'), 'x');
    await expect(failure).rejects.toThrow(/index\.html could not be written/);
    await expect(failure).rejects.toSatisfy(
      (e) => e instanceof Fault && e.code === 'publish-failed' && e.next !== undefined,
    );
  });
});
