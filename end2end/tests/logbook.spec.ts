// The organisation's own log (NEN 7513): for who is appointed to read it, who did what and why; itself logged.
import { readFile } from 'node:fs/promises';
import { open, refusal } from '../support/berichten.ts';
import { appointReader, toGuarded } from '../support/platform.ts';
import { expect, test, type Locator, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const LOG = '/inzage/organisatie';
const events = (page: Page): Locator => page.getByRole('table', { name: 'Gebeurtenissen' });
const event = (page: Page, who: string, what: string): Locator =>
  events(page).getByRole('row').filter({ hasText: who }).filter({ hasText: what });
const shown = (page: Page): Locator => page.locator('.shown');

async function readByGerard(world: World): Promise<void> {
  await open(await world.visitor('gerard.van.kesteren'), 'Vraag over medicatie');
}

async function search(page: Page, typed: string): Promise<void> {
  await page.getByLabel('Zoek medewerker').fill(typed);
  await page.getByRole('button', { name: 'Tonen' }).click();
}

test('who is appointed finds the log after login, and in it who read which record and why', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'nina.kuipers');
  await page.getByRole('link', { name: 'Logboek van De Linde' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Logboek van De Linde' })).toBeVisible();
  await world.hydrated(page);
  const read = event(page, 'Gerard van Kesteren', 'Gesprek gelezen');
  await expect(read).toHaveCount(1);
  for (const part of ['Behandelaar', '2022021801', 'Behandelteam', 'Gelukt', '127.0.0.1']) {
    await expect(read).toContainText(part);
  }
  await expect(events(page)).not.toContainText('medicatie');
});

test('an employee is searched, chosen, and shown alone', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'nina.kuipers');
  await world.visit(page, LOG);
  await search(page, 'p');
  await expect(shown(page)).toHaveText('1 medewerker gevonden');
  await expect(page.getByRole('listitem').filter({ hasText: 'Peter Post' })).toContainText('Behandelaar, psychiater');
  await search(page, 'kés');
  await page.getByRole('link', { name: 'Gerard van Kesteren' }).click();
  await expect(shown(page)).toContainText('van Gerard van Kesteren, alle dagen');
  await expect(event(page, 'Gerard van Kesteren', 'Gesprek gelezen')).toHaveCount(1);
  await expect(event(page, 'Nina Kuipers', '')).toHaveCount(0);
  await expect(page.getByLabel('Zoek medewerker')).toHaveValue('');
  await page.getByRole('link', { name: 'Toon iedereen' }).click();
  await expect(shown(page)).toContainText('van iedereen, alle dagen');
  await page.goBack();
  await page.getByLabel('Van', { exact: true }).fill('2026-03-02');
  await page.getByRole('button', { name: 'Tonen' }).click();
  await expect(shown(page)).toContainText('van Gerard van Kesteren, vanaf 02-03-2026');
  await page.goBack();
  await expect(shown(page)).toContainText('van Gerard van Kesteren, alle dagen');
});

test('reading it is in it, with what was searched', async ({ page, world }) => {
  await world.logIn(page, 'nina.kuipers');
  await world.visit(page, `${LOG}?zoek=gerard&van=2026-03-01`);
  await world.visit(page, LOG);
  await expect(event(page, 'Nina Kuipers', 'zoek=gerard&van=2026-03-01')).toHaveCount(1);
});

test('days that are none are refused at their field, and what was typed stays', async ({ page, world, faults }) => {
  faults.expectBadRequest();
  await world.logIn(page, 'nina.kuipers');
  expect(await world.visit(page, `${LOG}?van=31-02-2026&zoek=ger`)).toBe(400);
  await expect(refusal(page)).toContainText('Dit kunnen wij niet tonen');
  const from = page.getByLabel('Van', { exact: true });
  await expect(from).toHaveValue('31-02-2026');
  await expect(from).toHaveAccessibleDescription(/Dit is geen datum/);
  await expect(page.getByLabel('Zoek medewerker')).toHaveValue('ger');
  await from.fill('01-03-2026');
  await search(page, '');
  await expect(shown(page)).toContainText('van iedereen, vanaf 01-03-2026');
});

test('older events are a page further', async ({ page, world }) => {
  await world.logIn(page, 'nina.kuipers');
  for (let n = 0; n < 30; n += 1) await page.request.get(LOG);
  for (let n = 0; n < 30; n += 1) await page.request.get(`${LOG}?van=2026-03-01`);
  await world.visit(page, LOG);
  await expect(events(page).getByRole('row')).toHaveCount(51);
  await page.getByRole('link', { name: 'Ouder' }).click();
  await expect(page).toHaveURL(/[?&]na=/);
  await expect(page.getByRole('link', { name: 'Nieuwste' })).toBeVisible();
  await page.getByRole('link', { name: 'Nieuwste' }).click();
  await expect(page).not.toHaveURL(/na=/);
});

test('the file has the days asked for, for a spreadsheet', async ({ page, world }) => {
  await readByGerard(world);
  await world.logIn(page, 'nina.kuipers');
  await world.visit(page, `${LOG}?van=2026-03-02`);
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download als CSV' }).click();
  const file = await begun;
  expect(file.suggestedFilename()).toBe('logboek-2026-03-02.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFWanneer;Wie;Rol;Wat;Wijziging;Gezocht;Dossiers;Grond;Noodtoegang;Uitkomst;Netwerkadres\r\n/);
  expect(text).toMatch(/02-03-2026 10:\d\d;Gerard van Kesteren;Behandelaar;Gesprek gelezen;;;2022021801;Behandelteam;nee;gelukt;127\.0\.0\.1/);
});

test('it is there for nobody else', async ({ page, world, faults }) => {
  faults.expectNotFound();
  await world.logIn(page, 'gerard.van.kesteren');
  for (const path of [LOG, `${LOG}?bij=11`, `${LOG}/download.csv`]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
  }
});

test('a platform administrator appoints who works at the organisation, and dismisses them', async ({ page, world, faults }) => {
  faults.expectNotFound();
  await world.logIn(page, 'platform');
  await world.visit(page, '/platform/organisaties/11');
  await expect(page.getByRole('region', { name: 'Lezers van het logboek' })).toContainText('Nina Kuipers');
  await toGuarded(world, page, 'Wijzigen Lezers van het logboek');
  await appointReader(page, 'karen.test');
  await expect(refusal(page)).toContainText('Bij deze organisatie werkt niemand met deze gebruikersnaam');
  await world.hydrated(page);
  await appointReader(page, 'peter.post');
  await expect(page.getByText('Deze medewerker mag het logboek nu lezen.')).toBeVisible();
  const peter = await world.visitor('peter.post');
  await world.visit(peter, LOG);
  await expect(event(peter, 'Petra Platform', 'Lezer van het logboek aangewezen')).toHaveCount(1);
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Niet meer laten lezen (Peter Post)' }).click();
  await expect(page.getByText('Deze medewerker mag het logboek niet meer lezen.')).toBeVisible();
  expect(await world.visit(peter, LOG)).toBe(404);
});
