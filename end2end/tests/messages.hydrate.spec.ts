// What only scripts do on the pages of messages: counting while typing, drafts, live updates, no full reloads.
import {
  bubbles, composer, dot, fillNew, folder, menuItem, open, place, placeButton, refusal, row, rows, start, throughTheDots,
  unreadInMenu, words,
} from '../support/berichten.ts';
import { GERARD } from '../support/people.ts';
import { expect, test, type Page } from '../support/test.ts';

test.beforeEach(async ({ page, world }) => world.logIn(page, 'karen.test'));

/** Holds the wasm back until it is let go: what somebody with a slow connection types before hydration. */
async function holdScripts(page: Page): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** Everything the browser loads as a page from now on. */
function pageLoads(page: Page): string[] {
  const loads: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.push(request.url());
  });
  return loads;
}

test('R26 D22: while typing the counter shows what is left, and turns to words when near', async ({ page }) => {
  await open(page, 'Behandeling');
  const counter = page.locator('#over');
  await expect(counter).toHaveText('nog 1000 tekens');
  await composer(page).fill('👩‍👩‍👧 e\u0301\n');
  await expect(counter).toHaveText('nog 991 tekens');
  await composer(page).fill('x'.repeat(960));
  await expect(counter).toHaveText('U kunt nog 40 tekens typen');
  await composer(page).fill('x'.repeat(1001));
  await expect(counter).toHaveText('1 teken te veel');
  await expect(composer(page)).toHaveValue('x'.repeat(1001));
});

test('S12: a draft is kept while typing and is back after a reload, until it is placed', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await composer(page).fill('Dit maak ik straks af');
  await expect(page.getByText('Concept bewaard')).toBeVisible();
  await page.reload();
  await expect(composer(page)).toHaveValue('Dit maak ik straks af');
  await world.hydrated(page);
  await expect(composer(page)).toHaveValue('Dit maak ik straks af');
  await placeButton(page).click();
  await expect(words(bubbles(page).last())).toHaveText('Dit maak ik straks af');
  await page.reload();
  await expect(composer(page)).toHaveValue('');
});

test('S12 D20: a draft survives a login that timed out', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await composer(page).fill('Nog niet klaar');
  await expect(page.getByText('Concept bewaard')).toBeVisible();
  await world.continueAt('2026-03-02T10:30:00+01:00');
  await page.reload();
  await world.passLogIn(page, 'karen.test');
  await expect(composer(page)).toHaveValue('Nog niet klaar');
});

test('R27 R28: what one places the other sees arrive, and back', async ({ page, world }) => {
  const gerard = await world.visitor('gerard.van.kesteren');
  const loads = [pageLoads(gerard), pageLoads(page)];
  await start(page, 'Meteen zichtbaar', GERARD);
  await place(page, 'Kunt u dit zien?');
  await expect(rows(gerard).first()).toContainText('Kunt u dit zien?');
  await expect(dot(gerard, 'Meteen zichtbaar')).toBeAttached();
  await open(gerard, 'Meteen zichtbaar');
  await expect(dot(gerard, 'Meteen zichtbaar')).toHaveCount(0);
  await menuItem(page, 'Berichten').click();
  await expect(page).toHaveTitle('(2) Berichten - De Linde');
  await place(gerard, 'Ja, meteen.');
  await expect(rows(page).first()).toContainText('Ja, meteen.');
  await expect(dot(page, 'Meteen zichtbaar')).toBeAttached();
  await expect(unreadInMenu(page, 3)).toBeVisible();
  await expect(page).toHaveTitle('(3) Berichten - De Linde');
  expect(loads).toEqual([[], []]);
});

test('R28: a message that arrives in the open gesprek shows there, and what one was typing stays', async ({
  page, world,
}) => {
  const gerard = await world.visitor('gerard.van.kesteren');
  await open(page, 'Behandeling');
  await composer(page).fill('Ik was nog aan het ty');
  await open(gerard, 'Behandeling');
  await place(gerard, 'Tussendoor.');
  await expect(words(bubbles(page).last())).toHaveText('Tussendoor.');
  await expect(composer(page)).toHaveValue('Ik was nog aan het ty');
  await expect(dot(page, 'Behandeling')).toHaveCount(0);
  await expect(unreadInMenu(page, 2)).toBeVisible();
});

test('R28: reading a gesprek in one browser clears its dot in the other', async ({ page, world }) => {
  const other = await world.visitor('karen.test');
  await open(other, 'Vraag over medicatie');
  await expect(dot(page, 'Vraag over medicatie')).toHaveCount(0);
  await expect(unreadInMenu(page, 1)).toBeVisible();
  await expect(dot(other, 'Vraag over medicatie')).toHaveCount(0);
});

test('a double click on Plaatsen places one message', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await composer(page).fill('Maar één keer');
  await placeButton(page).dblclick();
  await expect(bubbles(page)).toHaveText([/ik heb/, /Maar één keer/]);
  await world.visit(page, page.url());
  await expect(bubbles(page)).toHaveText([/ik heb/, /Maar één keer/]);
});

test('a message whose answer was lost is not placed twice when sent again', async ({ page, world, faults }) => {
  await open(page, 'Behandeling');
  faults.expectLostConnection();
  await page.route('**/api/messages/place*', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await composer(page).fill('Komt dit aan?');
  await placeButton(page).click();
  await expect(refusal(page)).toContainText('Uw tekst staat er nog');
  await expect(composer(page)).toHaveValue('Komt dit aan?');
  await placeButton(page).click();
  await expect(composer(page)).toHaveValue('');
  await world.visit(page, page.url());
  await expect(bubbles(page)).toHaveText([/ik heb/, /Komt dit aan\?/]);
});

test('what is typed before hydration stays, counts and is placed', async ({ page, world }) => {
  await open(page, 'Behandeling');
  const letGo = await holdScripts(page);
  await page.reload({ waitUntil: 'commit' });
  await composer(page).fill('Vroeg getypt');
  letGo();
  await world.hydrated(page);
  await expect(composer(page)).toHaveValue('Vroeg getypt');
  await expect.soft(page.locator('#over')).toHaveText('nog 988 tekens', { timeout: 2_000 });
  await placeButton(page).click();
  await expect(words(bubbles(page).last())).toHaveText('Vroeg getypt');
});

test('what is chosen before hydration stays and starts the gesprek', async ({ page, world }) => {
  const letGo = await holdScripts(page);
  await page.goto('/berichten/nieuw', { waitUntil: 'commit' });
  await fillNew(page, 'Vroeg gekozen', GERARD);
  letGo();
  await world.hydrated(page);
  await expect(page.getByLabel('Onderwerp')).toHaveValue('Vroeg gekozen');
  await expect(page.getByLabel('Behandelaar').locator('option:checked')).toHaveText(GERARD);
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Vroeg gekozen' })).toBeVisible();
});

test('going from page to page loads none anew, and back and forward work', async ({ page }) => {
  const loads = pageLoads(page);
  await folder(page, 'Archief').click();
  await expect(page.getByText('Uw archief is leeg')).toBeVisible();
  await folder(page, 'Alles').click();
  await open(page, 'behandeling');
  await expect(bubbles(page)).toHaveCount(2);
  await open(page, 'Behandeling');
  await expect(bubbles(page)).toHaveCount(1);
  await page.goBack();
  await expect(bubbles(page)).toHaveCount(2);
  await page.goBack();
  await expect(page.getByText('Kies een gesprek')).toBeVisible();
  await expect(rows(page)).toHaveCount(7);
  await menuItem(page, 'Mijn profiel').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn profiel' })).toBeVisible();
  await menuItem(page, 'Berichten').click();
  await open(page, 'Afspraken');
  await throughTheDots(page, 'Archiveren');
  await expect(row(page, 'Afspraken')).toHaveCount(0);
  await page.getByRole('button', { name: 'Terugzetten' }).click();
  await expect(row(page, 'Afspraken')).toBeVisible();
  await start(page, 'Zonder herladen', GERARD);
  await place(page, 'Klaar.');
  expect(loads).toEqual([]);
});
