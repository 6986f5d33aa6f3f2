import { shownJson, shownText } from './terminal.ts';

/** Writes one line of the program's log; what it says never holds ticket text, names or secrets. */
export type Log = (line: string) => void;

/** A log on standard error: plain lines for a terminal, `{"time","message"}` objects when `json`. */
export function stderrLog(json: boolean): Log {
  return (line) => {
    process.stderr.write(
      json ? `${shownJson({ time: new Date().toISOString(), message: line })}\n` : `${shownText(line)}\n`,
    );
  };
}
