// The help form as specs fill it in (R22).
import type { Page } from '@playwright/test';

export async function fillHelp(page: Page): Promise<void> {
  const fields = {
    Voornaam: 'Karen',
    Achternaam: 'Test',
    'Meisjesnaam (niet verplicht)': 'Jansen',
    Organisatienaam: 'De Linde',
    Gebruikersnaam: 'karen.test',
    Telefoonnummer: '088 789 17 00',
    'Omschrijving van het probleem': 'Ik krijg geen code.',
  };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}
