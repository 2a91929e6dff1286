#!/usr/bin/env node
// bench/page/speed.mjs [PROGRAM [SONGS]]: how fast the page is with SONGS made-up songs (default: 100000), in Debian's
// Chromium: when it can first be used, frames a second while the list of songs scrolls, and how long a search takes until
// its answers are drawn. Prints one JSON document. The packages of web/ must be there (./dev build).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');
const program = resolve(process.argv[2] ?? 'build/release/bin/leitmotif');
const songs = process.argv[3] ?? '100000';
const folder = mkdtempSync(join(tmpdir(), 'leitmotif-speed-'));
const library = join(folder, 'library.db');

function run(...args) {
  const done = spawnSync(program, args, { stdio: 'ignore' });
  if (done.status !== 0) throw new Error(`leitmotif ${args.join(' ')} ended with status ${done.status}`);
}

/** The service's address, once it says so. */
const addressOf = (service) =>
  new Promise((found, failed) => {
    service.stdout.on('data', (bytes) => {
      const address = /Leitmotif answers at (\S+?)\/?\s/.exec(`${bytes}`)?.[1];
      if (address) found(address);
    });
    service.once('exit', (status) => failed(new Error(`the service ended with status ${status}`)));
  });

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Number(value.toFixed(1));

async function openPage(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 900 },
  });
  await context.addInitScript(() => localStorage.setItem('leitmotif.tour', 'seen'));
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The first paint is made by the script that also listens, so the page can be used from then on. */
async function firstUse(browser, address) {
  const times = [];
  for (let i = 0; i < 5; ++i) {
    const page = await openPage(browser, `${address}/`);
    await page.getByRole('button', { name: 'sadness', exact: true }).waitFor();
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    await page.waitForFunction(paint);
    times.push(await page.evaluate(paint));
    await page.context().close();
  }
  return rounded(middle(times));
}

/** Frames while the list goes by at 4,000 pixels a second, and the longest that one frame stood. */
async function scrolling(page) {
  await page.locator('.song-row').first().waitFor();
  return page.evaluate(async () => {
    const list =
      [...document.querySelectorAll('*')].find(
        (one) =>
          one.querySelector('.song-row') &&
          one.scrollHeight > one.clientHeight + 1000 &&
          getComputedStyle(one).overflowY !== 'visible',
      ) ?? document.scrollingElement;
    const seconds = 5;
    let frames = 0;
    let longest = 0;
    const begin = await new Promise(requestAnimationFrame);
    for (let last = begin; ;) {
      const now = await new Promise(requestAnimationFrame);
      ++frames;
      longest = Math.max(longest, now - last);
      last = now;
      list.scrollTop = (now - begin) * 4;
      if (now - begin > 1000 * seconds)
        return {
          fps: Number((frames / seconds).toFixed(1)),
          longest_ms: Number(longest.toFixed(1)),
          scrolled: list.scrollTop,
        };
    }
  });
}

/** Milliseconds from the request of a search to its answer, as the browser sees them; the text is typed at once. */
async function searching(page, words) {
  const times = [];
  const box = page.getByPlaceholder('Title, artist, album or a line');
  for (const word of words) {
    const answered = page.waitForResponse(
      (response) => /\/api\/v1\/songs\?/.test(response.url()) && response.url().includes(word),
    );
    await box.fill(word);
    const response = await answered;
    await response.finished();
    const { requestStart, responseEnd } = response.request().timing();
    times.push(responseEnd - requestStart);
  }
  times.sort((a, b) => a - b);
  return {
    median_ms: rounded(middle(times)),
    slowest_ms: rounded(times[times.length - 1]),
  };
}

let service;
let browser;
try {
  run('data', 'generate', songs, '--seed', '1', '-o', join(folder, 'songs.csv'));
  run('--library', library, 'import', join(folder, 'songs.csv'));
  service = spawn(program, ['--library', library, 'serve', '--quiet', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await addressOf(service);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  await (await openPage(browser, `${address}/#/music`)).locator('.song-row').first().waitFor();
  const result = {
    songs: Number(songs),
    first_use_ms: await firstUse(browser, address),
  };
  const page = await openPage(browser, `${address}/#/music`);
  result.scrolling = await scrolling(page);
  result.searching = await searching(page, [
    'river',
    'night',
    'love',
    'tear',
    'dance',
    'summer',
    'heart',
    'road',
    'rain',
    'home',
  ]);
  console.log(JSON.stringify(result, null, 2));
} finally {
  await browser?.close();
  service?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
