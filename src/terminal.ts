/** Controls but tab and line feed, zero-width and direction marks, overrides and isolates: what steers a terminal or lies to its reader. */
const STEERING = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** Text of others (file names, messages, rows) as it may be shown on a terminal: nothing in it moves, colours or reorders. */
export function shownText(text: string): string {
  return text.replace(STEERING, '');
}

/** A value as one line of JSON, with what could steer a terminal escaped; it parses to the same value. */
export function shownJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    STEERING,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
