// What the page does when the service is gone, refuses, or demands a token; and a map of many songs. The stand-in plays
// the service, since a healthy program does none of this when asked.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMock } from '../test-support/mock.mjs';
import { expectAccessible, launch, open } from './support/browser';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

it('says that the service is gone, and carries on when it is back', async () => {
  const mock = await startMock();
  const port = Number(new URL(mock.url).port);
  const { page, faults, close } = await open(browser, mock.url, '', { expected: /Failed to load resource/ });
  await page.getByRole('button', { name: 'sadness', exact: true }).waitFor();
  await mock.stop();
  await page.getByRole('button', { name: 'sadness', exact: true }).click();
  await page.getByText('Leitmotif does not answer.').first().waitFor();
  await expectAccessible(page);
  const again = await startMock({ port });
  await page.getByRole('heading', { name: /songs about sadness/ }).waitFor();
  expect(await page.locator('.banner').count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
  await again.stop();
});

it('shows what was refused and which field, and tries again', async () => {
  const mock = await startMock();
  mock.refuseNext('recommend', 400, { kind: 'invalid_argument', message: 'expected a whole number', field: 'n' });
  const { page, close } = await open(browser, mock.url, '#/recommend?topic=music');
  await page.getByText('expected a whole number').waitFor();
  await page.getByText('(field: n)').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: /songs about music/ }).waitFor();
  await close();
  await mock.stop();
});

it('asks for the token, and for it again when it is wrong', async () => {
  const mock = await startMock({ token: 'right' });
  const { page, close } = await open(browser, mock.url, '#/recommend?topic=music', { expected: /401/ });
  for (const word of ['wrong', 'right']) {
    await page.getByLabel(/A token is needed/).fill(word);
    const [place, status] = word === 'wrong' ? ['/login', 401] : ['/recommend', 200];
    await Promise.all([
      page.waitForResponse((response) => response.url().includes(place) && response.status() === status),
      page.getByRole('button', { name: 'Sign in' }).click(),
    ]);
  }
  await page.getByRole('heading', { name: /songs about music/ }).waitFor();
  expect(await page.getByLabel(/A token is needed/).count()).toBe(0);
  await page.getByText('The same from a shell').click();
  expect(await page.getByLabel('the curl call', { exact: true }).innerText()).not.toContain('right');
  await close();
  await mock.stop();
});

it('cancels a job while it runs, and shows what was refused', async () => {
  const mock = await startMock();
  const { page, faults, close } = await open(browser, mock.url, '#/library');
  await page.getByLabel('Folder').fill('/music');
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.job').getByText('cancelled').waitFor();
  await page.getByRole('button', { name: 'Load songbook' }).click();
  await page.getByRole('region', { name: 'Rejects' }).getByText('no lyrics').waitFor();
  await expectAccessible(page);
  expect(faults).toEqual([]);
  await close();
  await mock.stop();
});

it.each([28_000, 200_000])('shows a map of %i songs', async (mapSongs) => {
  const mock = await startMock({ mapSongs });
  const { page, faults, close } = await open(browser, mock.url, '#/map', { viewport: { width: 1920, height: 1080 } });
  const map = page.getByRole('application');
  await map.waitFor({ timeout: 20_000 });
  await map.hover();
  for (let i = 0; i < 10; i += 1) {
    await page.mouse.wheel(0, i < 5 ? -120 : 120);
    await page.waitForTimeout(60);
  }
  const frames = await page.evaluate(() => performance.getEntriesByName('map frame').map((entry) => entry.duration));
  frames.sort((a, b) => a - b);
  expect(frames.length).toBeGreaterThan(3);
  // Told, not judged: a machine's speed is no property of the page.
  console.log(`map of ${mapSongs}: ${frames.length} frames, median ${frames[frames.length >> 1]?.toFixed(1)} ms`);
  expect(faults).toEqual([]);
  await close();
  await mock.stop();
});
