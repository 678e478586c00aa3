// Platform administration (S9, S13, D1, D5, D23): organisations, what they set, and who administers them.
import { invitation } from '../support/activation.ts';
import { refusal } from '../support/berichten.ts';
import { addOrganisation, inviteAdministrator, saveDisplayName } from '../support/platform.ts';
import { expect, test, type Page } from '../support/test.ts';

test.beforeEach(async ({ page, world }) => world.logIn(page, 'platform'));

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('S9: the start shows all organisations, and the menu has only what is for the platform', async ({ page, world }) => {
  await expect(page).toHaveURL(`${world.origin}/platform/organisaties`);
  const menu = page.getByRole('banner').getByRole('listitem');
  await expect(menu).toHaveText(['Organisaties', 'Toestand', 'Inklappen', 'Mijn profiel', 'Uitloggen']);
  await page.getByLabel('Zoek op naam of nummer').fill('plein');
  await page.getByRole('button', { name: 'Zoek' }).click();
  await expect(page.getByText("1 organisatie, gezocht op 'plein'.")).toBeVisible();
  await page.getByRole('link', { name: 'Huisartsenpraktijk Het Plein' }).click();
  await expect(heading(page, 'Het Plein')).toBeVisible();
});

test('S9, S13: an organisation needs a crisis number, and its administrator is invited', async ({ page, world }) => {
  await page.getByRole('link', { name: 'Organisatie toevoegen' }).click();
  await expect(heading(page, 'Organisatie toevoegen')).toBeVisible();
  await world.hydrated(page);
  await addOrganisation(page, '');
  await expect(refusal(page)).toContainText('Vul het crisisnummer in.');
  await expect(page.getByLabel('Weergavenaam')).toHaveValue('De Beuk');
  await world.hydrated(page);
  await addOrganisation(page);
  await expect(page.getByText('De organisatie is toegevoegd.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Beheerder uitnodigen' }).click();
  await expect(heading(page, 'Beheerder uitnodigen')).toBeVisible();
  await world.hydrated(page);
  await inviteAdministrator(page, 'anna@debeuk.nl');
  await expect(section(page, 'Beheerders').getByText('Uitgenodigd op 02-03-2026')).toBeVisible();
  expect(await invitation(world, 'anna@debeuk.nl')).toMatch(/^\/activeren\//);
});

test('D1: a preset says what the guideline has against it, and is saved by itself', async ({ page, world }) => {
  await world.visit(page, '/platform/organisaties/11');
  await page.getByRole('link', { name: 'Wijzigen Wachtwoordbeleid' }).click();
  await expect(heading(page, 'Wachtwoordbeleid')).toBeVisible();
  await world.hydrated(page);
  await expect(page.getByLabel('Minimale lengte')).toBeHidden();
  await page.getByLabel('Eigen waarden', { exact: true }).check();
  await expect(page.getByLabel('Minimale lengte')).toBeVisible();
  await page.getByLabel('Portero').check();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  const policy = section(page, 'Wachtwoordbeleid');
  await expect(policy.getByText('Opgeslagen')).toBeVisible();
  await expect(policy.getByText('Dit beleid gaat in tegen NIST SP 800-63B-4')).toBeVisible();
  await page.reload();
  await expect(policy.getByText('Dit beleid gaat in tegen NIST SP 800-63B-4')).toBeVisible();
  await expect(page.getByText('Opgeslagen')).toHaveCount(0);
});

test('two on one section: the second is told what changed and keeps what was typed', async ({ page, world }) => {
  const other = await page.context().newPage();
  for (const one of [page, other]) await world.visit(one, '/platform/organisaties/11/gegevens');
  await saveDisplayName(other, 'De Lindeboom');
  await expect(section(other, 'Gegevens').getByText('Opgeslagen')).toBeVisible();
  await saveDisplayName(page, 'De Linden');
  await expect(refusal(page)).toContainText('Iemand anders heeft dit intussen gewijzigd.');
  await expect(section(page, 'Wat er nu geldt').getByText('De Lindeboom')).toBeVisible();
  await expect(page.getByLabel('Weergavenaam')).toHaveValue('De Linden');
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(heading(page, 'De Linden')).toBeVisible();
});

test('S9: a module that is off closes its portal', async ({ page, world }) => {
  const karen = await world.visitor('karen.test');
  await world.visit(page, '/platform/organisaties/11/modules');
  await page.getByLabel('Cliëntenportaal').uncheck();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(section(page, 'Modules').getByText('Opgeslagen')).toBeVisible();
  await karen.goto('/');
  await expect(karen.getByText('Uw organisatie gebruikt het onderdeel Cliëntenportaal nu niet.')).toBeVisible();
});

test('D3: an organisation allows at least one second factor, and one without SMS is asked for its app', async ({ page, world }) => {
  await world.visit(page, '/platform/organisaties/11/factoren');
  for (const way of ['Passkey', 'Authenticator-app', 'Code per sms']) await page.getByLabel(way).uncheck();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(refusal(page)).toContainText('Kies er ten minste één.');
  await world.hydrated(page);
  await page.getByLabel('Authenticator-app').check();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  const allowed = section(page, 'Toegestane tweede factoren');
  await expect(allowed.getByText('Opgeslagen')).toBeVisible();
  await expect(allowed.getByText('Alleen voor wie nog niets anders heeft')).toBeVisible();
  await world.visitor('karen.test');
});

test('R116: what is filled in of the help desk stands on the help page', async ({ page, world }) => {
  await world.visit(page, '/platform/organisaties/11/helpdesk');
  await page.getByLabel('Pagina met veelgestelde vragen').fill('delinde.nl/vragen');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(refusal(page)).toContainText('Het begint met https://.');
  await world.hydrated(page);
  await page.getByLabel('Pagina met veelgestelde vragen').fill('https://delinde.nl/vragen');
  await page.getByLabel('Telefoonnummer').fill('088 123 45 99');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(section(page, 'Helpdesk').getByText('Opgeslagen')).toBeVisible();
  await page.goto('/hulp?bij=11');
  await expect(page.getByRole('link', { name: '088 123 45 99' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'https://delinde.nl/vragen' })).toBeVisible();
});

test('D23: an administrator is logged out everywhere and then withdrawn with a reason', async ({ page, world }) => {
  await world.visit(page, '/platform/organisaties/16');
  await page.getByRole('button', { name: 'Overal uitloggen F Grashoff' }).click();
  await expect(page.getByText('Deze beheerder is overal uitgelogd.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Intrekken F Grashoff' }).click();
  await expect(heading(page, 'Toegang intrekken')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Toegang intrekken' }).click();
  await expect(refusal(page)).toContainText('Vul in waarom u dit intrekt.');
  await world.hydrated(page);
  await page.getByLabel('Reden').fill('Werkt hier niet meer');
  await page.getByRole('button', { name: 'Toegang intrekken' }).click();
  await expect(section(page, 'Beheerders').getByText('Reden: Werkt hier niet meer')).toBeVisible();
});

test('S9: the state says as of when, and that jobs run', async ({ page, world }) => {
  await world.visit(page, '/platform/toestand');
  await expect(page.getByText(/^Zoals het was op 02-03-2026 1\d:\d\d/)).toBeVisible();
  await expect(page.getByRole('row', { name: /^Logboek verzegelen .* Gelukt/ })).toBeVisible();
  await expect(section(page, 'Opslag').getByText(/^\d[\d.]*,\d [kMG]B$/).first()).toBeVisible();
});

test('quality §3: who reads the log sees what was set before and after', async ({ page, world }) => {
  await world.visit(page, '/platform/organisaties/11/uitnodigingen');
  await page.getByLabel('Geldigheid in dagen').fill('21');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(section(page, 'Geldigheid van uitnodigingen').getByText('Opgeslagen')).toBeVisible();
  const nina = await world.visitor('nina.kuipers');
  await world.visit(nina, '/inzage/organisatie');
  const row = nina.getByRole('row').filter({ hasText: 'Petra Platform' });
  await expect(row).toContainText('Geldig in dagen: was 14, nu 21');
});
