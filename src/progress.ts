import { shownText } from './terminal.ts';

/** Where progress is shown: a terminal is rewritten in place, anything else gets one quiet line a minute. */
export interface ProgressSink {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** What is known of work under way. */
export interface ProgressState {
  readonly done: number;
  /** Absent when the end is not known. */
  readonly total?: number;
  /** Things a second; computed from `done` when absent. */
  readonly rate?: number;
  /** What is still waiting at the source. */
  readonly lag?: number;
  readonly note?: string;
}

/** A progress display of one piece of work. */
export interface Progress {
  update(state: ProgressState): void;
  /** Clears the terminal's line and leaves one line that says how it ended. */
  end(summary: string): void;
}

const TERMINAL_INTERVAL = 100;
const LOG_INTERVAL = 60_000;
const WIDTH = 24;

/** Seconds as a person says them: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

function bar(share: number): string {
  const filled = Math.round(share * WIDTH);
  return `${'━'.repeat(filled)}${'─'.repeat(WIDTH - filled)}`;
}

function describe(label: string, state: ProgressState, elapsed: number, terminal: boolean): string {
  const { done, total, lag, note } = state;
  const rate = state.rate ?? (elapsed > 0 ? done / elapsed : 0);
  const parts = [label];
  if (total !== undefined && total > 0) {
    const share = Math.min(1, done / total);
    if (terminal) parts.push(bar(share));
    parts.push(`${Math.floor(share * 100)} %`);
  }
  parts.push(done.toLocaleString('en'));
  if (rate >= 1) parts.push(`${Math.round(rate).toLocaleString('en')}/s`);
  if (lag !== undefined) parts.push(`lag ${lag.toLocaleString('en')}`);
  if (total !== undefined && rate > 0 && done < total) parts.push(`${duration((total - done) / rate)} left`);
  if (note !== undefined) parts.push(note);
  return parts.join('  ');
}

/** Shows the progress of one piece of work on a sink. */
export function startProgress(name: string, sink: ProgressSink): Progress {
  const label = shownText(name);
  const started = sink.now();
  let last = sink.isTerminal ? Number.NEGATIVE_INFINITY : started;
  const interval = sink.isTerminal ? TERMINAL_INTERVAL : LOG_INTERVAL;
  return {
    update(state) {
      const now = sink.now();
      if (now - last < interval) return;
      last = now;
      const line = describe(label, state, (now - started) / 1000, sink.isTerminal);
      sink.write(sink.isTerminal ? `\r\u001B[2K${line.slice(0, sink.columns - 1)}` : `${line}\n`);
    },
    end(summary) {
      const line = `${label}  ${summary}  (${duration((sink.now() - started) / 1000)})\n`;
      sink.write(sink.isTerminal ? `\r\u001B[2K${line}` : line);
    },
  };
}

/** A sink that says nothing. */
export const SILENT: ProgressSink = { isTerminal: false, columns: 80, write: () => undefined, now: () => 0 };
