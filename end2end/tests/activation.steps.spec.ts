// Activeren out of order (D5, D23): the back button after each step, too late, and two tabs on one link.
import {
  activate, finish, invitation, mailsTo, OWN, terms, toFinish, toJoinWhereOneSigns,
} from '../support/activation.ts';
import { refusal } from '../support/berichten.ts';
import { newPassword } from '../support/passwords.ts';
import { IRIS, PASSWORD } from '../support/people.ts';
import { letters } from '../support/postbus.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const askCode = (page: Page) => page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
const join = (page: Page) => page.getByRole('button', { name: 'Toevoegen', exact: true }).click();
const alreadyIn = (page: Page) => page.getByText('U bent al ingelogd.');

/** The code of Iris's newest SMS, the so-manieth. */
async function code(world: World, count: number): Promise<string> {
  const [sms] = await mailsTo(world, IRIS.mobile, count);
  return sms?.body.slice(0, 6) ?? '';
}

async function back(world: World, page: Page): Promise<void> {
  await page.goBack();
  await world.hydrated(page);
}

/** To "Toevoegen", as somebody who has an account. */
async function toJoin(world: World, page: Page, link: string): Promise<void> {
  await world.visit(page, `${link}/toevoegen`);
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await expect(page.getByText('U bent ingelogd als fgrashoff11@voorbeeld.nl')).toBeVisible();
  await world.hydrated(page);
}

test('R4: the code says that it is for activating, and nothing else', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await askCode(page);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  const [sms] = await mailsTo(world, IRIS.mobile, 1);
  expect(sms?.body).toContain('is uw code om uw account te activeren.');
  await expect(page.getByRole('link', { name: 'Met een andere naam inloggen' })).toHaveCount(0);
  await world.giveCode(page, '000');
  await expect(refusal(page)).toContainText('Uw account is nog niet geactiveerd');
});

test('back from the code: the link still works and sends another code', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await askCode(page);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  await code(world, 1);
  await back(world, page);
  await toFinish(world, page);
  await finish(world, page);
});

test('back from the password: what was shown is not asked again', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
  await back(world, page);
  await expect(heading(page, 'Account activeren')).toBeVisible();
  await finish(world, page);
});

test('back from the portal: each page says that it is done', async ({ page, world }) => {
  const link = await invitation(world);
  await world.visit(page, link);
  await toFinish(world, page);
  await finish(world, page);
  for (const path of ['/activeren/afronden', '/inloggen/code']) {
    await world.visit(page, path);
    await expect(alreadyIn(page)).toBeVisible();
  }
  await back(world, page);
  await expect(alreadyIn(page)).toBeVisible();
  await world.visit(page, link);
  await expect(page.getByText('Deze link is al gebruikt op 02-03-2026')).toBeVisible();
  await world.visit(page, '/activeren/afronden');
  await page.getByRole('link', { name: 'Naar uw portaal' }).click();
  await expect(heading(page, 'Berichten')).toBeVisible();
});

test('a code that came too late is asked for again, on the same page', async ({ page, world }) => {
  await world.visit(page, await invitation(world));
  await askCode(page);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  const late = await code(world, 1);
  await world.continueAt('2026-03-02T10:12:00+01:00');
  await world.giveCode(page, late);
  await expect(refusal(page)).toContainText('Deze code is niet meer geldig. Vraag een nieuwe code');
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Stuur een nieuwe code' }).click();
  await expect(page.getByText('Er is een nieuwe code onderweg.')).toBeVisible();
  await world.giveCode(page, await code(world, 2));
  await expect(newPassword(page)).toBeVisible();
});

test('too late while typing a password: nothing is used up, and the link leads there again', async ({ page, world }) => {
  const link = await invitation(world);
  await world.visit(page, link);
  await toFinish(world, page);
  await newPassword(page).fill(OWN);
  await terms(page).check();
  await world.continueAt('2026-03-02T10:31:00+01:00');
  await activate(page);
  await expect(page.getByText('Het activeren heeft te lang geduurd')).toBeVisible();
  await expect(page.getByText('Open de link uit de mail opnieuw: die werkt nog.')).toBeVisible();
  await world.visit(page, link);
  await toFinish(world, page);
  await expect(terms(page), 'what was agreed to stays').toBeChecked();
  await finish(world, page);
});

test('too late for the code: the page says how to begin again', async ({ page, world }) => {
  const link = await invitation(world);
  await world.visit(page, link);
  await askCode(page);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  const late = await code(world, 1);
  await world.continueAt('2026-03-02T10:31:00+01:00');
  await world.giveCode(page, late);
  await expect(page.getByText('Activeerde u uw account? Open dan de link uit de mail opnieuw.')).toBeVisible();
  await world.visit(page, link);
  await toFinish(world, page);
});

test('two tabs on one link: the newest code works in both, and both go on to the password', async ({ page, world }) => {
  const link = await invitation(world);
  const other = await page.context().newPage();
  for (const tab of [page, other]) await world.visit(tab, link);
  await askCode(page);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  await code(world, 1);
  await askCode(other);
  await expect(other.getByLabel('Code van 6 cijfers')).toBeVisible();
  const newest = await code(world, 2);
  await world.giveCode(page, newest);
  await expect(newPassword(page)).toBeVisible();
  await world.giveCode(other, newest);
  await expect(newPassword(other)).toBeVisible();
  await world.hydrated(page);
  await finish(world, page);
  await other.reload();
  await expect(alreadyIn(other)).toBeVisible();
});

test('two tabs on one link: what is used in one is used in the other', async ({ page, world }) => {
  const link = await invitation(world);
  const other = await page.context().newPage();
  await world.visit(other, link);
  await world.visit(page, link);
  await toFinish(world, page);
  await finish(world, page);
  await askCode(other);
  await expect(heading(other, 'De link is verlopen')).toBeVisible();
  await expect(other.getByText('Deze link is al gebruikt op 02-03-2026')).toBeVisible();
  expect(await mailsTo(world, IRIS.mobile)).toHaveLength(1);
});

test('D23: back after joining, and in another tab, it says that it is done', async ({ page, world }) => {
  const link = await invitation(world);
  await toJoin(world, page, link);
  const other = await page.context().newPage();
  await world.visit(other, `${link}/toevoegen`);
  await terms(page).check();
  await join(page);
  await expect(page.getByText('De organisatie is aan uw account toegevoegd.')).toBeVisible();
  await terms(other).check();
  await join(other);
  await expect(heading(other, 'Inloggen')).toBeVisible();
  await world.hydrated(other);
  await world.passLogIn(other, 'fgrashoff11');
  await expect(other.getByText('Deze uitnodiging is al gebruikt of niet meer geldig.')).toBeVisible();
});

test('D23: who was away too long logs in again and is back at the invitation', async ({ page, world }) => {
  const link = await invitation(world);
  await toJoin(world, page, link);
  await world.continueAt('2026-03-02T11:31:00+01:00');
  await terms(page).check();
  await join(page);
  await expect(heading(page, 'Inloggen')).toBeVisible();
  await world.hydrated(page);
  await world.giveName(page, 'fgrashoff11', PASSWORD);
  await expect(page.getByText('U bent ingelogd als fgrashoff11@voorbeeld.nl')).toBeVisible();
  await world.hydrated(page);
  await terms(page).check();
  await join(page);
  await expect(page.getByText('De organisatie is aan uw account toegevoegd.')).toBeVisible();
});

test('R16: who joins where people sign chooses a PIN at once, and is mailed that there is one', async ({ page, world }) => {
  await toJoinWhereOneSigns(world, page);
  await terms(page).check();
  await page.getByLabel('Pincode').fill('1234');
  await join(page);
  await expect(refusal(page)).toContainText('Een rijtje cijfers is makkelijk te raden.');
  await world.hydrated(page);
  await expect(terms(page), 'what was agreed to stays').toBeChecked();
  await page.getByLabel('Pincode').fill('97531');
  await join(page);
  await expect.poll(async () => (await letters(world.origin, IRIS.mail))[0]?.subject).toBe('Uw pincode is ingesteld');
});
