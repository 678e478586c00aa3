// The pages of messages as their users name the parts.
import { expect, type Locator, type Page } from '@playwright/test';

export const list = (page: Page): Locator => page.getByRole('region', { name: 'Gesprekken' });
export const rows = (page: Page): Locator => list(page).getByRole('listitem');
export const row = (page: Page, subject: string): Locator =>
  rows(page).filter({ has: page.getByText(subject, { exact: true }) });
export const dot = (page: Page, subject: string): Locator => row(page, subject).getByText('Ongelezen');
export const subjects = (page: Page): Locator => rows(page).locator('.subject');
export const folder = (page: Page, name: 'Inbox' | 'Archief' | 'Alles'): Locator =>
  page.getByRole('navigation', { name: 'Mappen' }).getByRole('link', { name });

export const menuItem = (page: Page, name: string): Locator => page.getByRole('banner').getByRole('link', { name });
export const unreadInMenu = (page: Page, count: number): Locator => menuItem(page, `Berichten ${count} ongelezen`);

export const bubbles = (page: Page): Locator =>
  page.getByRole('region', { name: 'Berichten in dit gesprek' }).getByRole('listitem');
export const words = (bubble: Locator): Locator => bubble.locator('.words');
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^(Bericht|Reactie)$/ });
export const placeButton = (page: Page): Locator => page.getByRole('button', { name: /^(Plaatsen|Reactie plaatsen)$/ });
/** The summary above a form that was refused. */
export const refusal = (page: Page): Locator => page.getByRole('alert');

export async function open(page: Page, subject: string): Promise<void> {
  await row(page, subject).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2, name: subject, exact: true })).toBeVisible();
}

export async function fillNew(page: Page, subject: string, practitioner: string): Promise<void> {
  await page.getByLabel('Onderwerp').fill(subject);
  await page.getByLabel('Behandelaar').selectOption(practitioner);
}

/** "Nieuw gesprek" up to and including "Gesprek starten" (R25). */
export async function start(page: Page, subject: string, practitioner: string): Promise<void> {
  await page.getByRole('link', { name: 'Nieuw gesprek' }).click();
  await fillNew(page, subject, practitioner);
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(page.getByRole('heading', { level: 2, name: subject, exact: true })).toBeVisible();
}

/** Types and places (R26), and waits until it stands there. */
export async function place(page: Page, text: string): Promise<void> {
  const before = await bubbles(page).count();
  await composer(page).fill(text);
  await placeButton(page).click();
  await expect(bubbles(page)).toHaveCount(before + 1);
  await expect(composer(page)).toHaveValue('');
}

/** "Via de puntjes" (R29): opens the dots and chooses. */
export async function throughTheDots(page: Page, choice: 'Archiveren' | 'Terug naar inbox'): Promise<void> {
  await page.locator('summary', { hasText: 'Meer voor dit gesprek' }).click();
  await page.getByRole('button', { name: choice }).click();
}
