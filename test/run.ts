import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const root = new URL('..', import.meta.url).pathname;
const args = ['run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)];
const done = spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit' });
process.exit(done.status ?? 1);
