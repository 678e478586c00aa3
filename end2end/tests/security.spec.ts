// Beveiliging (D3; quality.md §3): second factors, recovery codes, sessions; each change after a step-up.
import { refusal } from '../support/berichten.ts';
import { PASSWORD } from '../support/people.ts';
import { codes } from '../support/postbus.ts';
import {
  addApp, confirmed, givePassword, heading, lines, logOut, makeCodes, passConfirming, section, SECURITY, totp, withApp,
} from '../support/security.ts';
import { expect, test } from '../support/test.ts';

const FACTORS = 'Veiliger inloggen';
const SESSIONS = 'Waar u bent ingelogd';

test('D3: an authenticator app is added after confirming, and asked at the next login instead of an SMS', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/profiel');
  await page.getByRole('link', { name: 'Beveiliging bekijken' }).click();
  await expect(section(page, FACTORS)).toContainText('U hebt nog geen passkey of authenticator-app.');
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Authenticator-app toevoegen' }).click();
  await passConfirming(world, page, 'karen.test');
  await expect(page.getByRole('img', { name: 'QR-code voor uw authenticator-app' })).toBeVisible();
  const key = await addApp(world, page, 'Mijn telefoon');
  await expect(lines(page, FACTORS)).toHaveText([/Mijn telefoon\s*Authenticator-app\s*02-03-2026\s*nog niet/]);
  await logOut(world, page);
  const sent = (await codes(world.origin, 'karen.test')).length;
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(heading(page, 'Code uit uw app')).toBeVisible();
  await world.giveCode(page, totp(key, world.now()));
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  expect(await codes(world.origin, 'karen.test')).toHaveLength(sent);
  await world.visit(page, SECURITY);
  await expect(lines(page, FACTORS)).toContainText(/02-03-2026 10:0/);
});

test('D3: a wrong first code adds nothing, and the same QR code stays', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await confirmed(world, page, 'karen.test', '/app');
  const key = await page.getByLabel('Sleutel').innerText();
  expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  const code = totp(key, world.now());
  await page.getByLabel('Naam').fill('Tablet');
  await page.getByLabel('Code van 6 cijfers').fill(code === '123456' ? '654321' : '123456');
  await page.getByRole('button', { name: 'App toevoegen' }).click();
  await expect(refusal(page)).toContainText('Deze code klopt niet.');
  await expect(page.getByLabel('Naam')).toHaveValue('Tablet');
  await expect(page.getByLabel('Code van 6 cijfers')).toHaveValue('');
  await expect(page.getByLabel('Sleutel')).toHaveText(key);
});

test('a code works once: the one of the login before is refused', async ({ page, world }) => {
  const key = await withApp(world, page, 'karen.test');
  const code = totp(key, world.now(), 1);
  const one = await world.stranger();
  const two = await world.stranger();
  for (const browser of [one, two]) {
    await world.visit(browser, '/inloggen');
    await world.giveName(browser, 'karen.test', PASSWORD);
    await expect(heading(browser, 'Code uit uw app')).toBeVisible();
    await world.hydrated(browser);
  }
  await world.giveCode(one, code);
  await expect(one).toHaveURL(/\/berichten/);
  await world.giveCode(two, code);
  await expect(refusal(two)).toContainText('Deze code klopt niet. U kunt het nog 4 keer proberen.');
});

test('D3: "Andere manier" leads to an SMS, which is sent when asked for', async ({ page, world }) => {
  await withApp(world, page, 'karen.test');
  await logOut(world, page);
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(heading(page, 'Code uit uw app')).toBeVisible();
  const sent = (await codes(world.origin, 'karen.test')).length;
  await page.getByRole('link', { name: 'Met een code per sms' }).click();
  await expect(heading(page, 'Code uit de sms')).toBeVisible();
  expect(await codes(world.origin, 'karen.test')).toHaveLength(sent);
  await page.getByRole('button', { name: 'Stuur mij een code' }).click();
  await expect(page.getByText('Wij hebben een code gestuurd naar')).toBeVisible();
  await world.giveCode(page, await world.sms('karen.test', sent));
  await expect(page).toHaveURL(`${world.origin}/berichten`);
});

test('D3: who lost the telephone logs in with a recovery code, once, and is mailed', async ({ page, world }) => {
  await withApp(world, page, 'karen.test');
  const made = await makeCodes(world, page);
  for (const code of made) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  await page.getByRole('button', { name: 'Ik heb ze bewaard' }).click();
  await expect(section(page, 'Herstelcodes')).toContainText('U hebt nog 10 van de 10 codes');
  await world.visit(page, `${SECURITY}/herstelcodes`);
  await expect(page.getByText(made[0] ?? '')).toHaveCount(0);
  await logOut(world, page);
  const give = async (code: string) => {
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'karen.test', PASSWORD);
    await page.getByRole('link', { name: 'Met een herstelcode' }).click();
    await page.getByLabel('Herstelcode').fill(code);
    await page.getByRole('button', { name: 'Ga verder' }).click();
  };
  await give((made[0] ?? '').toLowerCase().replace('-', ' '));
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  await expect.poll(async () => (await world.mails('karen.test'))[0]?.subject).toBe('Er is een herstelcode gebruikt');
  await world.visit(page, SECURITY);
  await expect(section(page, 'Herstelcodes')).toContainText('U hebt nog 9 van de 10 codes');
  await logOut(world, page);
  await give(made[0] ?? '');
  await expect(refusal(page)).toContainText('Deze code klopt niet.');
});

test('D3: who lost the telephone and forgot the password gets in with link and recovery code', async ({ page, world }) => {
  await withApp(world, page, 'karen.test');
  const [code] = await makeCodes(world, page);
  await logOut(world, page);
  await world.visit(page, await world.passwordLink(page, 'karen.test'));
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await expect(heading(page, 'Code uit uw app')).toBeVisible();
  await page.getByRole('link', { name: 'Met een herstelcode' }).click();
  await page.getByLabel('Herstelcode').fill(code ?? '');
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await expect(heading(page, 'Nieuw wachtwoord')).toBeVisible();
});

test('a factor gets another name, and is removed; its owner is mailed', async ({ page, world }) => {
  await withApp(world, page, 'karen.test');
  await page.getByRole('link', { name: 'Wijzigen van Telefoon' }).click();
  await expect(page.getByLabel('Naam')).toHaveValue('Telefoon');
  await world.hydrated(page);
  await page.getByLabel('Naam').fill('');
  await page.getByRole('button', { name: 'Naam opslaan' }).click();
  await expect(refusal(page)).toContainText('Vul een naam in');
  await world.hydrated(page);
  await page.getByLabel('Naam').fill('Oude telefoon');
  await page.getByRole('button', { name: 'Naam opslaan' }).click();
  await expect(page.getByText('De nieuwe naam is opgeslagen.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Wijzigen van Oude telefoon' }).click();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Verwijderen van Oude telefoon' }).click();
  await expect(section(page, FACTORS)).toContainText('U hebt nog geen passkey of authenticator-app.');
  const subjects = async () => (await world.mails('karen.test')).map((mail) => mail.subject);
  await expect.poll(subjects).toEqual(['Manier van inloggen verwijderd', 'Nieuwe manier van inloggen']);
  await logOut(world, page);
  await world.passLogIn(page, 'karen.test');
});

test('one confirms once in ten minutes, and a wrong password confirms nothing', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, `${SECURITY}/herstelcodes`);
  await page.getByLabel('Wachtwoord').fill('mis');
  await page.getByRole('button', { name: 'Ga verder' }).click();
  await expect(refusal(page)).toContainText('Dit is niet uw wachtwoord.');
  await world.hydrated(page);
  await passConfirming(world, page, 'karen.test');
  await expect(heading(page, 'Herstelcodes')).toBeVisible();
  await world.visit(page, `${SECURITY}/app`);
  await expect(heading(page, 'Authenticator-app toevoegen')).toBeVisible();
  await world.continueAt('2026-03-02T10:12:00+01:00');
  await world.visit(page, `${SECURITY}/app`);
  await expect(heading(page, 'Bent u het zelf?')).toBeVisible();
});

test('the SMS of a step-up says that it is no login', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  const earlier = (await codes(world.origin, 'karen.test')).length;
  await world.visit(page, `${SECURITY}/app`);
  await givePassword(page);
  await world.sms('karen.test', earlier);
  await page.goto(`/demo/postbus?aan=${encodeURIComponent('06-1234 5600')}`);
  await expect(page.getByText('is uw code om te bevestigen dat u het bent')).toBeVisible();
});

test('D20: one ends a session elsewhere, or all others at once', async ({ page, world }) => {
  const elsewhere = await world.visitor('karen.test');
  const another = await world.visitor('karen.test');
  await world.logIn(page, 'karen.test');
  await world.visit(page, SECURITY);
  await expect(lines(page, SESSIONS)).toHaveCount(3);
  await expect(lines(page, SESSIONS).first()).toContainText(/Chrome op Linux\s*127\.0\.0\.1\s*nu\s*Dit apparaat/);
  await page.getByRole('button', { name: /^Beëindigen/ }).first().click();
  await expect(page.getByText('U bent op dat apparaat uitgelogd.')).toBeVisible();
  await expect(lines(page, SESSIONS)).toHaveCount(2);
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Overal anders uitloggen' }).click();
  await passConfirming(world, page, 'karen.test');
  await page.getByRole('button', { name: 'Overal anders uitloggen' }).click();
  await expect(page.getByText('U bent overal uitgelogd, behalve hier.')).toBeVisible();
  await expect(lines(page, SESSIONS)).toHaveCount(1);
  for (const other of [elsewhere, another]) {
    await other.goto('/berichten');
    await expect(heading(other, 'Inloggen')).toBeVisible();
  }
});

test('somebody whose role has no pages yet has this one', async ({ page, world }) => {
  await world.logIn(page, 'nina.kuipers');
  await page.getByRole('link', { name: 'Beveiliging van uw account' }).click();
  await expect(heading(page, 'Beveiliging')).toBeVisible();
  await expect(lines(page, SESSIONS)).toHaveCount(1);
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Terug naar het portaal' }).click();
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
});

test('whoever changes the password is mailed that it changed', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, `/wachtwoord/wijzigen?naar=${SECURITY}`);
  await page.getByLabel('Huidig wachtwoord').fill(PASSWORD);
  await page.getByLabel('Nieuw wachtwoord', { exact: true }).fill('Heel-ander-slot-48');
  await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
  await expect(page.getByText('Uw wachtwoord is gewijzigd.')).toBeVisible();
  await expect.poll(async () => (await world.mails('karen.test'))[0]?.subject).toBe('Uw wachtwoord is gewijzigd');
  const [mail] = await world.mails('karen.test');
  expect(mail?.body).toContain('is gewijzigd op 02-03-2026 om 10:');
  expect(mail?.body).toContain('Was u dit niet?');
  expect(mail?.body).not.toMatch(/Karen|slot/);
});

test('without scripts there is no button for a passkey, and with them there is', async ({ page, world, javaScriptEnabled }) => {
  await world.visit(page, `${world.named}/inloggen`);
  const count = javaScriptEnabled === false ? 0 : 1;
  await expect(page.getByRole('button', { name: 'Inloggen met een passkey' })).toHaveCount(count);
});
