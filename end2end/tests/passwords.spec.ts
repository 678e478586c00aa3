// Wachtwoorden (R7-R13, R15, D1, D2, D5): asking for a new one, the mailed link, changing it, and when it expires.
import { refusal } from '../support/berichten.ts';
import { askPassword, newPassword } from '../support/passwords.ts';
import { mobile, PASSWORD } from '../support/people.ts';
import { letters } from '../support/postbus.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const NEW = 'Heel-ander-slot-48';
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const setButton = (page: Page) => page.getByRole('button', { name: 'Wachtwoord instellen' });

/** Past the code of a link, to the form for the new password. */
async function passCode(world: World, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await expect(heading(page, 'Code uit de sms')).toBeVisible();
  await world.giveCode(page, await world.sms('karen.test'));
  await expect(heading(page, 'Nieuw wachtwoord')).toBeVisible();
  await world.hydrated(page);
}

test('R7, R12: who forgot the password is mailed a link, gives the code, chooses a new one and is in', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await page.getByRole('link', { name: 'Bent u uw wachtwoord vergeten?' }).click();
  await expect(heading(page, 'Nieuw wachtwoord aanvragen')).toBeVisible();
  await world.visit(page, await world.passwordLink(page, 'karen.test'));
  await passCode(world, page);
  await newPassword(page).fill(NEW);
  await setButton(page).click();
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  const elsewhere = await world.stranger();
  await world.visit(elsewhere, '/inloggen');
  await world.giveName(elsewhere, 'karen.test', PASSWORD);
  await expect(refusal(elsewhere)).toContainText('horen niet bij elkaar');
});

test('R12: an unknown name gets the same answer, and no mail', async ({ page, world }) => {
  await world.visit(page, '/wachtwoord');
  await askPassword(page, 'niemand.hier');
  expect(await letters(world.origin, 'niemand.hier')).toEqual([]);
});

test('R12: without a name nothing is asked for', async ({ page, world }) => {
  await world.visit(page, '/wachtwoord');
  await page.getByRole('button', { name: 'Wachtwoord aanvragen' }).click();
  await expect(refusal(page)).toContainText('Vul uw gebruikersnaam in.');
});

test('D5: a mail scanner that fetches the link uses nothing up and sends no SMS', async ({ page, world }) => {
  const link = await world.passwordLink(page, 'karen.test');
  for (const method of ['HEAD', 'GET', 'GET', 'GET']) await fetch(world.origin + link, { method });
  expect(await letters(world.origin, mobile('karen.test'))).toEqual([]);
  await world.visit(page, link);
  await passCode(world, page);
  await newPassword(page).fill(NEW);
  await setButton(page).click();
  await expect(page).toHaveURL(`${world.origin}/berichten`);
});

test('R13: a link that was used says so, and "hier" asks for another', async ({ page, world }) => {
  const link = await world.passwordLink(page, 'fgrashoff11');
  await world.visit(page, link);
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await world.hydrated(page);
  await newPassword(page).fill('Zes&zeven8');
  await setButton(page).click();
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
  await world.visit(page, link);
  await expect(heading(page, 'De link is verlopen')).toBeVisible();
  await expect(page.getByText('omdat de termijn hiervoor is verstreken')).toBeVisible();
  await expect(page.getByText('Deze link is al gebruikt op 02-03-2026')).toBeVisible();
  await page.getByRole('link', { name: 'hier' }).click();
  await expect(heading(page, 'Nieuw wachtwoord aanvragen')).toBeVisible();
});

test('R13: after eight hours a link is over, and says until when it was good', async ({ page, world }) => {
  const link = await world.passwordLink(page, 'karen.test');
  await world.continueAt('2026-03-02T18:05:00+01:00');
  await world.visit(page, link);
  await expect(heading(page, 'De link is verlopen')).toBeVisible();
  await expect(page.getByText('Deze link was geldig tot 02-03-2026 18:00.')).toBeVisible();
});

test('D5: a link opened in two windows sets one password; the other window says that it is over', async ({ page, world }) => {
  const link = await world.passwordLink(page, 'fgrashoff11');
  const other = await page.context().newPage();
  for (const window of [page, other]) {
    await world.visit(window, link);
    await window.getByRole('button', { name: 'Ga verder' }).click();
    await world.hydrated(window);
    await newPassword(window).fill('Zes&zeven8');
  }
  await setButton(other).click();
  await expect(other.getByText('U bent ingelogd')).toBeVisible();
  await setButton(page).click();
  await expect(page.getByText('U bent al ingelogd.')).toBeVisible();
  await page.goBack();
  await world.hydrated(page);
});

test('D1: a refused password says why, and is not drawn again', async ({ page, world }) => {
  await world.toNewPassword(page, 'fgrashoff11');
  for (const [tried, why] of [
    ['', 'Vul een nieuw wachtwoord in.'],
    ['Kort1', 'Gebruik minimaal 8 tekens.'],
    ['alleenkleine', 'Gebruik minimaal 3 van deze groepen'],
    ['GRÁSHOFF-99', 'Uw naam of gebruikersnaam'],
    ['Welkom01', 'Dit wachtwoord wordt veel gebruikt'],
    [PASSWORD, 'Dit is een van uw laatste 12 wachtwoorden.'],
  ] as const) {
    await newPassword(page).fill(tried);
    await setButton(page).click();
    await expect(refusal(page)).toContainText(why);
    await world.hydrated(page);
    await expect(newPassword(page)).toHaveValue('');
  }
});

test('R15: changing asks the current password, and other browsers are logged out', async ({ page, world }) => {
  const elsewhere = await world.visitor('karen.test');
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/profiel');
  await page.getByRole('link', { name: 'Wachtwoord wijzigen' }).click();
  await expect(heading(page, 'Wachtwoord wijzigen')).toBeVisible();
  await world.hydrated(page);
  const current = page.getByLabel('Huidig wachtwoord');
  const change = page.getByRole('button', { name: 'Wachtwoord wijzigen' });
  await current.fill('mis');
  await newPassword(page).fill(NEW);
  await change.click();
  await expect(refusal(page)).toContainText('Dit is niet uw huidige wachtwoord.');
  await world.hydrated(page);
  await current.fill(PASSWORD);
  await newPassword(page).fill(NEW);
  await change.click();
  await expect(page.getByText('Uw wachtwoord is gewijzigd.')).toBeVisible();
  await page.getByRole('link', { name: 'Ga verder' }).click();
  await expect(page).toHaveURL(`${world.origin}/profiel`);
  await world.visit(elsewhere, '/berichten');
  await expect(elsewhere).toHaveURL(/\/inloggen/);
});

test('R11: from two weeks ahead each login warns; "Nee" goes on and "Ja" changes it', async ({ page, world }) => {
  await world.continueAt('2026-05-20T10:00:00+02:00');
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await expect(heading(page, 'Uw wachtwoord is bijna verlopen')).toBeVisible();
  await expect(page.getByText('Uw wachtwoord verloopt binnen 13 dagen.')).toBeVisible();
  await expect(page.getByText('Wilt u nu een nieuw wachtwoord instellen?')).toBeVisible();
  await page.getByRole('link', { name: 'Nee', exact: true }).click();
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await page.getByRole('link', { name: 'Ja', exact: true }).click();
  await expect(heading(page, 'Wachtwoord wijzigen')).toBeVisible();
});

test('D2: an expired password leads to a new one and to nothing else', async ({ page, world }) => {
  await world.continueAt('2026-06-02T10:05:00+02:00');
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await expect(page.getByText('Uw wachtwoord is verlopen.')).toBeVisible();
  await page.goto('/');
  await expect(page).toHaveURL(/\/inloggen/);
  await world.visit(page, '/wachtwoord/kiezen');
  await newPassword(page).fill('Zes&zeven8');
  await setButton(page).click();
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
});

test('R114: an address that names another site as where to go on leads to none', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  for (const path of ['/wachtwoord/verloopt', '/wachtwoord/wijzigen', '/wachtwoord/gewijzigd']) {
    for (const target of ['https://kwaad.nl/', '//kwaad.nl', 'javascript:alert(1)']) {
      await world.visit(page, `${path}?naar=${encodeURIComponent(target)}`);
      const addresses = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(addresses.join(' ')).not.toMatch(/kwaad|javascript/);
    }
  }
});
