// Models and trainings: pictures that everybody can read, the songs behind a cell, two side by side, deleting with undo.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectAccessible } from './support/browser';
import { kProgram, type Service } from './support/program';
import { startSession } from './support/session';

const kMoods = ['calm', 'wild', 'wistful'];
const kOwn = ['harbour lantern meadow', 'engine thunder riot', 'attic postcard autumn'];
const kShared = ['river', 'window', 'morning', 'city', 'voice', 'road', 'stone', 'garden'];

/** Songs of three moods, some of which cannot be told. */
function moods(songs: number): string {
  let seed = 7;
  const chance = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
  const lines = Array.from({ length: songs }, (_, i) => {
    const mood = chance(3);
    const said = chance(10) < 7 ? mood : chance(3);
    const words = Array.from({ length: 8 }, () => kShared[chance(kShared.length)]);
    return `Band ${chance(30)}\tSong ${i}\t${words.join(' ')} ${kOwn[said]}\t${kMoods[mood]}`;
  });
  return `artist\ttitle\tlyrics\ttopic\n${lines.join('\n')}\n`;
}

/** Trainings as a job keeps them: beside the library. */
async function trained(service: Service): Promise<void> {
  if (!service.real) return;
  const data = join(service.folder, 'moods.tsv');
  writeFileSync(data, moods(400));
  const runs = join(service.folder, 'runs');
  const train = (kind: string, more: string[]) =>
    execFileSync(kProgram, ['train', kind, data, '-o', join(service.folder, `${kind}.model`), '--runs', runs, ...more]);
  train('naive-bayes', ['--smoothing', '2']);
  train('logistic', ['--test', data]);
  const songs = join(service.folder, 'labelled.csv');
  writeFileSync(
    songs,
    'artist,title,lyrics,topic\nAnn,Tears,tears cry lonely heart break cry alone tonight,sadness\n' +
      'Ann,Knives,tears cry lonely heart break cry alone tonight,violence\n',
  );
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${service.url}/api/v1/jobs`, {
    ...post,
    body: JSON.stringify({ kind: 'import', path: songs }),
  });
  await (await fetch(`${service.url}/api/v1/jobs/${((await answer.json()) as { id: number }).id}/events`)).text();
}

const session = startSession(trained);
const visit = session.visit.bind(session);

it('shows how the model in use does on labelled songs, and which songs it takes for what', async () => {
  const page = await visit('#/models');
  if (!session.service.real) return;
  const section = page.getByRole('region', { name: 'On your labelled songs' });
  await section.getByText(/^2 songs came with a topic/).waitFor();
  await section.getByRole('img', { name: /How often it was right/ }).waitFor();
  await page
    .getByRole('img', { name: /Accuracy over epochs|Loss over epochs/ })
    .first()
    .waitFor();
  await expectAccessible(page);
  await section.getByRole('button', { name: /violence song taken for/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Ann · Knives' }).waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Ann · Knives' }).click();
  await page.getByRole('dialog', { name: 'Knives' }).waitFor();
});

it('lists trainings, shows one by keyboard, and holds two side by side', async () => {
  const page = await visit('#/models');
  if (!session.service.real) return;
  await page.getByRole('link', { name: 'Trainings' }).click();
  const table = page.getByRole('group', { name: 'Trainings' });
  await expect.poll(() => table.getByRole('row').count()).toBe(3);
  await table.getByText('--smoothing 2').waitFor();
  await table.getByRole('checkbox', { name: /logistic/ }).focus();
  await page.keyboard.press('Space');
  const test = page.getByRole('region', { name: 'On the songs of the test file' });
  await test.getByRole('img', { name: /How often it was right/ }).waitFor();
  await page.getByRole('region', { name: 'On the songs kept for validation' }).waitFor();
  await expectAccessible(page);
  const cell = test.getByRole('button', { name: /calm songs? taken for/ }).first();
  const count = Number((await cell.innerText()).trim());
  await cell.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(new RegExp(`^${count} songs?, the surest first`)).waitFor();
  expect(await dialog.getByRole('row').count()).toBe(count + 1);
  await page.keyboard.press('Escape');
  await table.getByRole('checkbox', { name: /naive-bayes/ }).check();
  const both = page.getByRole('region', { name: 'Two trainings side by side' });
  await both.getByRole('rowheader', { name: '--smoothing' }).waitFor();
  expect(page.url()).toMatch(/run=.*with=/);
  await expectAccessible(page);
  await page.reload();
  await both.waitFor();
});

it('deletes a training after a question, and brings it back', async () => {
  const page = await visit('#/runs');
  if (!session.service.real) return;
  const table = page.getByRole('group', { name: 'Trainings' });
  await table.getByRole('button', { name: /Delete .*naive-bayes/ }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await table.getByRole('row').count()).toBe(3);
  await table.getByRole('button', { name: /Delete .*naive-bayes/ }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => table.getByRole('row').count()).toBe(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => table.getByRole('row').count()).toBe(3);
});
