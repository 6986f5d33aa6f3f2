/// <reference lib="dom" />
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { startBrowser } from '../support/browser.ts';
import { fullReport } from './sample.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
});

/** Relative luminance contrast (WCAG 2.2, 1.4.3) of every text node against the nearest painted background. */
function lowContrast(): string[] {
  const channel = (v: number): number => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r = 0, g = 0, b = 0]: number[]): number =>
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const rgba = (css: string): number[] => (css.match(/[\d.]+/g) ?? []).map(Number);
  const bad: string[] = [];
  for (const element of document.querySelectorAll('main *')) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && (n.textContent ?? '').trim() !== '');
    if (!own || element.tagName === 'title') continue;
    const style = getComputedStyle(element);
    let box: Element | null = element;
    let back = [0, 0, 0, 0];
    while (box !== null && (back = rgba(getComputedStyle(box).backgroundColor)).length === 4 && back[3] === 0)
      box = box.parentElement;
    const front = rgba(element.namespaceURI?.endsWith('svg') === true ? style.fill : style.color);
    const [a, b] = [luminance(front), luminance(back)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${element.tagName} ${(element.textContent ?? '').slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return bad;
}

describe.each([
  ['en', 'light', 1024],
  ['en', 'dark', 360],
  ['zh', 'light', 360],
  ['zh', 'dark', 1024],
] as const)('the HTML in %s, %s, at %i px', (language, scheme, width) => {
  test('asks for nothing, prints no console error, does not overflow, and can be read', async () => {
    const page = await browser.newPage();
    const [messages, requests]: [string[], string[]] = [[], []];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setContent(renderHtml(fullReport, language));
    expect(messages).toEqual([]);
    expect(requests.filter((url) => url !== 'about:blank')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.evaluate(lowContrast)).toEqual([]);
    expect(await page.evaluate(() => document.querySelectorAll('svg[role=img] > title').length)).toBeGreaterThan(3);
    await page.close();
  });
});

test('it prints on A4 pages without cutting a card', async () => {
  const page = await browser.newPage();
  await page.setContent(renderHtml(fullReport, 'en'));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/Count [2-6]\b/);
  await page.close();
});
