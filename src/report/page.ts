import { createHash } from 'node:crypto';
import { html, raw, type Html } from './escape.ts';
import { STYLE } from './style.ts';

const DIGEST = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${DIGEST}'; base-uri 'none'; form-action 'none'`;

/** A whole self-contained page: escaped, no script, nothing loaded; the policy in its head forbids both. */
export function page(title: string, htmlLang: string, body: Html): string {
  return html`<!doctype html>
<html lang="${htmlLang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
${raw(`<style>${STYLE}</style>`)}
</head>
<body><main>${body}</main></body>
</html>
`.markup;
}
