// Inloggen (R5, R114, D20, D29): name and password, then the code from the SMS; the same with and without scripts.
import { PASSWORD } from '../support/people.ts';
import { letters } from '../support/postbus.ts';
import { refusal, rows } from '../support/berichten.ts';
import { expect, test, type Page } from '../support/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test('D29: one logs in with the user name and the code from the SMS, and sees the own inbox', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(heading(page, 'Code uit de sms')).toBeVisible();
  await expect(page.getByText('06-•••• ••00')).toBeVisible();
  await world.giveCode(page, await world.sms('karen.test'));
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  await expect(heading(page, 'Berichten')).toBeVisible();
  await expect(rows(page)).toHaveCount(7);
});

test('D29: the mail address works as well, and case makes no difference', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.passLogIn(page, 'karen.test', ' Karen.TEST@Voorbeeld.NL');
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('D29: a practitioner lands in the practice', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await expect(page).toHaveURL(`${world.origin}/praktijk/berichten`);
});

test('D29: somebody whose role has no pages yet is told so, and can log out', async ({ page, world }) => {
  await world.logIn(page, 'nina.kuipers');
  await expect(page.getByText('Voor uw rol zijn er nog geen pagina')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Demonstratie' })).toBeVisible();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await expect(page.getByText('U bent uitgelogd.')).toBeVisible();
});

test('D29: a wrong password and an unknown name get the same answer', async ({ page, world }) => {
  const answers: string[] = [];
  for (const name of ['karen.test', 'niemand.hier']) {
    await world.visit(page, '/inloggen');
    await world.giveName(page, name, 'Verkeerd-Wachtwoord-1');
    await expect(refusal(page)).toContainText('horen niet bij elkaar');
    await expect(page.getByLabel('E-mailadres of gebruikersnaam')).toHaveValue(name);
    await expect(page.getByLabel('Wachtwoord')).toHaveValue('');
    answers.push(await refusal(page).innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test('D29: an empty form says for each field what is missing', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await expect(refusal(page)).toContainText('Vul uw e-mailadres of gebruikersnaam in.');
  await expect(refusal(page)).toContainText('Vul uw wachtwoord in.');
  await expect(page.getByLabel('Wachtwoord')).toHaveAttribute('aria-invalid', 'true');
});

test('D29: a wrong code is refused with what is left, and the right one still works', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  const code = await world.sms('karen.test');
  await world.giveCode(page, code === '123456' ? '654321' : '123456');
  await expect(refusal(page)).toContainText('Deze code klopt niet. U kunt het nog 4 keer proberen.');
  await world.giveCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('D29: the code page survives a reload', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  const code = await world.sms('karen.test');
  await expect(heading(page, 'Code uit de sms')).toBeVisible();
  await page.reload();
  await world.giveCode(page, code);
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('D29: a new code within the minute is refused with the time to wait', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  await page.getByRole('button', { name: 'Stuur een nieuwe code' }).click();
  await expect(refusal(page)).toContainText(/U kunt over \d+ seconden een nieuwe code vragen\./);
  await world.giveCode(page, await world.sms('karen.test'));
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('D29: the code page without a login under way leads back to the beginning', async ({ page, world }) => {
  await world.visit(page, '/inloggen/code');
  await page.getByRole('link', { name: 'Opnieuw inloggen' }).click();
  await expect(heading(page, 'Inloggen')).toBeVisible();
});

test('R114: after login one lands on the page asked for', async ({ page, world }) => {
  await world.visit(page, '/berichten/archief?bij=11');
  await expect(page).toHaveURL(/\/inloggen\?naar=/);
  await world.passLogIn(page, 'karen.test');
  await expect(page).toHaveURL(`${world.origin}/berichten/archief?bij=11`);
  await expect(page.getByText('Uw archief is leeg')).toBeVisible();
});

test('R114: after login one never lands on a page of somebody else', async ({ page, world }) => {
  await world.visit(page, '/inloggen?naar=//voorbeeld.nl/');
  await world.passLogIn(page, 'karen.test');
  await expect(page).toHaveURL(`${world.origin}/berichten`);
});

test('after logging out the back button shows nothing', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await page.getByRole('button', { name: 'Uitloggen' }).first().click();
  await expect(page.getByText('U bent uitgelogd.')).toBeVisible();
  await page.goBack();
  await expect(heading(page, 'Inloggen')).toBeVisible();
  await expect(page.getByText('Vragenlijst voor donderdag')).toHaveCount(0);
});

test('D20: a session elsewhere blocks no login; one\'s own page lists both, and ends the other', async ({
  page, world, javaScriptEnabled,
}) => {
  const elsewhere = await world.visitor('karen.test');
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/profiel/beveiliging');
  const browsers = page.getByRole('region', { name: 'Waar u bent ingelogd' }).getByRole('row');
  await expect(browsers).toHaveCount(3);
  await page.getByRole('button', { name: /^Beëindigen/ }).click();
  await expect(browsers).toHaveCount(2);
  await expect(page.getByText('Dit apparaat')).toBeVisible();
  // A page with scripts hears that its session was ended and goes by itself.
  if (!javaScriptEnabled) await elsewhere.goto('/berichten');
  await expect(heading(elsewhere, 'Inloggen')).toBeVisible();
});

test('D20: after 15 minutes without activity a client logs in again, a practitioner does not', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  const gerard = await world.visitor('gerard.van.kesteren');
  await world.continueAt('2026-03-02T10:20:00+01:00');
  await page.goto('/profiel');
  await expect(heading(page, 'Inloggen')).toBeVisible();
  await world.passLogIn(page, 'karen.test');
  await expect(heading(page, 'Mijn profiel')).toBeVisible();
  await gerard.goto('/praktijk/berichten');
  await expect(heading(gerard, 'Berichten')).toBeVisible();
});

test('S11: the SMS has the code, and says nothing about care', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  const [sms] = await letters(world.origin, '06-1234 5600');
  expect(sms?.body).toMatch(/^\d{6} is uw code/);
  expect(sms?.body).not.toMatch(/Karen|Linde|behandel/i);
});
