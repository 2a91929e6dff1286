import { expect, it } from 'vitest';
import { expectAccessible } from './support/browser';
import { startSession } from './support/session';

const session = startSession();
const results = () => session.now.page.locator('.results:not(.stale) > .result');
const visit = session.visit.bind(session);
const section = (name: string) => session.now.page.locator('details.section > summary', { hasText: name });

// First: whoever keeps a song of the songbook has a library.
it('shows the tour once, at the first start', async () => {
  const page = await visit('', { tour: true });
  await page.getByRole('region', { name: 'Short tour' }).waitFor();
  await expectAccessible(page);
  for (let i = 0; i < 3; i += 1) await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'Library', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'Library', exact: true }).waitFor();
  expect(await page.getByRole('region', { name: 'Short tour' }).count()).toBe(0);
});

it("does the paper's own task in two clicks", async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'sadness', exact: true }).click();
  await page.locator('.segments label', { hasText: /^5$/ }).click();
  await page.getByRole('heading', { name: '5 songs about sadness' }).waitFor();
  await expect.poll(() => results().count()).toBe(5);
  for (const text of await results().allInnerTexts()) expect(text).toMatch(/\d+ % sadness/);
  expect(page.url()).toContain('#/recommend?topic=sadness&n=5');
  await expectAccessible(page);
});

it('is asked in own words, and says what it understood', async () => {
  const page = await visit();
  await page.getByLabel('In your own words').fill('sad songs about trains from the 1970s');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('button', { name: 'sad', exact: true, pressed: true }).waitFor();
  expect(page.url()).toContain('text=trains');
  expect(page.url()).toContain('years=1970-1979');
  expect(page.url()).toContain('about=sad');
  await results().first().waitFor();
  await expectAccessible(page);
});

it('answers which songs alone, in an order it tells, and takes each filter away by its chip', async () => {
  const page = await visit();
  await page.getByLabel('In your own words').fill('jazz from 1950 to 2019');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await results().first().waitFor();
  expect(page.url()).toContain('genre=jazz');
  expect(page.url()).toContain('years=1950-2019');
  await page.getByText('In this order: the most typical jazz songs of 1950-2019 first, spread by variety.').waitFor();
  expect(await page.getByLabel('In your own words').inputValue()).toBe('jazz from 1950 to 2019');
  for (const text of await results().allInnerTexts()) expect(text).toContain('jazz');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ask without: jazz' }).click();
  await page.waitForURL((url) => !url.href.includes('genre='));
  expect(page.url()).toContain('years=1950-2019');
  await expect.poll(() => page.getByLabel('In your own words').inputValue()).toBe('');
});

it('says what a new question takes away and what stays, and undoes it', async () => {
  const page = await visit('#/recommend?topic=sadness&genre=jazz&years=1950-2019');
  await results().first().waitFor();
  await page.getByLabel('In your own words').fill('love songs since 1960');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('No longer asked: about sadness. No longer only: 1950–2019. Still only: jazz.').waitFor();
  expect(page.url()).toContain('genre=jazz');
  expect(page.url()).toContain('years=1960-2099');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForURL(/topic=sadness&years=1950-2019&genre=jazz$/);
});

it('keeps the query in the address bar, and the back button works', async () => {
  const page = await visit('#/recommend?topic=music&n=20');
  await results().first().waitFor();
  await page.getByRole('button', { name: 'violence' }).click();
  await page.getByRole('heading', { name: /about violence/ }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: /songs about music/ }).waitFor();
  expect(await page.getByRole('button', { name: 'music', exact: true }).getAttribute('aria-pressed')).toBe('true');
  await page.goForward();
  await page.getByRole('heading', { name: /about violence/ }).waitFor();
});

it('takes a mixture, a mood, words, filters and variety', async () => {
  const page = await visit();
  await section('Mixture of topics').click();
  await page.getByRole('slider', { name: 'romantic' }).fill('0.7');
  await page.getByRole('slider', { name: 'sadness' }).fill('0.3');
  await page.getByRole('heading', { name: /mixing romantic and sadness/ }).waitFor();
  await page.getByRole('button', { name: 'All 16 parts' }).click();
  await page.getByRole('slider', { name: 'family/gospel' }).waitFor();
  await section('Mood').click();
  await page.locator('.plane').click({ position: { x: 40, y: 200 } });
  await page.getByRole('heading', { name: /in that mood/ }).waitFor();
  await section('Words').click();
  await page.getByLabel('A lyric, or what the songs should speak of').fill('rain on the harbour');
  await section('Only these').click();
  await page.locator('label.chip', { hasText: 'jazz' }).click();
  await page.getByLabel('Year from').fill('1950');
  await page.keyboard.press('Tab');
  await page.waitForURL(/years=1950-/);
  await page.getByLabel('to', { exact: true }).fill('2019');
  await page.keyboard.press('Tab');
  await page.locator('.segments label', { hasText: 'Mild ones' }).click();
  await section('Choice and variety').click();
  await page.getByRole('slider', { name: 'Variety' }).fill('0.5');
  await page.getByRole('slider', { name: 'Least probability' }).fill('0.1');
  await page.getByLabel('Draw at random').check();
  await page.getByRole('button', { name: 'Draw again' }).click();
  await results().first().waitFor();
  const address = new URLSearchParams(page.url().split('?')[1]);
  expect(Object.fromEntries(address)).toMatchObject({
    mix: 'romantic:0.7,sadness:0.3',
    text: 'rain on the harbour',
    genre: 'jazz',
    years: '1950-2019',
    explicit: 'mild',
    variety: '0.5',
    threshold: '0.1',
    random: 'true',
    seed: '1',
  });
  for (const text of await results().allInnerTexts()) expect(text).toContain('jazz');
  await expectAccessible(page);
  await page.getByText('The same from a shell').click();
  expect(await page.getByLabel('the command line', { exact: true }).innerText()).toContain(
    '--mix romantic=0.7,sadness=0.3',
  );
  expect(await page.getByLabel('the curl call', { exact: true }).innerText()).toContain(
    `${session.service.url}/api/v1/recommend`,
  );
});

it('finds songs as one types, by keyboard alone', async () => {
  const page = await visit();
  await section('Songs you like').click();
  await page.getByRole('combobox', { name: 'More like' }).focus();
  await page.keyboard.type('tears');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Liked' }).waitFor();
  await results().first().waitFor();
  expect(page.url()).toContain('like=');
  await page.getByRole('button', { name: /^Remove / }).click();
  expect(page.url()).not.toContain('like=');
});

it('walks from one song to another', async () => {
  const page = await visit();
  await section('A path between').click();
  for (const [end, word] of [
    ['From', 'rain'],
    ['To', 'love'],
  ] as const) {
    await page.getByRole('combobox', { name: end, exact: true }).fill(word);
    await page.getByRole('listbox').getByRole('option').first().click();
  }
  await page.getByRole('heading', { name: /songs? from .+ to / }).waitFor();
  await expect.poll(() => results().count()).toBeGreaterThan(1);
});

it('does with a song what its buttons say', async () => {
  const page = await visit('#/recommend?topic=sadness&n=5');
  const first = results().first();
  await first.waitFor();
  const title = await first.locator('.title').innerText();
  await first.getByRole('button', { name: 'in full' }).click();
  await first.getByText('How its score came about').waitFor();
  await expectAccessible(page);

  await first.getByRole('button', { name: /to a playlist$/ }).click();
  await page.getByLabel('New playlist').fill('From the test');
  await page.getByRole('button', { name: 'Make and add' }).click();
  await page.getByText('Added to From the test.').waitFor();

  await first.getByRole('button', { name: /^More to do/ }).click();
  await page.getByRole('button', { name: 'Flag as doubtful' }).click();
  await page.getByLabel('What is wrong with it?').fill('sounds happy to me');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep flag' }).click();
  await page.getByText('Kept in the library').waitFor();

  await first.getByRole('button', { name: /^More to do/ }).click();
  await page.getByRole('button', { name: 'Never recommend' }).click();
  await page.getByRole('button', { name: `Block “${title}”` }).click();
  await page.getByText('will not be recommended any more').waitFor();
  expect(await page.locator('.results .title', { hasText: title }).count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator('.results .title', { hasText: title }).waitFor();

  await first.locator('.title').click();
  await page.getByRole('dialog').getByText('Near it').waitFor();
  await page.getByRole('dialog').locator('.near-list li').first().waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);

  await first.getByRole('button', { name: /^Like/ }).click();
  await page.waitForURL(/like=/);
  await results()
    .first()
    .getByRole('button', { name: /^More to do/ })
    .click();
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.getByRole('heading', { name: /songs like / }).waitFor();
  expect(page.url()).not.toContain('topic=');
});

it('fills the form from an example, with the keyboard alone', async () => {
  const page = await visit();
  await page.getByRole('button', { name: /^Five sad songs/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '5 songs about sadness' }).waitFor();
});

it('is reached from the top by Tab and Enter only', async () => {
  const page = await visit();
  await page.getByRole('button', { name: 'sadness', exact: true }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'sadness') break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /songs about sadness/ }).waitFor();
});

it('shows scores only where they tell songs apart', async () => {
  const tied = await visit('#/recommend?topic=sadness&n=5');
  await results().first().waitFor();
  expect(await tied.locator('.result .score').count()).toBe(0);
  await tied.getByRole('button', { name: 'love', exact: true }).click();
  await tied.locator('.results:not(.stale) > .result .score').first().waitFor();
});

it('offers to play only what can sound', async () => {
  const page = await visit('#/music');
  await page.getByRole('button', { name: 'Save as playlist' }).waitFor();
  expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(0);
});
