// Passkeys (D3): added, asked as the second factor, as the only step, and to confirm. On a device in software.
import { refusal } from '../support/berichten.ts';
import { PASSWORD } from '../support/people.ts';
import { codes } from '../support/postbus.ts';
import { addPasskey, confirmed, Device, heading, lines, logOut, SECURITY } from '../support/security.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

// Passkeys belong to a name, so the pages are opened by one.
test.use({ baseURL: async ({ world }, use) => use(world.named) });

const FACTORS = 'Veiliger inloggen';
const use = (page: Page) => page.getByRole('button', { name: 'Passkey gebruiken' });
const passkeyButton = (page: Page) => page.getByRole('button', { name: 'Inloggen met een passkey' });

/** To the login page, with the device at hand and not touched yet: what is offered on the name's field waits. */
async function toLogin(world: World, page: Page, device: Device): Promise<void> {
  await device.present(false);
  await logOut(world, page);
}

/** By the button, which takes over from what is offered on the name's field; touched this once. */
async function logInByPasskey(page: Page, device: Device): Promise<void> {
  const answered = page.waitForRequest((request) => request.url().endsWith('/api/login/passkey'));
  await device.present(true);
  // Touched before the button was reached, the device has answered what was offered: then there is no button any more.
  void passkeyButton(page).click().catch(() => undefined);
  await answered;
  await device.present(false);
}

async function withPasskey(world: World, page: Page, options = {}): Promise<Device> {
  const device = await Device.in(page, options);
  await world.logIn(page, 'karen.test');
  await confirmed(world, page, 'karen.test', '/passkey');
  await addPasskey(world, page);
  return device;
}

test('D3: a passkey is added and is then the only step of a login', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  expect(await device.keys()).toBe(1);
  await expect(lines(page, FACTORS)).toHaveText([/Mijn laptop\s*Passkey\s*02-03-2026\s*nog niet/]);
  await toLogin(world, page, device);
  await logInByPasskey(page, device);
  await expect(page).toHaveURL(`${world.named}/berichten`);
  await world.visit(page, SECURITY);
  await expect(lines(page, FACTORS)).toContainText(/02-03-2026 10:0/);
});

test('R114: after a login by passkey one lands where one wanted to be', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await toLogin(world, page, device);
  await world.visit(page, '/berichten/archief?bij=11');
  await logInByPasskey(page, device);
  await expect(page).toHaveURL(`${world.named}/berichten/archief?bij=11`);
});

test('D3: a passkey chosen on the name field is a whole login too', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await toLogin(world, page, device);
  const name = page.getByLabel('E-mailadres of gebruikersnaam');
  await expect(name).toHaveAttribute('autocomplete', 'username webauthn');
  await name.fill('kar');
  await expect(page).toHaveURL(/inloggen/);
  // The browser's own list cannot be clicked here: the device answers as if it had been.
  await device.present(true);
  await page.reload();
  await expect(page).toHaveURL(`${world.named}/berichten`);
});

test('D3: after the password a passkey is asked, and no SMS is sent', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await toLogin(world, page, device);
  const sent = (await codes(world.origin, 'karen.test')).length;
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(heading(page, 'Uw passkey')).toBeVisible();
  await device.present(true);
  await use(page).click();
  await expect(page).toHaveURL(`${world.named}/berichten`);
  expect(await codes(world.origin, 'karen.test')).toHaveLength(sent);
});

test('a passkey alone confirms', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await toLogin(world, page, device);
  await logInByPasskey(page, device);
  await expect(page).toHaveURL(`${world.named}/berichten`);
  await world.visit(page, `${SECURITY}/herstelcodes`);
  await device.present(true);
  await use(page).click();
  await expect(page.getByRole('button', { name: 'Herstelcodes maken' })).toBeVisible();
});

test('who is not recognised by the device is told so and takes another way', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await toLogin(world, page, device);
  await device.verifies(false);
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(heading(page, 'Uw passkey')).toBeVisible();
  await device.present(true);
  await use(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'De passkey is niet gebruikt.' })).toBeVisible();
  const sent = (await codes(world.origin, 'karen.test')).length;
  await page.getByRole('link', { name: 'Met een code per sms' }).click();
  await page.getByRole('button', { name: 'Stuur mij een code' }).click();
  await world.giveCode(page, await world.sms('karen.test', sent));
  await expect(page).toHaveURL(`${world.named}/berichten`);
});

test('the same device makes no second passkey for one account', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await world.visit(page, `${SECURITY}/passkey`);
  await page.getByRole('button', { name: 'Passkey maken' }).click();
  await expect(page.getByText('Op dit apparaat staat al een passkey van uw account.')).toBeVisible();
  expect(await device.keys()).toBe(1);
});

test('a passkey that was removed here opens nothing any more', async ({ page, world }) => {
  const device = await withPasskey(world, page);
  await page.getByRole('link', { name: 'Wijzigen van Mijn laptop' }).click();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Verwijderen van Mijn laptop' }).click();
  await expect(page.getByText('Het is verwijderd.')).toBeVisible();
  await toLogin(world, page, device);
  await logInByPasskey(page, device);
  await expect(refusal(page)).toContainText('Met deze passkey lukt het niet.');
  await expect(page).toHaveURL(/\/inloggen/);
});

test('a key that keeps no names is a second factor and no only step', async ({ page, world }) => {
  const device = await withPasskey(world, page, { resident: false });
  await toLogin(world, page, device);
  await device.present(true);
  await passkeyButton(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'De passkey is niet gebruikt.' })).toBeVisible();
  await world.giveName(page, 'karen.test', PASSWORD);
  await use(page).click();
  await expect(page).toHaveURL(`${world.named}/berichten`);
});
