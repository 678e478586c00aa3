// P5: an area's chunk is loaded with its first page, once, and nothing that is built is loaded at a second visit.
import { menuItem } from '../support/berichten.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const EVERYWHERE = ['portiek.css', 'portiek.js', 'portiek_bg.wasm', 'split.js'];

/** The built files that this page has got from the server, not from the browser's cache; without their hashes. */
async function fetched(page: Page): Promise<string[]> {
  const files = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter((file) => file.name.includes('/pkg/') && file.transferSize > 0)
      .map((file) => new URL(file.name).pathname),
  );
  return files.map((file) => (file.split('/').at(-1) ?? '').replace(/\.[0-9a-f]{12}\./, '.')).sort();
}

/** The same person in a browser that has never been here. */
async function firstVisit(page: Page, world: World, path: string): Promise<Page> {
  const known = await page.context().cookies();
  const stranger = await world.stranger();
  await stranger.context().addCookies(known);
  await world.visit(stranger, path);
  return stranger;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test.beforeEach(async ({ page, world }) => world.logIn(page, 'karen.test'));

test('P5: a client at the inbox has loaded no area', async ({ page, world }) => {
  const visitor = await firstVisit(page, world, '/berichten');
  expect(await fetched(visitor)).toEqual(EVERYWHERE);
});

test('P5 P7: opening an area loads its chunk, once, and no page', async ({ page, world }) => {
  const visitor = await firstVisit(page, world, '/berichten');
  await menuItem(visitor, 'Mijn profiel').click();
  await expect(heading(visitor, 'Mijn profiel')).toBeVisible();
  expect(await fetched(visitor)).toEqual([...EVERYWHERE, 'profile.chunk'].sort());
  await visitor.getByRole('link', { name: 'Inzage bekijken' }).click();
  await expect(heading(visitor, 'Wie heeft mijn dossier bekeken?')).toBeVisible();
  expect(await fetched(visitor)).toEqual([...EVERYWHERE, 'inspection.chunk', 'profile.chunk'].sort());
  await menuItem(visitor, 'Berichten').click();
  await menuItem(visitor, 'Mijn profiel').click();
  await expect(heading(visitor, 'Mijn profiel')).toBeVisible();
  expect(await fetched(visitor)).toEqual([...EVERYWHERE, 'inspection.chunk', 'profile.chunk'].sort());
});

test('P5: at a second visit nothing that is built is loaded', async ({ page, world }) => {
  const visitor = await firstVisit(page, world, '/profiel');
  expect(await fetched(visitor)).toEqual([...EVERYWHERE, 'profile.chunk'].sort());
  await world.visit(visitor, '/berichten');
  expect(await fetched(visitor)).toEqual([]);
  await world.visit(visitor, '/profiel');
  expect(await fetched(visitor)).toEqual([]);
});

test('a first page that is in an area announces its chunk, has it loaded once, and works', async ({ page, world }) => {
  const visitor = await firstVisit(page, world, '/inzage');
  expect(await fetched(visitor)).toEqual([...EVERYWHERE, 'inspection.chunk'].sort());
  const asker = await visitor.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .find((file) => file.name.endsWith('/inspection.chunk'))?.initiatorType,
  );
  expect(asker).toBe('link');
  const loads: string[] = [];
  visitor.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()));
  await menuItem(visitor, 'Mijn profiel').click();
  await expect(heading(visitor, 'Mijn profiel')).toBeVisible();
  expect(loads).toEqual([]);
});

test('an area of an older build that is gone is opened by a whole page', async ({ page, faults }) => {
  faults.expectNotFound();
  faults.expectGoneChunk();
  await page.route('**/profile.chunk', (route) => route.fulfill({ status: 404 }));
  const loaded = page.waitForRequest((request) => request.isNavigationRequest());
  await menuItem(page, 'Mijn profiel').click();
  expect(new URL((await loaded).url()).pathname).toBe('/profiel');
  await expect(heading(page, 'Mijn profiel')).toBeVisible();
});
