// Debian's Chromium, and pages that report whatever a healthy page must not do.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const kFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: kFlags });

export interface Watched {
  page: Page;
  /** Console errors, exceptions, and requests to anywhere else. */
  faults: string[];
  close: () => Promise<void>;
}

interface Opening extends BrowserContextOptions {
  /** Show the tour of the first start. */
  tour?: boolean;
  /** Console errors that are the test's own doing. */
  expected?: RegExp;
}

export async function open(browser: Browser, url: string, path: string, opening: Opening = {}): Promise<Watched> {
  const { tour, expected, ...options } = opening;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (!tour) await context.addInitScript(() => localStorage.setItem('leitmotif.tour', 'seen'));
  const page = await context.newPage();
  page.setDefaultTimeout(6000);
  const faults: string[] = [];
  page.on('console', (message) => {
    // Songs without a picture, and who listens where nothing is kept of that, are asked for to find out.
    const isQuestion = /\/(cover\?|listeners\/)/.test(message.location().url);
    if (message.type() === 'error' && !isQuestion && !expected?.test(message.text()))
      faults.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const to = request.url();
    const from = new URL(url).origin;
    if (!to.startsWith(from) && !to.startsWith(`blob:${from}`)) faults.push(`a request to ${to}`);
  });
  await page.goto(path === '' && url.includes('#') ? url : `${url}/${path}`);
  return { page, faults, close: () => context.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with what axe-core finds wrong, by rule and place. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated by the browser's own debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const result = await checker.run({ resultTypes: ['violations'] });
    return result.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    );
  });
  expect(found).toEqual([]);
}
