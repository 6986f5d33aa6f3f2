import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/root.ts';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  readonly dev?: boolean;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(PACKAGE_ROOT, name), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== '');
const names = (wrong: (one: Locked) => boolean): string[] =>
  locked.filter(([, one]) => wrong(one)).map(([path]) => path);

test('the lockfile holds a SHA-512 digest of every package, and takes none from elsewhere than the registry', () => {
  expect(locked.length).toBeGreaterThan(100);
  expect(names(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
  expect(names(({ resolved, link }) => link === true || !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/'))).toEqual([]); // prettier-ignore
});

test('no package that is installed to run groundswell has an install script, and none is run for the others', () => {
  expect(names(({ hasInstallScript, dev }) => hasInstallScript === true && dev !== true)).toEqual([]);
  expect(readFileSync(join(PACKAGE_ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  expect(readFileSync(join(PACKAGE_ROOT, 'src', 'launch.js'), 'utf8')).toContain("'ci', '--ignore-scripts'");
});

test('every version in package.json is exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json') as Manifest;
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('npm run sbom lists every package that is installed to run groundswell', () => {
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd: PACKAGE_ROOT,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const bill = JSON.parse(text) as { bomFormat: string; components: { name: string; group?: string }[] };
  const listed = new Set(bill.components.map(({ name }) => name));
  const needed = Object.keys((read('package.json') as Manifest).dependencies);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(needed.filter((name) => !listed.has(name))).toEqual([]);
});
