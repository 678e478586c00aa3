// Activeren (R1, R2, R4, R114, D5, D23, S15): from the invitation in the mail to being logged in.
import { activate, invitation, mailsTo, OWN, terms, toFinish } from '../support/activation.ts';
import { refusal } from '../support/berichten.ts';
import { newPassword } from '../support/passwords.ts';
import { IRIS, PASSWORD } from '../support/people.ts';
import { letters } from '../support/postbus.ts';
import { expect, test, type Page } from '../support/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test('R1, R2, R4, R114: an invitation, a code and a password of her own, and Iris is in', async ({ page, world }) => {
  const [mail] = await mailsTo(world, IRIS.mail);
  expect(mail?.subject).toBe('Uitnodiging voor het Cliëntenportaal');
  expect(mail?.body).toContain(`logt u in op ${new URL(world.origin).protocol}//`);
  await world.visit(page, await invitation(world));
  await expect(page.getByText('De Linde heeft voor u een account gemaakt in het Cliëntenportaal')).toBeVisible();
  await toFinish(world, page);
  await newPassword(page).fill(OWN);
  await terms(page).check();
  await activate(page);
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  const elsewhere = await world.stranger();
  await world.visit(elsewhere, '/inloggen');
  await world.giveName(elsewhere, IRIS.mail, OWN);
  await expect(elsewhere.getByLabel('Code van 6 cijfers')).toBeVisible();
});

test('D5: a mail scanner that fetches the link uses nothing up and sends no SMS', async ({ page, world }) => {
  const link = await invitation(world);
  for (const method of ['HEAD', 'GET', 'GET']) await fetch(world.origin + link, { method });
  expect(await letters(world.origin, IRIS.mobile)).toEqual([]);
  await world.visit(page, link);
  await toFinish(world, page);
});

test('what is refused is told at once, and what was agreed to stays', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
  await newPassword(page).fill('Iris1');
  await activate(page);
  await expect(refusal(page)).toContainText('Uw wachtwoord is te kort. Gebruik minimaal 12 tekens.');
  await expect(refusal(page)).toContainText('Geef aan dat u akkoord gaat met de gebruiksvoorwaarden.');
  await world.hydrated(page);
  await newPassword(page).fill('Iris1');
  await terms(page).check();
  await activate(page);
  await expect(refusal(page)).not.toContainText('akkoord');
  await expect(terms(page)).toBeChecked();
});

test('S15: privacy statement and terms can be read before agreeing, and later from every page', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: /privacyverklaring/ }).click();
  await expect(heading(await opened, 'Privacyverklaring')).toBeVisible();
  const karen = await world.visitor('karen.test');
  await karen.getByRole('link', { name: 'Gebruiksvoorwaarden' }).click();
  await expect(heading(karen, 'Gebruiksvoorwaarden')).toBeVisible();
  await expect(karen.getByText('Het portaal is niet voor spoed.')).toBeVisible();
});

test('D5: after fourteen days the link is over, and "hier" sends another', async ({ page, world }) => {
  const link = await invitation(world);
  await world.continueAt('2026-03-16T10:05:00+01:00');
  await world.visit(page, link);
  await expect(heading(page, 'De link is verlopen')).toBeVisible();
  await expect(page.getByText('Deze link was geldig tot 16-03-2026 09:0')).toBeVisible();
  await page.getByRole('button', { name: 'hier' }).click();
  await expect(page.getByText('dan is er een nieuwe link onderweg')).toBeVisible();
  await world.visit(page, await invitation(world, IRIS.mail, 2));
  await toFinish(world, page);
});

test('D5: a link that was used says so and leads to logging in', async ({ page, world }) => {
  const link = await invitation(world);
  await world.visit(page, link);
  await toFinish(world, page);
  await newPassword(page).fill(OWN);
  await terms(page).check();
  await activate(page);
  await expect(page).toHaveURL(/berichten/);
  await world.visit(page, link);
  await expect(page.getByText('Deze link is al gebruikt op 02-03-2026')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Inloggen' })).toBeVisible();
});

test('two tabs: what was done in one is over in the other', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
  const other = await page.context().newPage();
  await world.visit(other, '/activeren/afronden');
  for (const tab of [page, other]) {
    await newPassword(tab).fill(OWN);
    await terms(tab).check();
  }
  await activate(page);
  await expect(page).toHaveURL(/berichten/);
  await activate(other);
  await expect(other.getByText('U bent al ingelogd.')).toBeVisible();
});

test('D23: who has an account joins the invitation to it and logs in again where more is asked', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await page.getByRole('link', { name: 'Ik heb al een account en wil dit daaraan toevoegen' }).click();
  await expect(heading(page, 'Inloggen')).toBeVisible();
  await world.hydrated(page);
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await expect(page.getByText('U bent ingelogd als fgrashoff11@voorbeeld.nl')).toBeVisible();
  await world.hydrated(page);
  await terms(page).check();
  await page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
  await expect(page.getByText('De organisatie is aan uw account toegevoegd.')).toBeVisible();
  await world.hydrated(page);
  await world.passLogIn(page, 'fgrashoff11');
  await expect(page).toHaveURL(/berichten/);
});
