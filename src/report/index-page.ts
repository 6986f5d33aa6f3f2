import { html, type Html } from './escape.ts';
import type { Bilingual } from './model.ts';
import { page } from './page.ts';
import { voiceOf } from './story.ts';

/** One published report as the index lists it. */
export interface IndexEntry {
  readonly week: string;
  readonly from: string;
  readonly to: string;
  readonly team: string;
  readonly teamName: Bilingual;
  readonly headline: Bilingual;
  /** Path of each language's HTML face, relative to the index. */
  readonly paths: Bilingual;
}

/** The page that links all weeks and teams, newest week first; English and Chinese side by side. */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const [en, zh] = [voiceOf('en'), voiceOf('zh')];
  const weeks = [...new Set(entries.map((entry) => entry.week))].toSorted().toReversed();
  const block = (week: string): Html => {
    const of = entries.filter((entry) => entry.week === week);
    const first = of[0];
    if (first === undefined) return html``;
    return html`<h2>
        ${week}
        <span class="owner">${en.formats.span(first.from, first.to)} · ${zh.formats.span(first.from, first.to)}</span>
      </h2>
      <ul>
        ${of.map(
          (entry) =>
            html`<li>
              <p>
                <a href="${entry.paths.en}"><b>${entry.teamName.en}</b></a> ${entry.headline.en}
              </p>
              <p lang="zh-CN">
                <a href="${entry.paths.zh}"><b>${entry.teamName.zh}</b></a> ${entry.headline.zh}
              </p>
            </li>`,
        )}
      </ul>`;
  };
  const title = `groundswell · ${en.words.labels.index} · ${zh.words.labels.index}`;
  return page(
    title,
    'en',
    html`<h1>${en.words.labels.index} <span lang="zh-CN">${zh.words.labels.index}</span></h1>
      ${weeks.map(block)}`,
  );
}
