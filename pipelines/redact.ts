import { redact } from '../src/ticket/redact.ts';
import { shownJson } from '../src/terminal.ts';
import { readTexts, type BadLine, type Output } from './lines.ts';

/** Redacts NDJSON `{id, text, lang?}` into `{id, text, found: [{kind, start, end}]}`, line by line; returns how many. */
export async function redactFile(path: string, output: Output, onBad: (bad: BadLine) => void): Promise<number> {
  let count = 0;
  for await (const { id, text, lang } of readTexts(path, onBad)) {
    const { text: redacted, found } = redact(text, lang);
    await output.write(`${shownJson({ id, text: redacted, found })}\n`);
    count++;
  }
  return count;
}
