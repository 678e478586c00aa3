// "Wie heeft mijn dossier bekeken?" (S10): for the client, by day, with who, what and why.
import { readFile } from 'node:fs/promises';
import { open, refusal } from '../support/berichten.ts';
import { expect, test, type Locator, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const today = (page: Page): Locator => page.getByRole('table', { name: 'Vandaag' });
const line = (page: Page, who: string, what: string): Locator =>
  today(page).getByRole('row').filter({ hasText: who }).filter({ hasText: what });
const shown = (page: Page): Locator => page.locator('.shown');

async function readByGerard(world: World): Promise<void> {
  await open(await world.visitor('gerard.van.kesteren'), 'Vraag over medicatie');
}

async function show(page: Page, from: string, until: string): Promise<void> {
  await page.getByLabel('Van', { exact: true }).fill(from);
  await page.getByLabel('Tot en met').fill(until);
  await page.getByRole('button', { name: 'Tonen' }).click();
}

test('S10: a client finds through the profile who read a gesprek, in which role and why', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'karen.test');
  await page.getByRole('banner').getByRole('link', { name: 'Mijn profiel' }).click();
  await page.getByRole('link', { name: 'Inzage bekijken' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wie heeft mijn dossier bekeken?' })).toBeVisible();
  const read = line(page, 'Gerard van Kesteren', 'Gesprek gelezen');
  await expect(read).toHaveCount(1);
  await expect(read).toContainText('Behandelaar, De Linde');
  await expect(read).toContainText('Is lid van uw behandelteam');
  await expect(read).toContainText(/10:\d\d/);
  await page.getByRole('main').getByRole('link', { name: 'Mijn profiel' }).click();
  await expect(page).toHaveURL(`${world.origin}/profiel`);
});

test('S10: who read twice on one day is one line', async ({ page, world }) => {
  await readByGerard(world);
  await readByGerard(world);
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage');
  await expect(line(page, 'Gerard van Kesteren', 'Gesprek gelezen')).toHaveCount(1);
});

test('what one did oneself is shown when one asks for it, looking here included', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage');
  await expect(shown(page)).toContainText('alle dagen, zonder uzelf');
  await expect(line(page, 'U', 'Inzage bekeken')).toHaveCount(0);
  await page.getByLabel('Ook uzelf tonen').check();
  await page.getByRole('button', { name: 'Tonen' }).click();
  await expect(page).toHaveURL(/[?&]zelf=1/);
  await expect(line(page, 'U', 'Inzage bekeken')).toHaveCount(1);
  await expect(line(page, 'U', 'Inzage bekeken')).toContainText('Het is uw eigen dossier');
  await expect(shown(page)).toContainText('ook van uzelf');
});

test('the days asked for are in the address, and the way back finds what was shown before', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage');
  await show(page, '2022-02-22', '2022-02-22');
  await expect(page).toHaveURL(/van=2022-02-22&tot=2022-02-22/);
  await expect(shown(page)).toHaveText('1 regel, op 22-02-2022, zonder uzelf');
  await expect(page.getByRole('table', { name: 'Dinsdag 22 februari 2022' })).toContainText('Peter Post');
  await expect(page.getByRole('table')).toHaveCount(1);
  await page.goBack();
  await expect(today(page)).toBeVisible();
  await expect(page.getByLabel('Van', { exact: true })).toHaveValue('');
});

test('days in which nobody looked say so', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage');
  await show(page, '2020-01-01', '2020-12-31');
  await expect(page.getByRole('heading', { name: 'In deze dagen heeft niemand uw dossier bekeken' })).toBeVisible();
  await expect(shown(page)).toHaveText('Geen regels, van 01-01-2020 tot en met 31-12-2020, zonder uzelf');
});

test('an end before the beginning is refused at its field, and what was typed stays', async ({ page, world, faults }) => {
  faults.expectBadRequest();
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage');
  await show(page, '2026-03-02', '2026-03-01');
  await expect(refusal(page)).toContainText('Deze dagen kunnen wij niet tonen');
  const until = page.getByLabel('Tot en met');
  await expect(until).toHaveAccessibleDescription(/Deze dag ligt vóór de eerste/);
  await expect(until).toHaveValue('2026-03-01');
  await expect(page.getByLabel('Van', { exact: true })).toHaveValue('2026-03-02');
  await expect(page.getByRole('table')).toHaveCount(0);
  await show(page, '2026-03-01', '2026-03-02');
  await expect(refusal(page)).toHaveCount(0);
  await expect(today(page)).toBeVisible();
});

test('what is no day is refused, and stands there as it was typed', async ({ page, world, faults }) => {
  faults.expectBadRequest();
  await world.logIn(page, 'karen.test');
  expect(await world.visit(page, '/inzage?van=31-02-2026')).toBe(400);
  const from = page.getByLabel('Van', { exact: true });
  await expect(from).toHaveValue('31-02-2026');
  await expect(from).toHaveAccessibleDescription(/Dit is geen datum/);
  await from.fill('01-03-2026');
  await page.getByRole('button', { name: 'Tonen' }).click();
  await expect(shown(page)).toContainText('vanaf 01-03-2026');
});

test('the file has the days asked for, for a spreadsheet', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/inzage?van=2026-03-02');
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download als CSV' }).click();
  const file = await begun;
  expect(file.suggestedFilename()).toBe('inzage-2026-03-02.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFDag;Eerste keer;Wie;Rol;Organisatie;Wat;Waarom;Noodtoegang\r\n/);
  expect(text).toMatch(/02-03-2026;10:\d\d;Gerard van Kesteren;Behandelaar;De Linde;Gesprek gelezen;Is lid/);
  expect(text).not.toContain('2022');
  await world.visit(page, '/inzage?zelf=1');
  await expect(line(page, 'U', 'Inzage gedownload')).toHaveCount(1);
});

test('D30: it is there for nobody else', async ({ page, world, faults }) => {
  faults.expectNotFound();
  await world.logIn(page, 'gerard.van.kesteren');
  for (const path of ['/inzage', '/praktijk/inzage', '/inzage?dossier=2022021801', '/inzage/download.csv']) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
  }
  const jan = await world.visitor('jan.devries');
  expect(await world.visit(jan, '/inzage?dossier=2022021801')).toBe(404);
});
