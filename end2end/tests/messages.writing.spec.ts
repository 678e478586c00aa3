// Writing a message: its length, its characters, and what a refusal keeps (R25, R26, D7, D22, S12).
import {
  bubbles, composer, fillNew, open, place, placeButton, refusal, row, start, subjects, words,
} from '../support/berichten.ts';
import { GERARD } from '../support/people.ts';
import { expect, test, type Page } from '../support/test.ts';

/** Nine lines of 99 and one of 100, with a line break after each of the nine: 1000 characters (D22). */
const EXACTLY_1000 = `${'abcdefghi '.repeat(9)}abcdefghi\n`.repeat(9) + 'z'.repeat(100);
const FAMILY = '👩‍👩‍👧';
const STRANGE = [
  '<b>vet</b> <script>alert(1)</script> <a href="https://kwaad.nl">klik</a>',
  'https://kwaad.nl en javascript:alert(1) & &amp; "aanhaling"',
  'שלום עולם and \u202Eomgekeerd\u202C',
  `  ingesprongen,  met  dubbele spaties ${FAMILY} e\u0301`,
].join('\n');

test.beforeEach(async ({ page, world }) => world.logIn(page, 'karen.test'));

async function expectRefused(page: Page, text: string, why: string): Promise<void> {
  await placeButton(page).click();
  await expect(refusal(page)).toContainText('Uw bericht is nog niet geplaatst');
  await expect(refusal(page)).toContainText(why);
  await expect(composer(page)).toHaveValue(text);
  await expect(composer(page)).toHaveAttribute('aria-invalid', 'true');
}

test('R26 D22: exactly 1000 characters go through, a line break counting as one', async ({ page }) => {
  await open(page, 'Behandeling');
  await place(page, EXACTLY_1000);
  expect(EXACTLY_1000).toHaveLength(1000);
  await expect(words(bubbles(page).last())).toHaveJSProperty('textContent', EXACTLY_1000);
});

test('R26 D22: 1001 characters are refused with how many too many, and the text is kept', async ({ page }) => {
  await open(page, 'Behandeling');
  const before = await bubbles(page).count();
  await composer(page).fill(`${EXACTLY_1000}!`);
  await expectRefused(page, `${EXACTLY_1000}!`, 'Uw bericht is 1 teken te lang.');
  await expect(page.getByText('1 teken te veel')).toBeVisible();
  await expect(bubbles(page)).toHaveCount(before);
  await composer(page).fill(EXACTLY_1000);
  await placeButton(page).click();
  await expect(bubbles(page)).toHaveCount(before + 1);
  await expect(refusal(page)).toHaveCount(0);
});

test('R26 D22: the limit holds for the first message of a gesprek too', async ({ page }) => {
  await start(page, 'Lang verhaal', GERARD);
  await composer(page).fill('x'.repeat(1012));
  await expectRefused(page, 'x'.repeat(1012), 'Uw bericht is 12 tekens te lang.');
  await composer(page).fill('x'.repeat(1000));
  await placeButton(page).click();
  await expect(bubbles(page)).toHaveCount(1);
});

test('D22: emoji and combining marks count as the characters they are made of', async ({ page }) => {
  await open(page, 'Behandeling');
  const full = FAMILY.repeat(198) + 'e\u0301'.repeat(5);
  expect([...full]).toHaveLength(1000);
  await place(page, full);
  await expect(words(bubbles(page).last())).toHaveJSProperty('textContent', full);
  await composer(page).fill(`${full}e\u0301`);
  await expectRefused(page, `${full}e\u0301`, 'Uw bericht is 2 tekens te lang.');
});

test('R26: an empty message is refused, also one of nothing but space', async ({ page }) => {
  await open(page, 'Behandeling');
  const before = await bubbles(page).count();
  await expectRefused(page, '', 'Typ eerst een bericht.');
  await composer(page).fill(' \n ');
  await expectRefused(page, ' \n ', 'Typ eerst een bericht.');
  await expect(bubbles(page)).toHaveCount(before);
});

test('D22: a refused text that begins with a line break keeps it', async ({ page }) => {
  await open(page, 'Behandeling');
  const text = `\n${'x'.repeat(1000)}`;
  await composer(page).fill(text);
  await expectRefused(page, text, 'Uw bericht is 1 teken te lang.');
});

test('text is shown exactly as typed, and nothing in it can be clicked', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await place(page, STRANGE);
  await world.hydrated(page);
  const shown = words(bubbles(page).last());
  await expect(shown).toHaveJSProperty('textContent', STRANGE);
  await expect(shown).toHaveJSProperty('innerText', STRANGE);
  await expect(shown.locator('*')).toHaveCount(0);
});

test('a subject is shown exactly as typed, in page, list and tab', async ({ page, world }) => {
  const subject = '</title><meta http-equiv=refresh content="0;url=/profiel"><img src=x> & שלום';
  await start(page, subject, GERARD);
  await place(page, 'Zie het onderwerp.');
  await world.visit(page, page.url());
  await expect(page.getByRole('heading', { level: 2, name: subject, exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`(2) ${subject} - Berichten - De Linde`);
  await world.visit(page, '/berichten');
  await expect(subjects(page).first()).toHaveText(subject);
});

test('R25: without a subject no gesprek starts, and the choice is kept', async ({ page, world }) => {
  await world.visit(page, '/berichten/nieuw');
  await fillNew(page, ' ', GERARD);
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(refusal(page)).toContainText('Het gesprek is nog niet gestart');
  await expect(refusal(page).getByRole('listitem')).toHaveText(['Vul in waar het gesprek over gaat.']);
  await expect(page.getByLabel('Behandelaar').locator('option:checked')).toHaveText(GERARD);
});

test('R25: without a practitioner no gesprek starts, and the subject is kept', async ({ page, world }) => {
  await world.visit(page, '/berichten/nieuw');
  await page.getByLabel('Onderwerp').fill('Mijn vraag');
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(refusal(page).getByRole('listitem')).toHaveText(['Kies een behandelaar uit de lijst.']);
  await expect(page.getByLabel('Onderwerp')).toHaveValue('Mijn vraag');
  await page.getByLabel('Behandelaar').selectOption(GERARD);
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Mijn vraag' })).toBeVisible();
});

test('R25: an empty form names both, and its summary leads to the fields', async ({ page, world }) => {
  await world.visit(page, '/berichten/nieuw');
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(refusal(page).getByRole('listitem')).toHaveCount(2);
  await refusal(page).getByRole('link', { name: 'Kies een behandelaar uit de lijst.' }).click();
  await expect(page.getByLabel('Behandelaar')).toBeFocused();
});

test('R25: a subject that is too long is refused with how many too many, and kept', async ({ page, world }) => {
  await world.visit(page, '/berichten/nieuw');
  await fillNew(page, 'x'.repeat(103), GERARD);
  await page.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(refusal(page)).toContainText('Het onderwerp is 3 tekens te lang. Er passen er 100.');
  await expect(page.getByLabel('Onderwerp')).toHaveValue('x'.repeat(103));
});

test('D7: a gesprek is open, both sides write as often as they want', async ({ page, world }) => {
  const gerard = await world.visitor('gerard.van.kesteren');
  await open(page, 'Behandeling');
  await place(page, 'Eerste vraag.');
  await place(page, 'En nog een.');
  await open(gerard, 'Behandeling');
  await place(gerard, 'Eerste antwoord.');
  await place(gerard, 'Tweede antwoord.');
  await world.visit(page, '/berichten');
  await expect(row(page, 'Behandeling')).toContainText('Tweede antwoord.');
  await open(page, 'Behandeling');
  await expect(bubbles(page)).toHaveText([/ik heb\.\./, /Eerste vraag/, /En nog/, /Eerste antw/, /Tweede antw/]);
});
