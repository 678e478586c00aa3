// Hulp (R22, R57, R116): from the login page to the help desk, without being known.
import { refusal } from '../support/berichten.ts';
import { fillHelp } from '../support/help.ts';
import { letters } from '../support/postbus.ts';
import { expect, test, type Page } from '../support/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const send = (page: Page) => page.getByRole('button', { name: 'Versturen' });

test('D29, R22: who cannot log in asks the help desk, which gets every field by mail', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await page.getByRole('link', { name: 'Hulp bij inloggen' }).click();
  await expect(heading(page, 'Hulp bij inloggen')).toBeVisible();
  await world.hydrated(page);
  await fillHelp(page);
  await send(page).click();
  await expect(page.getByRole('status')).toContainText('Uw bericht is verzonden.');
  await expect.poll(async () => (await letters(world.origin, 'helpdesk@voorbeeld.nl')).length).toBe(1);
  const [letter] = await letters(world.origin, 'helpdesk@voorbeeld.nl');
  for (const part of ['Karen Test (meisjesnaam Jansen)', 'De Linde', 'karen.test', '088 789 17 00', 'geen code']) {
    expect(letter?.body).toContain(part);
  }
});

test('R22: a form that is not complete says so by field, and keeps what was typed', async ({ page, world }) => {
  await world.visit(page, '/hulp');
  await page.getByLabel('Voornaam').fill('Karen');
  await page.getByLabel('Omschrijving van het probleem').fill('Ik krijg geen code.');
  await send(page).click();
  await expect(refusal(page)).toContainText('Vul uw achternaam in.');
  await expect(refusal(page)).toContainText('Vul een telefoonnummer in');
  await expect(page.getByLabel('Voornaam')).toHaveValue('Karen');
  await expect(page.getByLabel('Omschrijving van het probleem')).toHaveValue('Ik krijg geen code.');
  await world.hydrated(page);
  await fillHelp(page);
  await send(page).click();
  await expect(page.getByRole('status')).toContainText('Uw bericht is verzonden.');
});

test('R116: another problem has a form of its own, with how bad it is', async ({ page, world }) => {
  await world.visit(page, '/hulp?bij=16');
  await expect(page.getByText('servicedesk@voorbeeld.nl')).toBeVisible();
  await expect(page.getByText('op kantoordagen van 08.30 tot 17.00 uur')).toBeVisible();
  await expect(page.getByRole('link', { name: 'contractbeheer@voorbeeld.nl' })).toBeVisible();
  await page.getByRole('link', { name: 'Meld een ander probleem' }).click();
  await world.hydrated(page);
  await expect(page.getByLabel('Organisatienaam')).toHaveValue('CIZ ICT');
  await page.getByLabel('Telefoonnummer').fill('088 789 17 00');
  await page.getByLabel('Hoe erg is het?').selectOption('Ik kan niet verder');
  await page.getByLabel('Omschrijving van het probleem').fill('De lijst blijft leeg.');
  await send(page).click();
  await expect(page.getByRole('status')).toContainText('Uw bericht is verzonden.');
  await expect(page).toHaveURL(/\/hulp\/anders\?bij=16/);
  await expect.poll(async () => (await letters(world.origin, 'servicedesk@voorbeeld.nl'))[0]?.body).toContain('Ik kan niet verder');
});

test('R57: the guide to an alias opens', async ({ page, world }) => {
  await world.visit(page, '/hulp');
  await page.getByText('Geen eigen e-mailadres? Gebruik een alias').click();
  await expect(page.getByText('jansen+naam1@gmail.com')).toBeVisible();
});
