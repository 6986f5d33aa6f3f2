import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Fault, type FaultCode } from './errors.ts';

/** A YAML file as text, with the path that messages name. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
}

function fault(code: FaultCode, problems: readonly string[]): Fault {
  return new Fault(code, problems.join('; '), { next: 'Correct the file and start again.' });
}

/**
 * Parses one YAML file and checks it against a schema. Throws a Fault of the given code that lists every problem with
 * file and line.
 */
export function parseYaml<T extends z.ZodType>(file: YamlFile, schema: T, code: FaultCode): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  const at = (offset: number): string => `${file.path}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0) {
    throw fault(
      code,
      document.errors.map((error) => `${at(error.pos[0])} ${error.message.split('\n')[0]}`),
    );
  }
  const checked = schema.safeParse(document.toJS() ?? {});
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map((issue) => {
    let path = issue.path as (string | number)[];
    let node = document.getIn(path, true);
    while (node === undefined && path.length > 0) {
      path = path.slice(0, -1);
      node = document.getIn(path, true);
    }
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    return `${at(range?.[0] ?? 0)} ${issue.path.join('.')}: ${issue.message}`;
  });
  throw fault(code, problems);
}
