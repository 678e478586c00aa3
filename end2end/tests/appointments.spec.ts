// Afspraken, the client's side (R36, D11): the lists, the month, asking to move or cancel, and calendar programs.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreed, ask, month, openAppointment, past, rows, upcoming } from '../support/afspraken.ts';
import { refusal } from '../support/berichten.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

const MONDAY = 'ma 9 mrt. 2026';

test('R36: on the day of the source the two lists are the sources', async ({ browser, faults, javaScriptEnabled }) => {
  const data = await mkdtemp(join(tmpdir(), 'portiek-2022-'));
  const around = { data, browser, scripts: javaScriptEnabled !== false, faults };
  const world = await World.begin(around, '2022-02-22T12:00:00+01:00');
  const page = await world.visitor('karen.test');
  await page.getByRole('banner').getByRole('link', { name: 'Afspraken' }).click();
  await expect(upcoming(page)).toBeVisible();
  expect(await rows(upcoming(page))).toEqual([
    'ma 7 mrt. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren',
    'ma 21 mrt. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren',
    'ma 4 apr. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren',
    'ma 18 apr. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren',
  ]);
  expect(await rows(past(page))).toEqual([
    'ma 21 feb. 2022 13:30 - 14:30 | Diagnostiek | Gerard van Kesteren',
    'vr 18 feb. 2022 08:15 - 08:30 | Diagnostiek | Gerard van Kesteren',
  ]);
  await expect(month(page).getByRole('link', { name: '13:30 Diagnostiek, Gerard van Kesteren' })).toHaveCount(1);
  await world.end();
  await rm(data, { recursive: true });
});

test('the month has weeks with numbers from Monday, today marked, and the way to others', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await expect(page.getByRole('table', { name: 'maart 2026' })).toBeVisible();
  await expect(month(page).getByRole('columnheader').nth(1)).toHaveText('ma');
  await expect(month(page).getByRole('row').nth(2).getByRole('rowheader')).toHaveText('week 10');
  await expect(month(page).locator('[aria-current=date]')).toContainText('2, vandaag');
  await page.getByRole('link', { name: 'Vorige maand: februari 2026' }).click();
  await expect(page).toHaveURL(/maand=2026-02/);
  await expect(page.getByRole('table', { name: 'februari 2026' })).toBeVisible();
  await expect(month(page).locator('[aria-current=date]')).toHaveCount(0);
  await world.visit(page, '/afspraken?maand=2022-02');
  await expect(month(page).getByRole('link')).toHaveCount(2);
  await page.getByRole('link', { name: 'Deze maand' }).click();
  await expect(page.getByRole('table', { name: 'maart 2026' })).toBeVisible();
  await month(page).getByRole('link', { name: /^11:00 .*geannuleerd/ }).click();
  await expect(page.getByText('Deze afspraak is geannuleerd.')).toBeVisible();
});

test('a video call can be entered from a quarter before', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  const enter = agreed(upcoming(page)).first().getByRole('link', { name: 'Naar het videogesprek' });
  await expect(enter).toHaveAttribute('href', 'https://video.voorbeeld.nl/de-linde/kamer-3');
  await world.continueAt('2026-03-02T09:50:00+01:00');
  await world.visit(page, '/afspraken');
  await expect(agreed(upcoming(page)).first()).toContainText('Videogesprek');
  await expect(enter).toHaveCount(0);
});

test('D11: a client asks to move, sees that it is asked, and takes it back', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await openAppointment(page, MONDAY);
  await page.getByRole('checkbox', { name: 'maandagochtend' }).check();
  await page.getByRole('checkbox', { name: 'vrijdagavond' }).check();
  await ask(page, /^Verzetten/, 'Ik moet die middag werken.');
  await expect(page.getByRole('status').filter({ hasText: 'Uw vraag is verstuurd' })).toBeVisible();
  await expect(page.getByText('maandagochtend, vrijdagavond')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Vraag versturen' })).toHaveCount(0);
  await world.visit(page, '/afspraken');
  const row = agreed(upcoming(page)).filter({ hasText: MONDAY });
  await expect(row).toContainText('U hebt gevraagd om te verzetten');
  await openAppointment(page, MONDAY);
  await page.getByRole('button', { name: 'Vraag intrekken' }).click();
  await expect(page.getByText('Uw vraag is ingetrokken.')).toBeVisible();
  await world.visit(page, '/afspraken');
  await expect(row).not.toContainText('U hebt gevraagd');
});

test('D11: a question without a wish or a reason is refused, and what was typed stays', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await openAppointment(page, MONDAY);
  await page.getByLabel('Waarom?').fill('Ik kan niet.');
  await page.getByRole('button', { name: 'Vraag versturen' }).click();
  await expect(refusal(page)).toContainText('Kies of u de afspraak wilt verzetten of annuleren.');
  await expect(page.getByLabel('Waarom?')).toHaveValue('Ik kan niet.');
  await ask(page, /^Annuleren/, '');
  await expect(refusal(page)).toContainText('Vul in waarom u dit vraagt.');
  await expect(page.getByRole('radio', { name: 'Annuleren' })).toBeChecked();
});

test('D11: within 24 hours the page says to call, and that it counts as late', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await openAppointment(page, 'ma 2 mrt. 2026');
  await expect(page.getByText('De afspraak is al binnen 24 uur.')).toContainText('laat geannuleerd');
  await expect(page.getByRole('main').getByRole('link', { name: '088 123 45 60' }).first()).toBeVisible();
  await world.visit(page, '/afspraken');
  await expect(agreed(past(page)).first()).toContainText('Laat geannuleerd');
});

test('an appointment is saved for a calendar program, and says no more than when and where', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await openAppointment(page, MONDAY);
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'In mijn agenda zetten' }).click();
  const file = await begun;
  expect(file.suggestedFilename()).toBe('afspraak-2026-03-09.ics');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('SUMMARY:Afspraak\r\n');
  expect(text).toContain('DTSTART:20260309T123000Z\r\n');
  expect(text).not.toContain('Gerard');
});

test('a private address for calendar programs is made, renewed and removed', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  await page.getByRole('link', { name: 'In uw eigen agenda' }).click();
  await page.getByRole('button', { name: 'Adres maken' }).click();
  const field = page.getByLabel('Adres', { exact: true });
  const first = await field.inputValue();
  // Another browser, in which nobody is logged in.
  const status = async (address: string): Promise<number> => {
    const stranger = await world.stranger();
    return (await stranger.request.get(address.replace(/^https?:\/\/[^/]+/, world.origin))).status();
  };
  expect(await status(first)).toBe(200);
  await page.getByRole('button', { name: 'Nieuw adres maken' }).click();
  await expect(field).not.toHaveValue(first);
  const second = await field.inputValue();
  expect([await status(first), await status(second)]).toEqual([404, 200]);
  await page.getByRole('button', { name: 'Adres verwijderen' }).click();
  await expect(page.getByText('Het adres is verwijderd.')).toBeVisible();
  expect(await status(second)).toBe(404);
});

test('D30: nobody else has them', async ({ page, world, faults }) => {
  faults.expectNotFound();
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  const path = await upcoming(page).getByRole('link', { name: MONDAY }).getAttribute('href');
  const jan = await world.visitor('jan.devries');
  const gerard = await world.visitor('gerard.van.kesteren');
  for (const visitor of [jan, gerard]) {
    for (const address of [String(path), `${path}/afspraak.ics`, '/afspraken?dossier=2022021801']) {
      expect(await world.visit(visitor, address), address).toBe(404);
    }
  }
});
