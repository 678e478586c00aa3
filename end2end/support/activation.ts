// Activating an account, as specs speak of it.
import { expect, type Locator, type Page } from '@playwright/test';
import { newPassword } from './passwords.ts';
import { IRIS } from './people.ts';
import { inviteAdministrator } from './platform.ts';
import { letters, type Letter } from './postbus.ts';
import type { World } from './world.ts';

export const OWN = 'Heel-ander-slot-48';

export const terms = (page: Page): Locator => page.getByLabel(/^Ik ga akkoord met de gebruiksvoorwaarden/);
export const activate = (page: Page): Promise<void> => page.getByRole('button', { name: 'Account activeren' }).click();

/** The mails that somebody who is no member yet got, newest first. */
export async function mailsTo(world: World, to: string, atLeast = 1): Promise<Letter[]> {
  let mails: Letter[] = [];
  const count = async () => (mails = await letters(world.origin, to)).length;
  await expect.poll(count, { message: `a mail to ${to}` }).toBeGreaterThanOrEqual(atLeast);
  return mails;
}

/** The path of the link in somebody's newest invitation. */
export async function invitation(world: World, to: string = IRIS.mail, atLeast = 1): Promise<string> {
  const [mail] = await mailsTo(world, to, atLeast);
  const link = /\/activeren\/[0-9a-f]{64}/.exec(mail?.body ?? '');
  if (!link) throw new Error(`no link in: ${mail?.body}`);
  return link[0];
}

/** From an invitation's page over the code to the end of the activation. */
export async function toFinish(world: World, page: Page, mobile: string = IRIS.mobile): Promise<void> {
  const earlier = (await letters(world.origin, mobile)).length;
  await page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  const [sms] = await mailsTo(world, mobile, earlier + 1);
  await world.giveCode(page, sms?.body.slice(0, 6) ?? '');
  await expect(newPassword(page)).toBeVisible();
  await world.hydrated(page);
}

/** Past the end of an activation, into the portal. */
export async function finish(world: World, page: Page): Promise<void> {
  await newPassword(page).fill(OWN);
  await terms(page).check();
  await activate(page);
  await expect(page).toHaveURL(/berichten/);
  await world.hydrated(page);
}

/** Iris, active and without a PIN, at "Toevoegen" of an invitation to where people sign. */
export async function toJoinWhereOneSigns(world: World, page: Page): Promise<void> {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
  await finish(world, page);
  const platform = await world.visitor('platform');
  await world.visit(platform, '/platform/organisaties/13/beheerders/nieuw');
  await inviteAdministrator(platform, 'anna@voorbeeld.nl');
  await world.visit(page, `${await invitation(world, 'anna@voorbeeld.nl')}/toevoegen`);
  await confirm(world, page);
  await expect(page.getByLabel('Pincode')).toBeVisible();
  await world.hydrated(page);
}

/** Iris shows again that it is her. */
async function confirm(world: World, page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Bent u het zelf?' })).toBeVisible();
  const earlier = (await letters(world.origin, IRIS.mobile)).length;
  await page.getByLabel('Wachtwoord').fill(OWN);
  await page.getByRole('button', { name: 'Ga verder' }).click();
  const [sms] = await mailsTo(world, IRIS.mobile, earlier + 1);
  await world.giveCode(page, sms?.body.slice(0, 6) ?? '');
}
