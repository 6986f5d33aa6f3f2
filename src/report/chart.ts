import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { escapeHtml } from './escape.ts';
import type { Happening, SeriesBreak, SeriesPoint } from './model.ts';

/** Size and dressing of a chart. */
export interface ChartOptions {
  /** Units of the viewBox. */
  readonly width: number;
  readonly height: number;
  /** Text alternative, one sentence. */
  readonly alt: string;
  /** Unique within the page; names the chart's elements. */
  readonly id: string;
  /** Axis labels, ticks of happenings and numbers; false gives a bare sparkline. */
  readonly detailed: boolean;
  readonly labelWeek: (week: string) => string;
  readonly labelNumber: (value: number) => string;
  readonly labelHappening: (happening: Happening) => string;
  readonly labelBreak: (one: SeriesBreak) => string;
}

type Judged = SeriesPoint & { readonly expected: number; readonly low: number; readonly high: number };

function isJudged(point: SeriesPoint): point is Judged {
  return point.expected !== null && point.low !== null && point.high !== null;
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface Frame {
  readonly x: (week: string) => number;
  readonly y: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly max: number;
}

function frameOf(series: readonly SeriesPoint[], options: ChartOptions): Frame {
  const margin = options.detailed
    ? { top: 18, right: 12, bottom: 24, left: 44 }
    : { top: 4, right: 4, bottom: 4, left: 4 };
  const max = Math.max(1, ...series.map((p) => Math.max(p.tickets, p.high ?? 0)));
  const x = scalePoint()
    .domain(series.map((p) => p.week))
    .range([margin.left, options.width - margin.right]);
  const y = scaleLinear()
    .domain([0, max])
    .nice(options.detailed ? 3 : undefined)
    .range([options.height - margin.bottom, margin.top]);
  return {
    x: (week) => round(x(week) ?? margin.left),
    y: (value) => round(y(value)),
    top: margin.top,
    bottom: options.height - margin.bottom,
    left: margin.left,
    right: options.width - margin.right,
    max: y.domain()[1] ?? max,
  };
}

/** The weeks between breaks; a renaming alone cuts nothing. */
function erasOf(series: readonly SeriesPoint[], breaks: readonly SeriesBreak[]): SeriesPoint[][] {
  const cuts = new Set(breaks.filter(({ kind }) => kind !== 'renamed').map(({ week }) => week));
  const eras: SeriesPoint[][] = [[]];
  for (const point of series) {
    if (cuts.has(point.week)) eras.push([]);
    eras.at(-1)!.push(point);
  }
  return eras;
}

/** Where the series began to count something else: a line of its own kind between the two weeks. */
function breakLines(
  breaks: readonly SeriesBreak[],
  series: readonly SeriesPoint[],
  frame: Frame,
  options: ChartOptions,
): string {
  return breaks
    .map((one) => {
      const at = series.findIndex(({ week }) => week === one.week);
      if (at < 1) return '';
      const x = round((frame.x(series[at - 1]!.week) + frame.x(one.week)) / 2);
      const title = options.detailed ? `<title>${escapeHtml(options.labelBreak(one))}</title>` : '';
      return `<g class="break">${title}<line x1="${x}" x2="${x}" y1="${frame.top}" y2="${frame.bottom}"/></g>`;
    })
    .join('');
}

function bandAndLines(series: readonly SeriesPoint[], frame: Frame): string {
  const band = area<SeriesPoint>()
    .defined(isJudged)
    .x((p) => frame.x(p.week))
    .y0((p) => frame.y(p.low ?? 0))
    .y1((p) => frame.y(p.high ?? 0))
    .digits(1)(series);
  const expected = line<SeriesPoint>()
    .defined(isJudged)
    .x((p) => frame.x(p.week))
    .y((p) => frame.y(p.expected ?? 0))
    .digits(1)(series);
  const seen = line<SeriesPoint>()
    .defined((p) => !p.partial)
    .x((p) => frame.x(p.week))
    .y((p) => frame.y(p.tickets))
    .digits(1)(series);
  return `<path class="band" d="${band ?? ''}"/><path class="expected" d="${expected ?? ''}"/><path class="seen" d="${seen ?? ''}"/>`;
}

function marks(series: readonly SeriesPoint[], frame: Frame, detailed: boolean): string {
  const last = series.at(-1);
  const flags = series
    .filter((p) => p.flagged)
    .map((p) => {
      const [cx, cy] = [frame.x(p.week), frame.y(p.tickets)];
      const r = detailed ? 5 : 3;
      return `<path class="flag" d="M${cx} ${round(cy - r)}L${round(cx + r)} ${cy}L${cx} ${round(cy + r)}L${round(cx - r)} ${cy}Z"/>`;
    });
  const partial = series
    .filter((p) => p.partial)
    .map((p) => `<circle class="partial" cx="${frame.x(p.week)}" cy="${frame.y(p.tickets)}" r="3"/>`);
  const end =
    last === undefined || last.flagged || last.partial
      ? ''
      : `<circle class="end" cx="${frame.x(last.week)}" cy="${frame.y(last.tickets)}" r="${detailed ? 3.5 : 2.5}"/>`;
  return [...flags, ...partial, end].join('');
}

function axes(series: readonly SeriesPoint[], frame: Frame, options: ChartOptions): string {
  const ticks = scaleLinear().domain([0, frame.max]).ticks(3);
  const rules = ticks.map(
    (value) =>
      `<line class="rule" x1="${frame.left}" x2="${frame.right}" y1="${frame.y(value)}" y2="${frame.y(value)}"/>` +
      `<text class="tick" x="${frame.left - 6}" y="${round(frame.y(value) + 4)}" text-anchor="end">${escapeHtml(options.labelNumber(value))}</text>`,
  );
  const step = Math.max(1, Math.ceil(series.length / 6));
  const weeks = series
    .filter((_, i) => (series.length - 1 - i) % step === 0)
    .map(
      (p, i, shown) =>
        `<text class="tick" x="${frame.x(p.week)}" y="${options.height - 5}" text-anchor="${i === shown.length - 1 ? 'end' : 'middle'}">${escapeHtml(options.labelWeek(p.week))}</text>`,
    );
  return rules.join('') + weeks.join('');
}

function happeningTicks(
  happenings: readonly Happening[],
  series: readonly SeriesPoint[],
  frame: Frame,
  options: ChartOptions,
): string {
  const weeks = new Set(series.map((p) => p.week));
  const shown = happenings.filter((h) => weeks.has(h.week));
  return shown
    .map((h, i) => {
      const x = frame.x(h.week);
      return (
        `<g class="happening"><title>${escapeHtml(options.labelHappening(h))}</title>` +
        `<line x1="${x}" x2="${x}" y1="${frame.top - 4}" y2="${frame.bottom}"/>` +
        `<text x="${x}" y="${frame.top - 7}" text-anchor="middle">${i + 1}</text></g>`
      );
    })
    .join('');
}

/**
 * A series as SVG: tickets as a line, what was expected as a dashed line in a band, flagged weeks as diamonds, happenings as
 * numbered ticks; where the series began to count something else, a double-dashed line between the weeks, and no line across.
 */
export function seriesChart(
  series: readonly SeriesPoint[],
  happenings: readonly Happening[],
  breaks: readonly SeriesBreak[],
  options: ChartOptions,
): string {
  const frame = frameOf(series, options);
  const detail = options.detailed ? axes(series, frame, options) : '';
  const ticks = options.detailed ? happeningTicks(happenings, series, frame, options) : '';
  return (
    `<svg class="${options.detailed ? 'chart' : 'spark'}" viewBox="0 0 ${options.width} ${options.height}" role="img" aria-labelledby="${options.id}">` +
    `<title id="${options.id}">${escapeHtml(options.alt)}</title>` +
    detail +
    erasOf(series, breaks)
      .map((era) => bandAndLines(era, frame))
      .join('') +
    breakLines(breaks, series, frame, options) +
    ticks +
    marks(series, frame, options.detailed) +
    '</svg>'
  );
}
