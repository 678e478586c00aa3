// The pages about the PIN, as specs speak of them.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Login } from './people.ts';
import { passConfirming } from './security.ts';
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

/** Past the step-up, to the form for another PIN. */
export async function toNewPin(world: World, page: Page, login: Login): Promise<void> {
  await passConfirming(world, page, login);
  await expect(newPin(page)).toBeVisible();
}
