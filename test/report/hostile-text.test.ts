/// <reference lib="dom" />
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { renderIndex } from '../../src/report/index-page.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { reportModel, type ReportModel } from '../../src/report/model.ts';
import { PAYLOADS } from '../support/payloads.ts';
import { startBrowser } from '../support/browser.ts';
import { fullReport, quietReport } from './sample.ts';

/** Fields that are dates, codes of this program or numbers, never text of others. */
const OWN = new Set(['schema', 'kind', 'status', 'state', 'verdict', 'week', 'date', 'from', 'to', 'since', 'timeZone', 'newLevelSince', 'sinceWeek', 'peakWeek', 'firstWeek', 'sinceDate', 'knowableFrom', 'dimension', 'currency']); // prettier-ignore

/** In Markdown also what stands in code spans: ids and queries, which come from files of the operator. */
const OWN_OR_CODE = new Set([...OWN, 'id', 'sql', 'relation', 'program', 'tagger', 'inputs']);

/** The report with every text of others replaced, and how many there were. */
function poisoned(
  report: ReportModel,
  payload: string,
  own: ReadonlySet<string> = OWN,
): { model: ReportModel; replaced: number } {
  let replaced = 0;
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string' && !own.has(name)) {
      replaced++;
      return payload;
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  };
  const model = reportModel.parse(walk(report, ''));
  return { model, replaced };
}

/** Elements and attributes that could run or load something; none of them is part of any report. */
function living(): string[] {
  const bad: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    if (/^(?:script|iframe|object|embed|img|image|video|audio|link|base|form|input|button|template|foreignobject|use|animate|set|marquee|math|noscript)$/i.test(element.tagName)) bad.push(element.tagName); // prettier-ignore
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === 'srcdoc' || name === 'autofocus') bad.push(`${element.tagName} ${name}`);
      if (/^(?:href|src|action|xlink:href|data)$/i.test(name) && /^\s*(?:javascript|data|http)/i.test(value)) bad.push(`${element.tagName} ${name}=${value.slice(0, 30)}`); // prettier-ignore
    }
  }
  if (document.querySelectorAll('style').length !== 1 || document.querySelectorAll('meta[http-equiv]').length !== 1) bad.push('head'); // prettier-ignore
  return bad;
}

let browser: Browser;
let page: Page;
const seen: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.newPage();
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== 'about:blank') seen.push(`request ${request.url()}`);
  });
  page.on('pageerror', (error) => seen.push(`error ${String(error)}`));
  page.on('console', (message) => seen.push(`console ${message.text()}`));
}, 60_000);
afterAll(async () => {
  await browser.close();
});

async function show(html: string): Promise<string[]> {
  seen.length = 0;
  await page.evaluate(() => Reflect.deleteProperty(window, 'ran'));
  await page.setContent(html);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('*'))
      for (const type of ['mouseover', 'focus', 'click', 'toggle', 'error'])
        if (element.tagName !== 'A') element.dispatchEvent(new Event(type));
  });
  const ran = await page.evaluate(() => ('ran' in window ? [`ran ${String(window.ran)}`] : []));
  return [...seen, ...ran, ...(await page.evaluate(living))];
}

const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '<meta http-equiv="x">'); // prettier-ignore

test('there are 200 payloads and more, and a page that takes one as markup is noticed', async () => {
  expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(200);
  expect(await show(`<p><svg onload="window.ran=1"></svg></p>`)).toEqual(expect.arrayContaining(['ran 1']));
  const loads = await show('<img src=http://evil.example/x>');
  expect(loads.some((line) => line.startsWith('request'))).toBe(true);
});

describe('in every text field of a report', () => {
  test('200 payloads run nothing and load nothing, even where no policy holds them', async () => {
    const noticed: string[] = [];
    for (const [i, payload] of PAYLOADS.entries()) {
      const { model, replaced } = poisoned(fullReport, payload);
      expect(replaced).toBeGreaterThan(50);
      const html = renderHtml(model, i % 2 === 0 ? 'en' : 'zh');
      noticed.push(...(await show(withoutPolicy(html))).map((line) => `${payload}: ${line}`));
    }
    expect(noticed).toEqual([]);
  });

  test('the policy of the page is never broken by them, nor the page’s own looks by the policy', async () => {
    for (const payload of PAYLOADS.filter((_, i) => i % 10 === 0)) {
      const { model } = poisoned(fullReport, payload);
      expect(await show(renderHtml(model, 'en'))).toEqual([]);
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('main')!).maxWidth)).toMatch(/px$/);
    }
  });

  test('the index page shows them as text', async () => {
    for (const payload of PAYLOADS) {
      const both = { en: payload, zh: payload };
      const html = renderIndex([{ week: '2026-W47', from: '2026-11-16', to: '2026-11-22', team: 'all', teamName: both, headline: both, paths: { en: '2026-W47/all.en.html', zh: '2026-W47/all.zh.html' } }]); // prettier-ignore
      expect(await show(withoutPolicy(html))).toEqual([]);
    }
  });

  test('Markdown holds no tag, link, image, reference or autolink of them', () => {
    for (const payload of PAYLOADS) {
      const { model } = poisoned(fullReport, payload, OWN_OR_CODE);
      for (const language of ['en', 'zh'] as const) {
        const text = renderMarkdown(model, language).replaceAll(/^```[\s\S]*?^```/gm, '');
        expect(text).not.toMatch(/<(?!br>)[a-z!/?]/i);
        expect(text).not.toMatch(
          /(?<!\\)\]\(|(?<!\\)!\[|^\s*\[[^\]]*\]:|https?:\/\/evil|javascript:window(?!\\)[^\\]*\)$/im,
        );
      }
    }
  });

  test('JSON keeps them byte for byte and may stand inside a script element', () => {
    for (const payload of PAYLOADS) {
      const { model } = poisoned(fullReport, payload);
      const text = renderJson(model);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(model)));
      expect(text).not.toMatch(/<\/script|<!--|\u2028|\u2029/i);
    }
  });
});

test('a quiet report of hostile names is as harmless', async () => {
  for (const payload of PAYLOADS.filter((_, i) => i % 4 === 0))
    expect(await show(withoutPolicy(renderHtml(poisoned(quietReport, payload).model, 'zh')))).toEqual([]);
});
