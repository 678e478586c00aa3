// The first start (S9): no account by default, a one-time link on the console, and from there to an organisation whose
// administrator logs in. The real program, without demonstration, on an empty folder.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OWN } from '../support/activation.ts';
import { newPassword } from '../support/passwords.ts';
import { addOrganisation, inviteAdministrator } from '../support/platform.ts';
import type { Letter } from '../support/postbus.ts';
import { expect, test as base, type Page } from '../support/test.ts';
import { World } from '../support/world.ts';

const LINK = /\/activeren\/[0-9a-f]{64}/g;

interface Installation {
  data: string;
  world: World;
}

const test = base.extend<{ installation: Installation }>({
  installation: async ({ browser, faults, javaScriptEnabled }, use) => {
    const data = await mkdtemp(join(tmpdir(), 'portiek-fresh-'));
    const world = await World.fresh({ data, browser, scripts: javaScriptEnabled !== false, faults });
    await use({ data, world });
    await world.end();
    await rm(data, { recursive: true });
  },
});

/** The newest letter to somebody, from the folder that stands in for mail and SMS. */
async function letter(data: string, to: string, subject = ''): Promise<string> {
  let found: Letter | undefined;
  const look = async () => {
    const files = await readdir(join(data, 'post')).catch(() => []);
    const whole = files.filter((file) => file.endsWith('.json')).sort().reverse();
    const letters = await Promise.all(whole.map(async (file) => JSON.parse(await readFile(join(data, 'post', file), 'utf8')) as Letter));
    found = letters.find((one) => one.to === to && one.subject.includes(subject));
    return found !== undefined;
  };
  await expect.poll(look, { message: `a letter to ${to}` }).toBe(true);
  return found?.body ?? '';
}

/** The last link on the console. */
function printed(world: World): string {
  return world.output.match(LINK)?.at(-1) ?? '';
}

async function giveCode({ data, world }: Installation, page: Page, mobile: string): Promise<void> {
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  await world.hydrated(page);
  await world.giveCode(page, (await letter(data, mobile)).slice(0, 6));
}

test('an empty installation, its first administrator, an organisation and its administrator', async ({ installation }) => {
  const { data, world } = installation;
  await expect.poll(() => printed(world)).not.toBe('');
  const page = await world.stranger();
  await world.visit(page, printed(world));
  await page.getByLabel('Mobiel nummer').fill('06-1234 5699');
  await page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await giveCode(installation, page, '+31612345699');
  await expect(newPassword(page)).toBeVisible();
  await world.hydrated(page);
  await page.getByLabel('Voornaam').fill('Petra');
  await page.getByLabel('Achternaam').fill('Bakker');
  await page.getByLabel('E-mailadres').fill('petra@portiek.nl');
  await newPassword(page).fill(OWN);
  await page.getByRole('button', { name: 'Account activeren' }).click();
  await expect(page).toHaveURL(`${world.origin}/platform/organisaties`);

  await world.hydrated(page);
  await page.getByRole('link', { name: 'Organisatie toevoegen' }).click();
  await expect(page.getByLabel('Weergavenaam')).toBeVisible();
  await world.hydrated(page);
  await addOrganisation(page);
  await world.hydrated(page);
  await page.getByRole('link', { name: 'Beheerder uitnodigen' }).click();
  await expect(page.getByLabel('Voorletters')).toBeVisible();
  await world.hydrated(page);
  await inviteAdministrator(page, 'anna@debeuk.nl');

  const anna = await world.stranger();
  const link = (await letter(data, 'anna@debeuk.nl')).match(LINK)?.[0] ?? '';
  await world.visit(anna, link);
  await anna.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await giveCode(installation, anna, '+31612345690');
  await expect(newPassword(anna)).toBeVisible();
  await world.hydrated(anna);
  await newPassword(anna).fill(OWN);
  await anna.getByRole('button', { name: 'Account activeren' }).click();
  await expect(anna.getByRole('heading', { name: 'U bent ingelogd' })).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Geactiveerd op/)).toBeVisible();

  const again = await world.stranger();
  await world.visit(again, '/inloggen');
  await world.giveName(again, 'petra@portiek.nl', OWN);
  await expect(again.getByLabel('Code van 6 cijfers')).toBeVisible();
});
