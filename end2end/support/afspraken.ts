// The pages of appointments, as people find their way in them.
import { expect, type Locator, type Page } from './test.ts';

export const upcoming = (page: Page): Locator => page.getByRole('table', { name: 'Komende afspraken' });
export const past = (page: Page): Locator => page.getByRole('table', { name: 'Afgelopen afspraken' });
export const agreed = (list: Locator): Locator => list.locator('tbody').getByRole('row');
export const month = (page: Page): Locator => page.locator('table.month');

/** A row as it reads: "ma 7 mrt. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren". */
export async function rows(list: Locator): Promise<string[]> {
  const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const row = async (one: Locator): Promise<string> => (await one.getByRole('rowheader').or(one.getByRole('cell')).allTextContents()).slice(0, 3).map(tidy).join(' | ');
  return Promise.all((await agreed(list).all()).map(row));
}

/** Opens the appointment of a day: "ma 9 mrt. 2026". */
export async function openAppointment(page: Page, day: string): Promise<void> {
  await upcoming(page).getByRole('link', { name: day }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Afspraak op');
}

export async function ask(page: Page, wish: RegExp, reason: string): Promise<void> {
  await page.getByRole('radio', { name: wish }).check();
  await page.getByLabel('Waarom?').fill(reason);
  await page.getByRole('button', { name: 'Vraag versturen' }).click();
}
