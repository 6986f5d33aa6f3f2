import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import type { Warehouse } from '../src/warehouse/warehouse.ts';

const KEY_BYTES = 32;

const newKey = (): string => randomBytes(KEY_BYTES).toString('hex');

/** The file of a data folder that holds its keys, a line each, the newest last. */
export const keyFile = (config: Config): string => join(config.dataDir, 'pseudonym.key');

/**
 * All secrets that there are for pseudonyms: the configured ones, one a line, else those of `pseudonym.key` in the
 * data folder, made with mode 0600 on the first start and named once in the log. Throws Fault('warehouse-unwritable' |
 * 'bad-config').
 */
function allSecrets(config: Config, log: Log): Uint8Array[] {
  if (config.pseudonymKey !== '')
    return config.pseudonymKey
      .trim()
      .split(/\r?\n/)
      .map((key) => new TextEncoder().encode(key));
  const file = keyFile(config);
  if (existsSync(file)) return readKeys(file);
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${newKey()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return readKeys(file);
    throw new Fault('warehouse-unwritable', `The data folder ${config.dataDir} can’t be written.`, {
      cause,
      next: 'Check its owner and permissions, or name another with GROUNDSWELL_DATA_DIR.',
    });
  }
  log(`A key for user pseudonyms was made: ${file}. Keep it: without it, old and new tickets of one user don’t meet.`);
  return readKeys(file);
}

function readKeys(file: string): Uint8Array[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  if (lines.every((line) => /^[0-9a-f]{64}$/.test(line))) return lines.map((line) => Buffer.from(line, 'hex'));
  throw new Fault('bad-config', `${file} does not hold keys of 64 hexadecimal digits, one a line.`, {
    next: 'Restore it from a backup; a new key would tear the pseudonyms of old and new tickets apart.',
  });
}

/**
 * Secrets of the pseudonyms as the warehouse has them: as many as it was last rotated to, whatever else is there already.
 * Throws Fault('bad-config') when there are fewer, so that no user is taken for two.
 */
export async function pseudonymSecrets(config: Config, warehouse: Warehouse, log: Log): Promise<Uint8Array[]> {
  const [row] = await warehouse.rows('rotate/keys-used');
  const used = row?.['keys'] as number;
  const all = allSecrets(config, log);
  if (all.length >= used) return all.slice(0, used);
  throw new Fault(
    'bad-config',
    `The pseudonyms in the warehouse were made with ${used} keys, one upon the other, and ${all.length} are there.`,
    {
      next:
        config.pseudonymKey === ''
          ? `Restore ${keyFile(config)} from a backup.`
          : 'Give all of them in GROUNDSWELL_PSEUDONYM_KEY, the oldest first, one a line.',
    },
  );
}

/**
 * The secret that comes after those in use: of the configured ones, or of the key file, to which one is added when none is
 * waiting there. Throws Fault('bad-config') when the configured ones are all in use.
 */
export async function nextSecret(config: Config, warehouse: Warehouse, log: Log): Promise<Uint8Array> {
  const used = await pseudonymSecrets(config, warehouse, log);
  const waiting = allSecrets(config, log)[used.length];
  if (waiting !== undefined) return waiting;
  if (config.pseudonymKey !== '')
    throw new Fault('bad-config', 'GROUNDSWELL_PSEUDONYM_KEY holds no key beyond those in use.', {
      next: 'Add the new one below them, on a line of its own, and keep the old ones.',
    });
  const file = keyFile(config);
  const made = newKey();
  const draft = `${file}.draft`;
  writeFileSync(draft, `${readFileSync(file, 'utf8').trim()}\n${made}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  const folder = openSync(config.dataDir, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return Buffer.from(made, 'hex');
}
