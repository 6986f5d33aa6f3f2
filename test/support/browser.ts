import chromium from '@sparticuz/chromium';
import { launch, type Browser } from 'puppeteer-core';

/** A real headless Chromium out of the locked dependencies; `CHROME` names another. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROME'] ?? (await chromium.executablePath());
  return launch({ executablePath, args: [...chromium.args, '--no-sandbox', '--disable-gpu'], headless: 'shell' });
}
