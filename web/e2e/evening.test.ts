// What somebody does in an evening with a program that was just started: finds songs, keeps them, changes its mind.
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible } from './support/browser';
import { startSession } from './support/session';

const session = startSession();
const visit = (path = '', opening = {}): Promise<Page> => session.visit(path, { expected: /404/, ...opening });

it('says on every view of songs that they are not one’s own while a library is empty', async () => {
  const page = await visit('#/recommend');
  await page.getByText(/Your library is empty, so you see the songbook that comes along: 168 made-up songs/).waitFor();
  await page.getByRole('link', { name: 'Bring in your own songs' }).click();
  await page.getByText(/the numbers are those of the songbook/).waitFor();
  await expectAccessible(page);
});

it('shows fifteen songs on a screen in short rows, and reaches them in three keys (ux 43)', async () => {
  const page = await visit('#/recommend?topic=sadness&n=20');
  await page.getByRole('button', { name: 'Short rows' }).click();
  const rows = page.locator('.result');
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(10);
  expect(Math.max(...heights)).toBeLessThanOrEqual(52);
  await expectAccessible(page);
  await page.reload();
  await page.locator('.results[data-rows="short"]').first().waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.getByRole('link', { name: 'Skip to the content' }).focus();
  for (const key of ['Enter', 'Tab', 'Enter']) await page.keyboard.press(key);
  expect(await focused()).toBe(await rows.nth(0).locator('.title').textContent());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe(await rows.nth(2).locator('.title').textContent());
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe(await rows.nth(1).locator('.title').textContent());
  await page.getByRole('button', { name: 'Short rows' }).click();
  await page.locator('.results[data-rows="full"] .why').first().waitFor();
});

it('keeps what is done quickly to a playlist: moved, added to, renamed and deleted with undo', async () => {
  const page = await visit('#/recommend?topic=music&n=5');
  await page.getByRole('button', { name: 'Save as playlist' }).click();
  await page.getByLabel('New playlist').fill('Rainy evening');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Show' }).click();
  const editor = page.getByRole('region', { name: 'Rainy evening' });
  const titles = editor.locator('.tracks .title');
  await expect.poll(async () => (await titles.allTextContents()).filter((title) => title !== '…').length).toBe(5);
  // The service takes its time, so that each change is made while those before are on their way.
  await page.route('**/api/v1/lists/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await route.continue();
  });
  const before = await titles.allTextContents();
  await editor
    .getByRole('button', { name: /^Take .* out$/ })
    .first()
    .click();
  await editor
    .getByRole('button', { name: /^Move .* down$/ })
    .first()
    .click();
  await editor.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('Night drive');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  const renamed = page.getByRole('region', { name: 'Night drive' });
  const wanted = [before[2], before[1], before[3], before[4]];
  await expect.poll(() => renamed.locator('.tracks .title').allTextContents()).toEqual(wanted);
  await page
    .getByRole('dialog')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  const kept = async () => {
    const answer = await page.request.get(`${session.service.url}/api/v1/lists`);
    const { lists } = (await answer.json()) as { lists: { name: string; songs: number[] }[] };
    return lists.map((list) => `${list.name}: ${list.songs.length}`);
  };
  await expect.poll(kept).toEqual(['Night drive: 4']);
  await renamed.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No playlist yet').waitFor();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(() => renamed.locator('.tracks .title').allTextContents()).toEqual(wanted);
  expect(await kept()).toEqual(['Night drive: 4']);
  expect(await page.getByText(/not saved|not renamed|not deleted/i).count()).toBe(0);
});

it('closes a dialog with the view it was opened in, and the search by Escape', async () => {
  const page = await visit('#/music');
  await page.getByRole('heading', { name: 'Your music' }).waitFor();
  await page.goto(`${session.service.url}/#/models`);
  await page.getByRole('region', { name: 'How well they do' }).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.waitFor();
  await page.keyboard.type('rain');
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.isVisible()).toBe(false);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Your music' }).waitFor();
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
});

it('shows models in sentences first, and uses the width of a large screen', async () => {
  const page = await visit('#/models', { viewport: { width: 2560, height: 1300 } });
  const card = page.getByRole('region', { name: 'Card of equilibrium' });
  await card.getByText('description', { exact: true }).waitFor();
  expect(await card.getByText('format version').isVisible()).toBe(false);
  await card.getByText('How it was made').click();
  await card.getByText('data licence').waitFor();
  expect(await page.getByRole('region', { name: 'Card of similarity' }).getByText('labels').count()).toBe(0);
  const [accuracy, loss] = await card
    .locator('.picture')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  expect(loss).toBe(accuracy);
});

it('fills the gap that a blocked song leaves, and lists who is blocked by their names (ux 36)', async () => {
  const page = await visit('#/recommend?topic=sadness&n=10');
  const titles = page.locator('.result .title');
  await expect.poll(() => titles.count()).toBe(10);
  const first = (await titles.first().textContent()) ?? '';
  const artist = ((await page.locator('.result .result-name p').first().textContent()) ?? '').split(' · ')[0] ?? '';
  await page.getByRole('button', { name: `More to do with ${first}` }).click();
  await page.getByRole('button', { name: 'Never recommend' }).click();
  await page.getByRole('button', { name: `Block everything by ${artist}` }).click();
  await expect.poll(async () => (await titles.allTextContents()).includes(first)).toBe(false);
  await expect.poll(() => titles.count()).toBe(10);
  await page.goto(`${session.service.url}/#/library`);
  await page.getByText(`Everything by ${artist}`).waitFor();
  await page.getByRole('button', { name: `Unblock Everything by ${artist}` }).click();
});

it('tells of a song the topics that have names, and no part that nobody explains (ux 33)', async () => {
  const page = await visit('#/recommend?topic=sadness&n=1');
  await page.locator('.result .title').first().click();
  const topics = page.getByRole('dialog').getByRole('region', { name: 'Topics' });
  await topics.waitFor();
  const text = (await topics.textContent()) ?? '';
  expect(text).toContain('sadness');
  expect(text).not.toMatch(/unpublished|dating|like\/girls|shake the audience/);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Why .*, in full$/ })
    .first()
    .click();
  const about = page.getByRole('region', { name: /^What .* is about$/ });
  expect(await about.textContent()).toContain('other words');
  expect(await about.textContent()).not.toMatch(/unpublished|dating/);
});

it('keeps every mark of songs that are marked quickly, for teaching a wish', async () => {
  const page = await visit('#/recommend?about=calm&n=10');
  const yes = page.getByRole('button', { name: / is calm$/ });
  await expect.poll(() => yes.count()).toBeGreaterThan(4);
  await page.route('**/api/v1/lists**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await route.continue();
  });
  for (let i = 0; i < 4; i += 1) await yes.nth(i).click();
  const kept = async () => {
    const { lists } = (await (await page.request.get(`${session.service.url}/api/v1/lists`)).json()) as {
      lists: { name: string; songs: number[] }[];
    };
    return lists.find((list) => list.name === 'my-calm: yes')?.songs.length;
  };
  await expect.poll(kept).toBe(4);
  await expect.poll(() => yes.nth(3).getAttribute('aria-pressed')).toBe('true');
  expect(await page.getByText('The mark was not kept').count()).toBe(0);
});
