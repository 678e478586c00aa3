// The frame around every page: menu, titles, skip link, what does not exist (R23, quality.md §2).
import { menuItem, open, row } from '../support/berichten.ts';
import { expect, test, type Page } from '../support/test.ts';

test.beforeEach(async ({ page, world }) => world.logIn(page, 'karen.test'));

const menu = (page: Page) => page.getByRole('banner').getByRole('listitem');

test('R23: the menu has Berichten, Afspraken, Dossier, Inklappen and Mijn profiel', async ({ page }) => {
  await expect(menu(page)).toHaveText([
    /^Berichten/,
    'Afspraken',
    'Dossier',
    'Inklappen',
    'Mijn profiel',
    'Uitloggen',
  ]);
});

test('R23: each item leads to its page and says that one is there', async ({ page, world }) => {
  // The record opens on its first part.
  const headings = { Afspraken: 'Afspraken', Dossier: 'Overzicht', 'Mijn profiel': 'Mijn profiel', Berichten: 'Berichten' };
  for (const [name, heading] of Object.entries(headings)) {
    await menuItem(page, name).click();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await world.hydrated(page);
    await expect(page.getByRole('banner').locator('[aria-current=page]')).toHaveText(new RegExp(`^${name}`));
  }
});

test('R23: Inklappen narrows the menu, keeps its names, and is remembered', async ({ page, world }) => {
  const wide = await page.getByRole('banner').boundingBox();
  await page.getByRole('button', { name: 'Inklappen' }).click();
  await expect(page.getByRole('button', { name: 'Uitklappen' })).toBeVisible();
  const width = async () => (await page.getByRole('banner').boundingBox())?.width;
  await expect.poll(width).toBeLessThan((wide?.width ?? 0) / 2);
  await world.visit(page, '/berichten/archief');
  await expect(page.getByRole('button', { name: 'Uitklappen' })).toBeVisible();
  await expect(menuItem(page, 'Mijn profiel')).toBeVisible();
  await page.getByRole('button', { name: 'Uitklappen' }).click();
  await expect(page.getByRole('button', { name: 'Inklappen' })).toBeVisible();
});

test('the first thing the keyboard reaches is the way to the content', async ({ page }) => {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Direct naar de inhoud' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#inhoud')).toBeFocused();
});

test('titles name the place, with what is unread in front', async ({ page, world }) => {
  const titles = {
    '/berichten': '(2) Berichten - De Linde',
    '/berichten/archief': '(2) Archief - Berichten - De Linde',
    '/berichten/alles': '(2) Alles - Berichten - De Linde',
    '/berichten/nieuw': '(2) Nieuw gesprek - Berichten - De Linde',
    '/afspraken': '(2) Afspraken - De Linde',
    '/dossier': '(2) Overzicht - Dossier 2022021801 - De Linde',
    '/profiel': '(2) Mijn profiel - De Linde',
    '/inzage': '(2) Wie heeft mijn dossier bekeken? - De Linde',
  };
  for (const [path, title] of Object.entries(titles)) {
    await world.visit(page, path);
    await expect(page).toHaveTitle(title);
  }
  await world.visit(page, '/berichten');
  await open(page, 'Behandeling');
  await expect(page).toHaveTitle('(2) Behandeling - Berichten - De Linde');
});

test('each page has one heading of the first level, and one main part', async ({ page, world }) => {
  for (const path of ['/berichten', '/berichten/nieuw', '/afspraken', '/dossier', '/profiel', '/inzage', '/inloggen']) {
    await world.visit(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('main')).toHaveCount(1);
  }
});

test('what does not exist says so, with status 404 and a way on', async ({ page, world, faults }) => {
  faults.expectNotFound();
  const paths = ['/bestaat-niet', '/berichten/bestaat-niet', '/praktijk/berichten', '/berichten?bij=99'];
  for (const path of paths) {
    expect(await world.visit(page, path), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
  }
  await world.visit(page, '/bestaat-niet');
  await expect(page).toHaveTitle(/Deze pagina is er niet/);
  await page.getByRole('link', { name: 'Naar het begin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Berichten' })).toBeVisible();
});

test('each page of the demonstration says that it is one', async ({ page, world }) => {
  for (const path of ['/berichten', '/profiel', '/inloggen', '/demo/postbus']) {
    await page.goto(path);
    await expect(page.getByRole('complementary', { name: 'Demonstratie' })).toBeVisible();
  }
  await world.visit(page, '/berichten');
  await page.getByRole('link', { name: /verstuurde mails/ }).click();
  await expect(page.getByText(/^\d{6} is uw code/)).toBeVisible();
});

test('on a narrow window the menu opens from a button, and list and gesprek take turns', async ({ page, world }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await world.visit(page, '/berichten');
  await expect(menuItem(page, 'Mijn profiel')).toBeHidden();
  await page.getByRole('button', { name: /^Menu/ }).click();
  await expect(menuItem(page, 'Mijn profiel')).toBeVisible();
  await page.getByRole('button', { name: 'Sluiten' }).click();
  await expect(menuItem(page, 'Mijn profiel')).toBeHidden();
  await open(page, 'Behandeling');
  await expect(row(page, 'Behandeling')).toBeHidden();
  await page.getByRole('link', { name: 'Terug naar Inbox' }).click();
  await expect(row(page, 'Behandeling')).toBeVisible();
});

test('on a narrow window a choice in the menu closes it', async ({ page, world }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await world.visit(page, '/berichten');
  await page.getByRole('button', { name: /^Menu/ }).click();
  await menuItem(page, 'Dossier').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overzicht' })).toBeVisible();
  await expect(menuItem(page, 'Mijn profiel')).toBeHidden();
});
