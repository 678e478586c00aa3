// Inloggen met … (OpenID Connect, D23, R114, S16): against a certified provider, from the login page and back.
import { row } from '../support/berichten.ts';
import { at, go, Provider, trust } from '../support/oidc.ts';
import { addProvider, toGuarded, tryOut } from '../support/platform.ts';
import { expect, test as base, type Page } from '../support/test.ts';

const test = base.extend<{ provider: Provider }>({
  // The provider's clock is the real one: each world begins at the moment of its test.
  clock: async ({}, use) => use(new Date().toISOString()),
  provider: [
    async ({ world }, use) => {
      const provider = await Provider.start(world.origin);
      await trust(world, provider.issuer, 11);
      await use(provider);
      await provider.stop();
    },
    { auto: true },
  ],
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test('R114, S16: the BSN and a level that is high enough let one in, on the page one wanted', async ({
  page, world, provider,
}) => {
  await world.visit(page, '/berichten/archief?bij=11');
  await go(page);
  expect(page.url()).toContain(provider.issuer);
  await at(page, 'karen');
  await expect(page).toHaveURL(`${world.origin}/berichten/archief?bij=11`);
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('too low a level is refused in words that say which is needed, and the next try is asked anew', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await go(page);
  await at(page, 'karen', 'urn:laag');
  await expect(page.getByRole('alert')).toContainText('Voor De Linde is niveau Substantieel nodig.');
  await expect(heading(page, 'Inloggen')).toBeVisible();
  await go(page);
  await at(page, 'karen', 'urn:hoog');
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('D23: an unknown person is told what to do, whatever their mail address', async ({ page, world }) => {
  await world.visit(page, '/inloggen?bij=11');
  await go(page);
  await at(page, 'vreemd');
  await expect(page.getByRole('alert')).toContainText('Bel De Linde: 088 123 45 60.');
  await page.goto('/berichten');
  await expect(heading(page, 'Inloggen')).toBeVisible();
});

test('D23: who was deleted at a hospital gets into nothing of it, and still into the own record', async ({
  page, world, provider,
}) => {
  await trust(world, provider.issuer, 13, 'Ziekenhuis Oost');
  await world.visit(page, '/inloggen?bij=13');
  await go(page, 'Ziekenhuis Oost', 'Ziekenhuis Oost');
  await at(page, 'jan');
  await expect(page.getByRole('alert')).toContainText('Bel Ziekenhuis Oost');
  await world.visit(page, '/inloggen?bij=11');
  // The provider still knows him and asks nothing.
  await page.getByRole('link', { name: 'Inloggen met DigiD De Linde' }).click();
  await expect(row(page, 'Slaapdagboek')).toBeVisible();
  const again = await world.stranger();
  await world.visit(again, '/inloggen?bij=13');
  await go(again, 'Ziekenhuis Oost', 'Ziekenhuis Oost');
  await at(again, 'jan');
  await expect(row(again, 'Slaapdagboek')).toBeVisible();
  await expect(again.getByText('Ziekenhuis Oost')).toHaveCount(0);
});

test('who turns back at the provider is on the login page with a sentence', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await go(page);
  await page.getByRole('link', { name: 'Annuleren' }).click();
  await expect(page.getByRole('alert')).toContainText('U hebt het inloggen met DigiD afgebroken.');
  await expect(page.getByLabel('Wachtwoord')).toBeVisible();
});

test('an answer of the provider counts once, and only in the browser that asked', async ({ page, world, provider }) => {
  await world.visit(page, '/inloggen');
  await go(page);
  let answer = '';
  page.on('request', (request) => {
    if (request.url().includes('/inloggen/terug?')) answer = request.url();
  });
  await at(page, 'karen');
  await expect(heading(page, 'Berichten')).toBeVisible();
  expect(answer).toContain(encodeURIComponent(provider.issuer));
  for (const browser of [page, await world.stranger()]) {
    await browser.goto(answer);
    await expect(browser.getByRole('alert')).toContainText('Begin hieronder opnieuw.');
  }
});

test('D23: somebody who is in adds a login, uses it, and takes it away again', async ({ page, world }) => {
  await world.logIn(page, 'fatima.elamrani');
  await world.visit(page, '/profiel');
  await page.getByRole('link', { name: 'Beveiliging bekijken' }).click();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Andere manieren van inloggen' }).click();
  await page.getByRole('link', { name: 'DigiD toevoegen' }).click();
  await at(page, 'vreemd');
  await expect(page.getByRole('status')).toContainText('De login is toegevoegd.');
  const elsewhere = await world.stranger();
  await world.visit(elsewhere, '/inloggen');
  await go(elsewhere);
  await at(elsewhere, 'vreemd');
  await expect(elsewhere.getByText('Bijwerkingen')).toBeVisible();
  await page.getByRole('button', { name: 'Verwijderen van DigiD' }).click();
  await expect(page.getByRole('status')).toContainText('De login is verwijderd.');
  await expect(page.getByText('Alleen met uw gebruikersnaam en wachtwoord.')).toBeVisible();
});

test('S9: a platform administrator sets a provider up and tries it out, and people log in with it', async ({
  page, world, provider,
}) => {
  await world.logIn(page, 'platform');
  await world.visit(page, '/platform/organisaties/12');
  await toGuarded(world, page, 'Inlogdienst toevoegen');
  await addProvider(page, `${provider.issuer}/`, 'DigiD');
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Wijzigen DigiD' }).click();
  await world.hydrated(page);
  await tryOut(page);
  await expect(page.getByText('De inlogdienst noemt zichzelf anders.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Verwijderen van DigiD' }).click();
  await expect(page.getByText('De inlogdienst is verwijderd.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Inlogdienst toevoegen' }).click();
  await world.hydrated(page);
  await addProvider(page, provider.issuer, 'DigiD');
  await expect(page.getByText('De inlogdienst is opgeslagen.')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Wijzigen DigiD' }).click();
  await world.hydrated(page);
  await tryOut(page);
  await expect(page.getByText('De verbinding werkt.')).toBeVisible();
  const karen = await world.stranger();
  await karen.goto('/inloggen?bij=12');
  await go(karen, 'DigiD', 'Het Plein');
  await at(karen, 'karen');
  await expect(karen.getByRole('link', { name: 'Mijn profiel' })).toBeVisible();
});
