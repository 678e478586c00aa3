// Berichten: the list and its folders, what is unread, archiving (R24, R28, R29, D28).
import {
  bubbles, composer, dot, folder, list, open, place, row, rows, start, subjects, throughTheDots, unreadInMenu,
} from '../support/berichten.ts';
import { GERARD, PETER } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ page, world }) => world.logIn(page, 'karen.test'));

test('R24: the inbox has subject, first words and time of each gesprek, newest first', async ({ page }) => {
  await expect(subjects(page)).toHaveText([
    'Vragenlijst voor donderdag',
    'Vraag over medicatie',
    'Oefeningen in de trein',
    'Behandeling',
    'test',
    'behandeling',
    'Afspraken',
  ]);
  const answered = row(page, 'behandeling');
  await expect(answered).toContainText('Dat kan zeker ik zal het in de agenda zetten.');
  await expect(answered.getByText('21-02-2022 13:04')).toBeVisible();
  await expect(row(page, 'Behandeling')).toContainText('U: ik heb..');
  await expect(row(page, 'Vragenlijst voor donderdag').getByText('02-03-2026 08:45')).toBeVisible();
});

test('R24: a gesprek in which something is placed comes on top, with its time', async ({ page, world }) => {
  await open(page, 'Afspraken');
  await place(page, 'Kan het ook op dinsdag?');
  await world.visit(page, '/berichten');
  await expect(rows(page).first()).toContainText('Afspraken');
  await expect(rows(page).first()).toContainText('U: Kan het ook op dinsdag?');
  await expect(rows(page).first().getByText(/^02-03-2026 10:0\d$/)).toBeVisible();
});

test('R24: Inbox, Archief and Alles are folders, and say which one is open', async ({ page }) => {
  await expect(list(page).getByRole('link')).toHaveText([/^Inbox/, /^Archief/, /^Alles/, ...Array(7).fill(/./)]);
  await expect(folder(page, 'Inbox')).toHaveAttribute('aria-current', 'true');
  await folder(page, 'Archief').click();
  await expect(page.getByText('Uw archief is leeg')).toBeVisible();
  await expect(page).toHaveURL(/\/berichten\/archief$/);
  await folder(page, 'Alles').click();
  await expect(rows(page)).toHaveCount(7);
  await expect(folder(page, 'Alles')).toHaveAttribute('aria-current', 'true');
  await expect(folder(page, 'Inbox')).not.toHaveAttribute('aria-current');
});

test('R28: the dot says what is unread, and opening the gesprek reads it', async ({ page, world }) => {
  await expect(dot(page, 'Vragenlijst voor donderdag')).toBeAttached();
  await expect(dot(page, 'Vraag over medicatie')).toBeAttached();
  await expect(rows(page).getByText('Ongelezen')).toHaveCount(2);
  await expect(unreadInMenu(page, 2)).toBeVisible();
  await open(page, 'Vraag over medicatie');
  await expect(bubbles(page).last()).toContainText('een uur voor het slapen');
  await world.visit(page, '/berichten');
  await expect(dot(page, 'Vraag over medicatie')).toHaveCount(0);
  await expect(unreadInMenu(page, 1)).toBeVisible();
  await expect(page).toHaveTitle('(1) Berichten - De Linde');
});

test('R28: for colleagues, each has the dot until they have opened it', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await place(page, 'Ik heb nog een vraag.');
  const [peter, gerard] = [await world.visitor('peter.post'), await world.visitor('gerard.van.kesteren')];
  await expect(dot(peter, 'Behandeling')).toBeAttached();
  await open(peter, 'Behandeling');
  await world.visit(peter, '/praktijk/berichten');
  await expect(dot(peter, 'Behandeling')).toHaveCount(0);
  await world.visit(gerard, '/praktijk/berichten');
  await expect(dot(gerard, 'Behandeling')).toBeAttached();
});

test('R29: through the dots a gesprek goes to the archive, and back to the inbox', async ({ page, world }) => {
  await open(page, 'Oefeningen in de trein');
  await throughTheDots(page, 'Archiveren');
  await expect(page.getByText('Het gesprek staat nu in het archief.')).toBeVisible();
  await expect(row(page, 'Oefeningen in de trein')).toHaveCount(0);
  await folder(page, 'Alles').click();
  await expect(rows(page)).toHaveCount(7);
  await folder(page, 'Archief').click();
  await expect(subjects(page)).toHaveText(['Oefeningen in de trein']);
  await open(page, 'Oefeningen in de trein');
  await expect(folder(page, 'Archief')).toHaveAttribute('aria-current', 'true');
  await throughTheDots(page, 'Terug naar inbox');
  await expect(page.getByText('Het gesprek staat weer in uw inbox.')).toBeVisible();
  await expect(row(page, 'Oefeningen in de trein')).toBeVisible();
  await world.visit(page, '/berichten/archief');
  await expect(page.getByText('Uw archief is leeg')).toBeVisible();
});

test('R29: archiving is undone at once with "Terugzetten"', async ({ page }) => {
  await open(page, 'Behandeling');
  await throughTheDots(page, 'Archiveren');
  await page.getByRole('button', { name: 'Terugzetten' }).click();
  await expect(page.getByText('Het gesprek staat weer in uw inbox.')).toBeVisible();
  await expect(row(page, 'Behandeling')).toBeVisible();
});

test('D28: archiving is per person, and a new message brings it back', async ({ page, world }) => {
  await open(page, 'Behandeling');
  await throughTheDots(page, 'Archiveren');
  await expect(row(page, 'Behandeling')).toHaveCount(0);
  const gerard = await world.visitor('gerard.van.kesteren');
  await open(gerard, 'Behandeling');
  await place(gerard, 'Wat wilde u schrijven?');
  await world.visit(page, '/berichten');
  await expect(rows(page).first()).toContainText('Wat wilde u schrijven?');
  await expect(dot(page, 'Behandeling')).toBeAttached();
});

test('R25 R30: a gesprek starts with a subject and somebody of the own team, who heads it', async ({ page, world }) => {
  await start(page, 'Slapen', PETER);
  await expect(page.getByText(PETER, { exact: true })).toBeVisible();
  await expect(page.getByText('Uw bericht wordt gelezen door:')).toContainText(
    'Gerard van Kesteren, Carmen van den Eerenbeemt, Peter Post',
  );
  await expect(page.getByRole('button', { name: 'Plaatsen', exact: true })).toBeVisible();
  await place(page, 'Ik slaap slecht.');
  await expect(page.getByRole('button', { name: 'Reactie plaatsen' })).toBeVisible();
  await expect(bubbles(page)).toHaveText([/U · \d\d:\d\d\s*Ik slaap slecht\./]);
  await world.visit(page, '/berichten');
  await expect(rows(page).first()).toContainText('U: Ik slaap slecht.');
});

test('R30: each message shows initials, name, text and time, under its day', async ({ page }) => {
  await open(page, 'Vraag over medicatie');
  await expect(page.getByText(PETER, { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Gisteren', 'Vandaag']);
  const answer = bubbles(page).last();
  await expect(answer.locator('.avatar')).toHaveText('PP');
  await expect(answer).toContainText(/Peter Post · psychiater · 07:50/);
  await expect(answer).toContainText('Merkt u na een week geen verschil');
});

test('S13: above the composer stand the numbers for emergencies', async ({ page }) => {
  await open(page, 'Behandeling');
  const notice = page.getByText('Niet voor spoed.');
  await expect(notice).toContainText('088 123 45 67');
  await expect(notice.getByRole('link', { name: '112' })).toHaveAttribute('href', 'tel:112');
  await expect(notice.getByRole('link', { name: '113', exact: true })).toHaveAttribute('href', 'tel:113');
  await expect(composer(page)).toBeVisible();
});

test('R25: the form offers the own care team and nobody else', async ({ page, world }) => {
  await world.visit(page, '/berichten/nieuw');
  await expect(page.getByLabel('Behandelaar').getByRole('option')).toHaveText([
    'Kies een behandelaar',
    GERARD,
    'Carmen van den Eerenbeemt, gz-psycholoog',
    PETER,
  ]);
});
