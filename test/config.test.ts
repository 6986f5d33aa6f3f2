import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, settingDocs } from '../src/config.ts';

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'groundswell.config.json');
  writeFileSync(path, content);
  return path;
}
const problem = (content: string, environment = {}): string => {
  try {
    loadConfig({ file: file(content), environment });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

test('nothing needs to be configured to start', () => {
  const config = loadConfig({ environment: {} });
  expect([config.dataDir, config.timeZone, config.kafka.topic, config.report.quoteUsers]).toEqual([
    'data',
    'UTC',
    'support.tickets.closed',
    5,
  ]);
});

test('a variable wins over the file', () => {
  const path = file('{"timeZone": "Asia/Singapore", "kafka": {"brokers": ["a:9092"]}}');
  const config = loadConfig({
    file: path,
    environment: { GROUNDSWELL_KAFKA_BROKERS: 'b:1, c:2', GROUNDSWELL_THREADS: '3' },
  });
  expect([config.timeZone, config.kafka.brokers, config.threads]).toEqual(['Asia/Singapore', ['b:1', 'c:2'], 3]);
});

describe('what is wrong is said before anything starts, all of it at once', () => {
  test('unknown settings, wrong types and unknown variables', () => {
    const said = problem('{"timezone": "UTC", "threads": "many"}', { GROUNDSWELL_TOPIC: 'x' });
    expect(said).toContain('3 problems');
    for (const part of [
      'timezone is not a setting',
      'threads (GROUNDSWELL_THREADS)',
      'GROUNDSWELL_TOPIC is not a setting',
    ]) {
      expect(said).toContain(part);
    }
  });
  test('a file that is no JSON, or no object', () => {
    expect(problem('{')).toContain('is not valid JSON');
    expect(problem('[]')).toContain('holds no JSON object');
  });
  test('a time zone that does not exist', () => {
    expect(problem('{"timeZone": "Mars/Base"}')).toContain('not an IANA time zone');
  });
  test('a file that was named but is not there', () => {
    expect(() => loadConfig({ file: '/nowhere/x.json', environment: {} })).toThrow(/does not exist/);
  });
});

describe('secrets', () => {
  test('may not stand in the file', () => {
    expect(problem('{"kafka": {"password": "hunter2"}}')).toMatch(/is a secret/);
    expect(problem('{"kafka": {"password": "hunter2"}}')).not.toContain('hunter2');
  });
  test('come from the environment or from a file it names', () => {
    const path = file('s3cret\n');
    expect(loadConfig({ environment: { GROUNDSWELL_KAFKA_PASSWORD: 'a' } }).kafka.password).toBe('a');
    expect(loadConfig({ environment: { GROUNDSWELL_KAFKA_PASSWORD_FILE: path } }).kafka.password).toBe('s3cret');
  });
});

test('every setting says what it means and has a variable of its own', () => {
  const docs = settingDocs();
  expect(docs.filter((doc) => doc.description === '')).toEqual([]);
  expect(new Set(docs.map((doc) => doc.variable)).size).toBe(docs.length);
});
