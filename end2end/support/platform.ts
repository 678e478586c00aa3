// Platform administration, as specs speak of it.
import { expect, type Page } from '@playwright/test';

/** Fills the form for a new organisation and sends it. */
export async function addOrganisation(page: Page, crisis = '088 765 43 22'): Promise<void> {
  await page.getByLabel('GGZ-praktijk').check();
  await page.getByLabel('Naam', { exact: true }).fill('Praktijk De Beuk');
  await page.getByLabel('Weergavenaam').fill('De Beuk');
  await page.getByLabel('Telefoonnummer').fill('088 765 43 21');
  await page.getByLabel('Crisisnummer').fill(crisis);
  await page.getByRole('button', { name: 'Organisatie toevoegen' }).click();
}

/** Fills the form to invite an administrator and sends it. */
export async function inviteAdministrator(page: Page, mail: string): Promise<void> {
  await page.getByLabel('Voorletters').fill('A.');
  await page.getByLabel('Voornaam').fill('Anna');
  await page.getByLabel('Tussenvoegsel').fill('de');
  await page.getByLabel('Achternaam').fill('Boer');
  await page.getByLabel('E-mailadres').fill(mail);
  await page.getByLabel('Mobiel nummer').fill('06-1234 5690');
  await page.getByRole('button', { name: 'Uitnodigen', exact: true }).click();
  await expect(page.getByText('De uitnodiging is onderweg.')).toBeVisible();
}

export async function saveDisplayName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Weergavenaam').fill(name);
  await page.getByRole('button', { name: 'Opslaan' }).click();
}
