import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../src/config.ts';
import { Fault } from '../src/errors.ts';
import type { Log } from '../src/log.ts';

const KEY_BYTES = 32;

/**
 * Secret of the pseudonyms: the configured one, else `pseudonym.key` in the data folder, made with mode 0600 on the
 * first start and named once in the log. Throws Fault('warehouse-unwritable' | 'bad-config').
 */
export function pseudonymSecret(config: Config, log: Log): Uint8Array {
  if (config.pseudonymKey !== '') return new TextEncoder().encode(config.pseudonymKey);
  const file = join(config.dataDir, 'pseudonym.key');
  if (existsSync(file)) return readKey(file);
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return readKey(file);
    throw new Fault('warehouse-unwritable', `The data folder ${config.dataDir} can’t be written.`, {
      cause,
      next: 'Check its owner and permissions, or name another with GROUNDSWELL_DATA_DIR.',
    });
  }
  log(`A key for user pseudonyms was made: ${file}. Keep it: without it, old and new tickets of one user don’t meet.`);
  return readKey(file);
}

function readKey(file: string): Uint8Array {
  const text = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  throw new Fault('bad-config', `${file} does not hold a key of 64 hexadecimal digits.`, {
    next: 'Restore it from a backup; a new key would tear the pseudonyms of old and new tickets apart.',
  });
}
