import { z } from 'zod';
import { reportModel, type ReportModel } from './model.ts';

/** The report as JSON, checked against its schema, with keys in the schema's order: equal models give equal bytes. */
export function renderJson(model: ReportModel): string {
  return `${JSON.stringify(reportModel.parse(model), null, 2)}\n`;
}

/** JSON Schema (2020-12) of the JSON face. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportModel);
}
