// Browsers that are recognised and remembered (D3, R16), and the way past a delay (quality.md §3).
import { refusal } from '../support/berichten.ts';
import { mailsTo } from '../support/activation.ts';
import { mail, PASSWORD } from '../support/people.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const WRONG = 'Verkeerd-Wachtwoord-1';
const remember = (page: Page) => page.getByLabel('Dit apparaat 90 dagen onthouden');

/** Wrong tries, until the account takes none for some seconds. */
async function tryUntilDelayed(world: World, page: Page): Promise<void> {
  await world.visit(page, '/inloggen');
  for (let seconds = 0; seconds < 6; ) {
    await world.giveName(page, 'karen.test', WRONG);
    await expect(refusal(page)).toBeVisible();
    await world.hydrated(page);
    seconds = Number(/over (\d+) seconden/.exec(await refusal(page).innerText())?.[1] ?? 0);
  }
}

test('who waits for what others did is mailed a link, and logs in at once', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await tryUntilDelayed(world, await world.stranger());
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(refusal(page)).toContainText('Er is te vaak een verkeerd wachtwoord ingevuld.');
  await page.getByRole('button', { name: 'Mail mij een link om in te loggen' }).click();
  await expect(page.getByText('Open de link erin op dit apparaat.')).toBeVisible();
  const [letter] = await mailsTo(world, mail('karen.test'));
  const link = /\/inloggen\/link\/[0-9a-f]{64}/.exec(letter?.body ?? '')?.[0] ?? '';
  for (const method of ['HEAD', 'GET']) await fetch(world.origin + link, { method });
  await world.visit(page, link);
  await page.getByRole('button', { name: 'Verder met inloggen' }).click();
  await expect(page.getByText('U kunt nu op dit apparaat inloggen zonder te wachten.')).toBeVisible();
  await world.hydrated(page);
  await world.passLogIn(page, 'karen.test');
  await expect(page).toHaveURL(/berichten/);
  await world.visit(page, link);
  await expect(page.getByText('Deze link is al gebruikt op 02-03-2026')).toBeVisible();
});

test('strangers cannot keep somebody out of a browser she was in before', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await tryUntilDelayed(world, await world.stranger());
  await world.hydrated(page);
  await world.passLogIn(page, 'karen.test');
  await expect(page).toHaveURL(/berichten/);
});

test('D3, R16: a trainee is asked a code once on a browser she has remembered', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'noor.aios', PASSWORD);
  await remember(page).check();
  await world.giveCode(page, await world.sms('noor.aios'));
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await world.hydrated(page);
  await world.giveName(page, 'noor.aios', PASSWORD);
  await expect(page.getByText('U bent ingelogd')).toBeVisible();
  const elsewhere = await world.stranger();
  await world.visit(elsewhere, '/inloggen');
  await world.giveName(elsewhere, 'noor.aios', PASSWORD);
  await expect(remember(elsewhere)).toBeVisible();
});

test('D3: where each login asks a code nothing is remembered', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  await expect(remember(page)).toHaveCount(0);
});
