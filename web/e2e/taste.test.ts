// What the page makes of what people listen to; two people at once; sound of every kind; and a song by keyboard alone.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { expectAccessible, launch, open, type Watched } from './support/browser';
import { tone, writeMusic } from './support/music';
import { scan, startService, type Service } from './support/program';

let service: Service;
let browser: Browser;
let pages: Watched[] = [];
let music: string;
let formats: string[] = [];

/** Debian's ffmpeg; the formats are left out where it is not there. */
const ffmpeg = '/usr/bin/ffmpeg';
const kFormats: Record<string, string[]> = {
  mp3: ['-c:a', 'libmp3lame'],
  flac: ['-c:a', 'flac'],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus'],
  m4a: ['-c:a', 'aac'],
  wma: ['-c:a', 'wmav2'],
};

/** What no browser plays. */
const kOnlyElsewhere = 'wma';

function writeFormats(folder: string): string[] {
  if (!existsSync(ffmpeg)) return [];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tone.wav.flac'), tone(300, 5, { TITLE: 'Source', ARTIST: 'Formats' }));
  return Object.entries(kFormats).flatMap(([ending, codec]) => {
    const title = `Sound ${ending}`;
    try {
      execFileSync(ffmpeg, [
        ...['-loglevel', 'error', '-y', '-i', join(folder, 'tone.wav.flac')],
        ...['-ar', '48000', '-metadata', `title=${title}`, '-metadata', 'artist=Formats'],
        ...codec,
        join(folder, `${ending}.${ending}`),
      ]);
      return [title];
    } catch {
      return []; // this ffmpeg cannot write it
    }
  });
}

beforeAll(async () => {
  [service, browser] = await Promise.all([startService(), launch()]);
  music = join(service.folder, 'Music');
  writeMusic(music);
  formats = writeFormats(join(music, 'Formats'));
  await scan(service, music);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});
afterEach(async () => {
  for (const each of pages) expect(each.faults).toEqual([]);
  for (const each of pages) await each.close();
  pages = [];
});

const visit = async (path: string, opening = {}): Promise<Page> => {
  const now = await open(browser, service.url, path, { expected: /40[49]/, ...opening });
  pages.push(now);
  return now.page;
};
const heart = (page: Page, title: string) => page.getByRole('button', { name: `Give ${title} a heart` }).click();
const hearts = async (name: string): Promise<number> => {
  const answer = await fetch(`${service.url}/api/v1/listeners/${name}`);
  const page = (await answer.json()) as { songs?: { loved: boolean }[] };
  return (page.songs ?? []).filter((song) => song.loved).length;
};

it('says what to do while nothing is liked, and shows songs for a listener once something is', async () => {
  const page = await visit('#/foryou');
  await page.getByText('give a few a heart').waitFor();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Your music' }).click();
  await heart(page, 'Wet Umbrella');
  await expect.poll(() => hearts('me')).toBe(1);
  await page.getByRole('link', { name: 'For you' }).click();
  const shelf = page.getByRole('region', { name: 'Goes with your songs' });
  await shelf.getByRole('button', { name: 'Tape Over Me', exact: true }).waitFor();
  expect(await shelf.getByText('Wet Umbrella', { exact: true }).count()).toBe(0);
  await shelf.getByText('yours: Nickel Orchard - Wet Umbrella').first().waitFor();
  const others = page.getByRole('region', { name: 'New artists' });
  await others.getByRole('listitem').first().waitFor();
  expect(await others.getByText(/^Nickel Orchard ·/).count()).toBe(0);
  await page.getByText('comes back here').waitFor();
  await expectAccessible(page);
  await shelf.getByRole('link', { name: 'Refine' }).click();
  await page.getByRole('heading', { name: /songs? for me’s taste/ }).waitFor();
});

// ux 23: a file that no browser plays says so, and is handed to what the system plays it with.
it('says which files a browser cannot play, and offers them to another player', async (context) => {
  if (!formats.includes(`Sound ${kOnlyElsewhere}`)) return context.skip();
  const page = await visit('#/music?artist=Formats');
  await page.getByRole('button', { name: `Play Sound ${kOnlyElsewhere}`, exact: true }).click();
  const trouble = page.getByRole('alert').filter({ hasText: 'cannot play' });
  await trouble.waitFor();
  const link = trouble.getByRole('link', { name: /system’s own player/ });
  const address = new URL((await link.getAttribute('href')) ?? '', service.url);
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('audio/x-ms-wma');
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  await expectAccessible(page);
});

it('shares a playlist: here nobody else finds it, and its songs are lines', async () => {
  await fetch(`${service.url}/api/v1/lists`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'For Mum', songs: [await idOf('Wet Umbrella'), await idOf('Tape Over Me')] }),
  });
  const page = await visit('#/playlists');
  await page.getByRole('button', { name: /^For Mum/ }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByText('Only this computer finds this page now.').waitFor();
  const lines = page.getByLabel('the songs', { exact: true });
  await expect.poll(() => lines.innerText()).toMatch(/^For Mum\n\n1\. .* – Wet Umbrella\n2\. .* – Tape Over Me$/);
  await expectAccessible(page);
});

it('goes on with a playlist', async () => {
  await fetch(`${service.url}/api/v1/lists`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Carport evening', songs: [await idOf('Wet Umbrella')] }),
  });
  const page = await visit('#/playlists');
  await page.getByText('These would go with it').click();
  await page.getByRole('button', { name: 'Add Tape Over Me to Carport evening' }).click();
  await page.locator('.tracks').getByText('Tape Over Me').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.getByRole('heading', { name: /that go with “Carport evening”/ }).waitFor();
  await page.getByRole('button', { name: 'Ask without: goes with “Carport evening”' }).click();
  await page.getByRole('heading', { name: 'Or start from one of these' }).waitFor();
});

const idOf = async (title: string): Promise<number> => {
  const answer = await fetch(`${service.url}/api/v1/songs?q=${encodeURIComponent(`"${title}"`)}`);
  return ((await answer.json()) as { songs: { id: number }[] }).songs[0]?.id ?? 0;
};

it('keeps what two listeners do at the same time apart', async () => {
  const [one, two] = await Promise.all([visit('#/music'), visit('#/music')]);
  for (const [page, name] of [
    [one, 'Ann'],
    [two, 'Bo'],
  ] as const) {
    await page.evaluate((who) => localStorage.setItem('leitmotif.listener', who), name);
    await page.reload();
  }
  await Promise.all([heart(one, 'Wet Umbrella'), heart(two, 'Night Boat')]);
  await Promise.all([heart(one, 'Kissing Gate'), heart(two, 'Lost Train')]);
  await expect.poll(() => hearts('Ann')).toBe(2);
  await expect.poll(() => hearts('Bo')).toBe(2);
  await Promise.all([one.reload(), two.reload()]);
  await one.getByRole('button', { name: 'Take the heart of Wet Umbrella back' }).waitFor();
  await two.getByRole('button', { name: 'Take the heart of Night Boat back' }).waitFor();
  expect(await two.getByRole('button', { name: 'Take the heart of Wet Umbrella back' }).count()).toBe(0);
  await one.goto(`${service.url}/#/foryou`);
  await one.getByText('By what Ann has played and loved').waitFor();
});

it('plays sound of every kind', async (test) => {
  if (formats.length === 0) test.skip('ffmpeg is not there: no files of other kinds');
  const page = await visit('#/music?artist=Formats');
  for (const title of formats.filter((one) => !one.endsWith(kOnlyElsewhere))) {
    await page.getByRole('button', { name: `Play ${title}` }).click();
    const player = page.getByRole('region', { name: 'Player' });
    await player.getByText(title).waitFor();
    const place = () => player.getByLabel('Place in the song').inputValue().then(Number);
    await expect.poll(place, { timeout: 8000 }).toBeGreaterThan(0.2);
  }
  expect(formats.length).toBeGreaterThanOrEqual(4);
});

it('tells how a song sounds, and marks what is only guessed', async () => {
  const id = await idOf('Plain');
  const detail = (await (await fetch(`${service.url}/api/v1/songs/${id}`)).json()) as { sounds: unknown[] };
  const page = await visit('#/music');
  await page.getByRole('button', { name: 'Plain', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'Topics' }).waitFor();
  // A program that was built without its listener measures nothing, and then nothing is told.
  if (detail.sounds.length === 0) {
    expect(await dialog.getByRole('heading', { name: 'Sound', exact: true }).count()).toBe(0);
    return;
  }
  await dialog.getByText(/LUFS/).waitFor();
  await dialog.getByText('nobody has measured these').waitFor();
  await dialog.getByRole('heading', { name: 'Sounds like this' }).waitFor();
  await expectAccessible(page);
});

it('finds and plays a song with the keyboard alone', async () => {
  const page = await visit('#/music');
  await page.getByRole('heading', { name: 'Your music' }).waitFor();
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: /Title, artist/ });
  await expect.poll(() => box.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type('night boat');
  await page.getByRole('option', { name: /Night Boat/ }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const onPlay = () => page.evaluate(() => document.activeElement?.textContent?.trim() === 'Play');
  for (let presses = 0; presses < 12 && !(await onPlay()); presses += 1) await page.keyboard.press('Tab');
  expect(await onPlay()).toBe(true);
  await page.keyboard.press('Enter');
  const player = page.getByRole('region', { name: 'Player' });
  await player.getByText('Night Boat').waitFor();
  await expect.poll(() => player.getByLabel('Place in the song').inputValue().then(Number)).toBeGreaterThan(0);
});

it('opens a list of 80 songs with one request for all of them', async () => {
  const json = { 'content-type': 'application/json' };
  const songs = Array.from({ length: 80 }, (_, i) => ({
    artist: `Choir ${i % 9}`,
    title: `Verse ${i}`,
    lyrics: 'la la',
  }));
  const put = await fetch(`${service.url}/api/v1/songs`, {
    method: 'PUT',
    headers: json,
    body: JSON.stringify({ songs }),
  });
  const numbers = ((await put.json()) as { songs: number[] }).songs;
  const body = JSON.stringify({ name: 'Eighty', songs: numbers });
  const made = await fetch(`${service.url}/api/v1/lists`, { method: 'POST', headers: json, body });
  const { id } = (await made.json()) as { id: number };
  const page = await visit('#/models');
  await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => /\/api\/v1\/songs[?/]/.test(request.url()) && asked.push(request.url()));
  await page.goto(`${service.url}/#/playlists?list=${id}`);
  await expect.poll(() => page.locator('.tracks .title').count()).toBe(80);
  await page.getByText('Verse 79', { exact: true }).waitFor();
  expect(asked.length).toBe(1);
});
