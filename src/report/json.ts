import { z } from 'zod';
import { reportModel, type ReportModel } from './model.ts';

/** Signs that would end a script element, or a line of script, around the JSON. */
const MARKUP = /[<\u2028\u2029]/g;

/** The report as JSON that may stand inside a script element, checked against its schema, with keys in the schema's order: equal models give equal bytes. */
export function renderJson(model: ReportModel): string {
  const text = JSON.stringify(reportModel.parse(model), null, 2);
  return `${text.replace(MARKUP, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** JSON Schema (2020-12) of the JSON face. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportModel);
}
