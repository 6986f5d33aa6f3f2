import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { Fault } from '../src/errors.ts';

/** One text of an NDJSON file `{id, text, lang?}`. */
export interface TextLine {
  readonly id: string;
  readonly text: string;
  readonly lang?: string;
}

/** A line that could not be taken: where it stands and why. */
export interface BadLine {
  readonly line: number;
  readonly code: 'not-json' | 'missing-field' | 'too-large' | 'bad-field';
  readonly detail: string;
}

const textLine = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  lang: z.string().nullish(),
});
const LONGEST = 4 * 1024 * 1024;

/** A file's bytes, or those of standard input for `-`. Throws Fault('file-not-found'). */
export function openInput(path: string): Readable {
  if (path !== '-' && !existsSync(path)) {
    throw new Fault('file-not-found', `There is no file ${path}.`, {
      next: 'Check the path, or use - for standard input.',
    });
  }
  return path === '-' ? process.stdin : createReadStream(path);
}

/** Lines of a file, or of standard input for `-`. Throws Fault('file-not-found' | 'bad-input-file'). */
export async function* readLines(path: string): AsyncGenerator<string> {
  const input = openInput(path);
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Fault('bad-input-file', `${path} can’t be read (${code}).`, {
      cause,
      next: 'Check that it is a readable file.',
    });
  }
}

function parse(text: string, line: number): TextLine | BadLine {
  if (text.length > LONGEST) return { line, code: 'too-large', detail: `more than ${LONGEST} characters` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, code: 'not-json', detail: 'the line is not a JSON object' };
  }
  const checked = textLine.safeParse(value);
  if (!checked.success)
    return {
      line,
      code: 'missing-field',
      detail: checked.error.issues.map((i) => i.path.join('.') || 'object').join(', '),
    };
  const { id, text: body, lang } = checked.data;
  return lang === null || lang === undefined ? { id, text: body } : { id, text: body, lang };
}

/** Texts of an NDJSON file or standard input; what can't be taken is handed to `onBad` with its line. Empty lines are skipped. */
export async function* readTexts(path: string, onBad: (bad: BadLine) => void): AsyncGenerator<TextLine> {
  let line = 0;
  for await (const text of readLines(path)) {
    line++;
    if (text.trim() === '') continue;
    const parsed = parse(text, line);
    if ('code' in parsed) onBad(parsed);
    else yield parsed;
  }
}

/** Where results go: standard output, or a collector in tests. */
export interface Output {
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
}

/** Standard output with back-pressure. */
export function standardOutput(): Output {
  return {
    async write(text) {
      if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
    },
  };
}
