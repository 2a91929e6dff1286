// A person's own music: heard, found, kept, put right, taken out and brought back.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible, open } from './support/browser';
import { writeMusic } from './support/music';
import { scan, startService } from './support/program';
import { startSession } from './support/session';

let music: string;
const session = startSession(async (service) => {
  music = join(service.folder, 'Music');
  writeMusic(music);
  await scan(service, music);
});

// Songs without a picture are asked for once.
const visit = (path = '', opening = {}): Promise<Page> => session.visit(path, { expected: /40[49]/, ...opening });
const row = (title: string) => session.now.page.locator('.song-row', { hasText: title });
const player = () => session.now.page.getByRole('region', { name: 'Player' });
const time = () => player().getByLabel('Place in the song').inputValue().then(Number);
const toast = (text: RegExp) => session.now.page.locator('.toast', { hasText: text });

it('plays a song, goes on while one moves about, and follows the words', async () => {
  const page = await visit('#/music');
  await row('Wet Umbrella').getByRole('button', { name: 'Play Wet Umbrella' }).click();
  await player().getByText('Wet Umbrella').waitFor();
  await expect.poll(time).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Playlists' }).click();
  await page.getByRole('heading', { name: 'Playlists' }).waitFor();
  expect(await player().getByRole('button', { name: 'Pause' }).count()).toBe(1);
  await player().getByRole('button', { name: 'Words and queue' }).click();
  const lines = page.getByRole('list', { name: 'Lyric' });
  await lines.locator('[aria-current]').waitFor();
  await lines.locator('[aria-current]', { hasText: 'the tears fall' }).waitFor();
  expect(await lines.locator('mark[data-topic="sadness"]').allInnerTexts()).toContain('tears');
  await expectAccessible(page);
  await lines.getByRole('button', { name: /umbrella/ }).click();
  await expect.poll(time).toBeLessThan(2);
  await page.getByRole('button', { name: 'Words later' }).click();
  await page.getByText('+0.25 s').waitFor();
});

it('goes to the next song, is driven by keys, and keeps its queue over a reload', async () => {
  const page = await visit('#/music?album=Carport');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const first = await player().locator('strong').innerText();
  await player().getByRole('button', { name: 'Next song' }).click();
  await expect.poll(() => player().locator('strong').innerText()).not.toBe(first);
  const second = await player().locator('strong').innerText();
  await page.getByRole('main').focus();
  await page.keyboard.press('Space');
  await player().getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.keyboard.press('Space');
  await player().getByRole('button', { name: 'Pause' }).waitFor();
  await expect.poll(time).toBeGreaterThan(0);
  await player().getByLabel('Place in the song').fill('5');
  await expect.poll(() => player().locator('strong').innerText(), { timeout: 9000 }).not.toBe(second);
  await page.reload();
  await player().waitFor();
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.artist)).toBe('Nickel Orchard');
});

it('sorts and filters, and shows albums and artists', async () => {
  const page = await visit('#/music');
  await page.getByText('6 songs', { exact: true }).waitFor();
  await page.getByLabel('Sort by').selectOption('title');
  await expect.poll(() => page.locator('.song-row .song-name button').first().innerText()).toBe('Kissing Gate');
  await page.getByRole('button', { name: 'Order forwards' }).click();
  await expect.poll(() => page.locator('.song-row .song-name button').first().innerText()).toBe('Wet Umbrella');
  await page.getByLabel('Topic').selectOption('romantic');
  await page.getByText('1 song', { exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Albums' }).click();
  await page.getByText('3 albums').waitFor();
  await expectAccessible(page);
  // On a phone too, no picture is wider than the tile it belongs to.
  await page.setViewportSize({ width: 360, height: 780 });
  await page.locator('.tile img.cover').first().waitFor();
  const wider = () =>
    page
      .locator('.tile .cover')
      .evaluateAll((all) =>
        all.map(
          (one) => one.getBoundingClientRect().right - (one.closest('.tile')?.getBoundingClientRect().right ?? 0),
        ),
      );
  await expect.poll(async () => Math.max(...(await wider()))).toBeLessThanOrEqual(0.5);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('link', { name: 'Carport Nickel Orchard · 1994' }).click();
  await page.getByText('3 songs', { exact: true }).waitFor();
  expect(await page.getByLabel('Sort by').locator('option:checked').innerText()).toBe('By disc and track');
  await page.getByRole('button', { name: 'Any album' }).click();
  await page.getByText('6 songs', { exact: true }).waitFor();
  await page.getByLabel('Shelf').selectOption('Recently added');
  expect(await page.getByLabel('Sort by').locator('option:checked').innerText()).toBe('As they came in');
  await page.getByRole('button', { name: 'Order backwards' }).waitFor();
  await page.getByRole('link', { name: 'Artists' }).click();
  await page.getByText('4 artists').waitFor();
});

it('searches everything from anywhere, forgiving a mistake', async () => {
  const page = await visit('#/models');
  await page.getByRole('region', { name: 'How well they do' }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: /Title, artist/ }).fill('umbrela');
  await page.getByText(/the nearest to what you typed/).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /Title, artist/ }).fill('elodie');
  await page.getByRole('option', { name: /Élodie artist/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 song', { exact: true }).waitFor();
});

it('takes every letter that is typed while the search opens, and the player none', async () => {
  const page = await visit('#/music');
  await row('Wet Umbrella').getByRole('button', { name: 'Play Wet Umbrella' }).click();
  await player().getByText('Wet Umbrella').waitFor();
  await page.getByRole('main').focus();
  await page.keyboard.type('/umbrella');
  const field = page.getByRole('combobox', { name: /Title, artist/ });
  await expect.poll(() => field.inputValue()).toBe('umbrella');
  await page.getByRole('option', { name: /Wet Umbrella/ }).waitFor();
  await page.keyboard.press('Escape');
  expect(await player().getByRole('slider', { name: 'Volume' }).inputValue()).not.toBe('0');
});

it('says what a song is about at once, and takes it back', async () => {
  const page = await visit('#/music');
  await row('Night Boat').getByText('sadness').waitFor();
  await row('Night Boat').getByRole('button', { name: 'Night Boat', exact: true }).click();
  await page.getByLabel('Wrong? This is about').selectOption('music');
  await toast(/is about music/).waitFor();
  await page.getByLabel('You said that it is about').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await row('Night Boat').getByText('music').waitFor();
  await toast(/is about music/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await row('Night Boat').getByText('sadness').waitFor();
});

it('takes a song out and brings it back', async () => {
  const page = await visit('#/music');
  await row('Plain')
    .getByRole('button', { name: /^What to do/ })
    .click();
  await page.getByRole('button', { name: 'Take it out of the library' }).click();
  await page.getByText('5 songs', { exact: true }).waitFor();
  await toast(/out of the library/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByText('6 songs', { exact: true }).waitFor();
});

it('never overwrites a playlist of the same name, and opens the one a song went to', async () => {
  const page = await visit('#/music');
  const add = async (title: string, list: string, isNew: boolean) => {
    await row(title)
      .getByRole('button', { name: /^What to do/ })
      .click();
    await page.getByRole('button', { name: 'Add to a playlist' }).click();
    if (isNew) await page.getByLabel('New playlist').fill(list);
    await page.getByRole('button', { name: isNew ? 'Make and add' : new RegExp(`^${list}`) }).click();
    await toast(new RegExp(`Added to ${list}`)).waitFor();
  };
  await add('Night Boat', 'Aardvark', true);
  await add('Wet Umbrella', 'Rainy evening', true);
  await row('Tape Over Me')
    .getByRole('button', { name: /^What to do/ })
    .click();
  await page.getByRole('button', { name: 'Add to a playlist' }).click();
  await page.getByLabel('New playlist').fill('rainy Evening ');
  await page.getByText('There is a playlist “Rainy evening” already: choose it above, or another name.').waitFor();
  expect(await page.getByRole('button', { name: 'Make and add' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await add('Tape Over Me', 'Rainy evening', false);
  await toast(/Added to Rainy evening/)
    .getByRole('button', { name: 'Show' })
    .click();
  await page.getByRole('region', { name: 'Rainy evening' }).getByText('Tape Over Me').waitFor();
  await page.getByLabel('New playlist').fill(' rainy evening');
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await toast(/as it was/).waitFor();
  expect(await page.locator('.tracks li').count()).toBe(2);
  // Moved by the keyboard again and again, the song keeps the focus.
  await page.getByRole('button', { name: 'Wet Umbrella', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => page.locator('.tracks .title').allInnerTexts()).toEqual(['Tape Over Me', 'Wet Umbrella']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => page.locator('.tracks .title').allInnerTexts()).toEqual(['Wet Umbrella', 'Tape Over Me']);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  const file = await (await import('node:fs/promises')).readFile(await download.path(), 'utf8');
  expect(file).toContain(`\n${music}/Carport/1.flac\n`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await toast(/is deleted/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByRole('region', { name: 'Rainy evening' }).getByText('Tape Over Me').waitFor();
});

it('asks by a wish first, says how many say much of it, and saves and plays them all', async () => {
  const page = await visit('#/recommend');
  await page.getByRole('button', { name: 'sad', exact: true }).click();
  await page.getByRole('heading', { name: /songs? for “sad”/ }).waitFor();
  await page.getByText('What these are').click();
  await page.getByText('Eight groups of words').waitFor();
  await expectAccessible(page);
  const first = page.locator('.results > .result').first();
  await first.getByRole('button', { name: / is not sad$/ }).click();
  await page.getByText(/1 no\./).waitFor();
  await page.getByRole('button', { name: 'Save as playlist' }).click();
  await page.getByLabel('New playlist').fill('Sad ones');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(/Added to Sad ones/).waitFor();
  await page.getByRole('button', { name: 'Play all' }).click();
  await player().waitFor();
});

it('tells the truth about a topic of few songs', async () => {
  const page = await visit('#/recommend?topic=romantic&n=10');
  await page.getByRole('heading', { name: '1 song about romantic' }).waitFor();
  await page.getByText(/^Only 1 song is romantic with a probability above 0.50/).waitFor();
  expect(await page.locator('.results > .result').count()).toBe(1);
  await page.getByRole('button', { name: /Show .* that come nearest/ }).click();
  expect(await page.locator('.results > .result').count()).toBeGreaterThan(1);
});

// Last: it takes music away.
it('marks songs whose files are gone, leaves them out, and cleans up with undo', async () => {
  rmSync(join(music, 'Lost'), { recursive: true });
  await scan(session.service, music);
  const page = await visit('#/library');
  await page.getByText('The files of 1 song are gone.').waitFor();
  await page.getByRole('region', { name: 'Your folders' }).getByText(music).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show them' }).click();
  await row('Lost Train').getByText('file gone').waitFor();
  await page.goto(`${session.service.url}/#/recommend?topic=sadness&n=20`);
  await page.locator('.results > .result').first().waitFor();
  expect(await page.locator('.results .title').allInnerTexts()).not.toContain('Lost Train');
  await page.goto(`${session.service.url}/#/library`);
  await page.getByRole('button', { name: 'Take them out' }).click();
  await page.getByText('1 song taken out').waitFor();
  await toast(/taken out/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByText('The files of 1 song are gone.').waitFor();
});

it('signs in with the token by the form of a browser, and out again', async () => {
  const guarded = await startService(['--host', '0.0.0.0']);
  const token = /shown only now: (\w+)/.exec(guarded.printed())?.[1] ?? '';
  expect(token).toHaveLength(64);
  session.now = await open(session.browser, guarded.url, '', { expected: /401/ });
  const { page } = session.now;
  await expectAccessible(page);
  await page.getByLabel('Token').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This is not the token.').waitFor();
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'What would you like to hear?' }).waitFor();
  const [cookie] = await page.context().cookies();
  expect(cookie?.httpOnly).toBe(true);
  expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(300 * 24 * 3600);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  // Somebody of the house gets a token of their own, by an address that signs in at once, and may only listen.
  await page.goto(`${guarded.url}/#/library`);
  await page.getByText('Who may come in').click();
  await page.getByLabel('Whose it is').fill('Kitchen tablet');
  await page.getByRole('button', { name: 'Make a token' }).click();
  const address = await page.getByLabel('the address', { exact: true }).innerText();
  await expectAccessible(page);
  const guest = await open(session.browser, address, '', { expected: /40[13]/ });
  await guest.page.waitForURL(`${guarded.url}/`);
  await guest.page.getByRole('heading', { name: 'What would you like to hear?' }).waitFor();
  const answer = await guest.page.evaluate(() =>
    fetch('/api/v1/jobs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"kind":"songbook"}',
    }).then((response) => response.status),
  );
  expect(answer).toBe(403);
  await guest.close();
  // A playlist is shared by an address that leads to it.
  const shared = await open(session.browser, `${address}&to=%2Fplaylists%3Flist%3D7`, '', { expected: /40[13]/ });
  await shared.page.waitForURL(`${guarded.url}/#/playlists?list=7`);
  await shared.page.getByRole('heading', { name: 'Playlists', exact: true }).waitFor();
  await shared.close();
  const elsewhere = await open(session.browser, `${address}&to=https%3A%2F%2Fexample.org`, '', { expected: /40[13]/ });
  await elsewhere.page.waitForURL(`${guarded.url}/`);
  await elsewhere.close();
  await guarded.stop();
});
