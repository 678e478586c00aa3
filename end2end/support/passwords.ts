// The pages about passwords, as specs speak of them.
import { expect, type Locator, type Page } from '@playwright/test';

export const newPassword = (page: Page): Locator => page.getByLabel('Nieuw wachtwoord', { exact: true });

/** From "Nieuw wachtwoord aanvragen" to its answer, which is the same for every name. */
export async function askPassword(page: Page, name: string): Promise<void> {
  await page.getByLabel('Gebruikersnaam').fill(name);
  await page.getByRole('button', { name: 'Wachtwoord aanvragen' }).click();
  await expect(page.getByText('Is deze naam bij ons bekend, dan is de mail onderweg.')).toBeVisible();
}
