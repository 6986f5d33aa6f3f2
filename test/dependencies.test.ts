import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(PACKAGE_ROOT, name), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
/** The pinned Node is a development dependency by way of a package of our own (.pinned), which has no tarball. */
const OWN = new Set(['', '.pinned/groundswell-node', 'node_modules/groundswell-node']);
const locked = Object.entries(packages).filter(([path]) => !OWN.has(path));
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
  const { dependencies, devDependencies } = read('package.json') as Manifest;
  const { optionalDependencies: node } = read('.pinned/groundswell-node/package.json') as {
    optionalDependencies: Record<string, string>;
  };
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...node });
  const inexact = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version));
  expect(inexact).toEqual([['groundswell-node', 'file:.pinned/groundswell-node']]);
  expect(new Set(Object.values(node)).size).toBe(1);
});

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}

test('what is installed to run groundswell, without development dependencies, is below 250 MB', () => {
  const folders = locked.filter(([, { dev }]) => dev !== true).map(([path]) => join(PACKAGE_ROOT, path));
  const sizes = folders.filter((folder) => existsSync(folder)).map(bytesIn);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  expect(all).toBeGreaterThan(100e6);
  expect(all).toBeLessThan(250e6);
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
