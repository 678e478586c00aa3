// The pages about the PIN, as specs speak of them.
import { expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD, type Login } from './people.ts';
import type { World } from './world.ts';

export const newPin = (page: Page): Locator => page.getByLabel('Nieuwe pincode');

export async function changePin(page: Page, current: string, pin: string): Promise<void> {
  await page.getByLabel('Huidige pincode').fill(current);
  await newPin(page).fill(pin);
  await page.getByRole('button', { name: 'Pincode wijzigen' }).click();
}

/** Five wrong tries. */
export async function lockPin(world: World, page: Page): Promise<void> {
  for (const said of ['nog 4 keer', 'nog 3 keer', 'nog 2 keer', 'nog 1 keer']) {
    await changePin(page, '13579', '97531');
    await expect(page.getByRole('alert')).toContainText(said);
    await world.hydrated(page);
  }
  await changePin(page, '13579', '97531');
  await expect(page.getByRole('heading', { level: 1, name: 'Uw pincode werkt nu niet' })).toBeVisible();
  await world.hydrated(page);
}

/** The first half of the proof. */
export async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
}

/** Password and code, up to the form for another PIN. */
export async function proveForPin(world: World, page: Page, login: Login): Promise<void> {
  const earlier = await world.codesSent(login);
  await givePassword(page);
  await world.giveCode(page, await world.sms(login, earlier));
  await expect(newPin(page)).toBeVisible();
  await world.hydrated(page);
}
