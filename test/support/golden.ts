import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

const FOLDER = new URL('../golden/', import.meta.url).pathname;

/** Compares with a checked-in golden file; `UPDATE_GOLDEN=1` writes it instead (look at the diff before you commit it). */
export function expectGolden(name: string, content: string): void {
  const path = join(FOLDER, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  expect(content).toBe(readFileSync(path, 'utf8'));
}
