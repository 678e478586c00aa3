// Platform administration, as specs speak of it.
import { expect, type Page } from '@playwright/test';
import { SECRET } from './oidc.ts';
import { passConfirming } from './security.ts';
import type { World } from './world.ts';

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

/** From the page of an organisation, over "Bent u het zelf?", to the form of a page that asks it. */
export async function toGuarded(world: World, page: Page, link: string): Promise<void> {
  await page.getByRole('link', { name: link }).click();
  await passConfirming(world, page, 'platform');
}

/** Fills the form for a provider of logins and sends it. */
export async function addProvider(page: Page, issuer: string, label = 'DigiD'): Promise<void> {
  await page.getByLabel('Naam').fill(label);
  await page.getByLabel('Uitgever (issuer)').fill(issuer);
  await page.getByLabel('Client-id').fill('portiek');
  await page.getByLabel('Geheim').fill(SECRET);
  await page.getByLabel('Niveaus').fill('urn:laag=Laag\nurn:substantieel=Substantieel\nurn:hoog=Hoog');
  await page.getByLabel('Minimaal niveau').fill('Substantieel');
  await page.getByLabel('Claim met het BSN').fill('bsn');
  await page.getByRole('button', { name: 'Opslaan' }).click();
}

export async function tryOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(page.getByRole('region', { name: 'Verbinding' }).getByRole('status')).toBeVisible();
}

export async function appointReader(page: Page, name: string): Promise<void> {
  await page.getByLabel('Gebruikersnaam of e-mailadres').fill(name);
  await page.getByRole('button', { name: 'Aanwijzen' }).click();
}

export async function saveDisplayName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Weergavenaam').fill(name);
  await page.getByRole('button', { name: 'Opslaan' }).click();
}
