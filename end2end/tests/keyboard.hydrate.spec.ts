// The main tasks by keyboard alone (quality.md §2): focus is always visible, and never lost after an action.
import { bubbles, composer, menuItem, open, placeButton, refusal, words } from '../support/berichten.ts';
import { PASSWORD } from '../support/people.ts';
import { codes } from '../support/postbus.ts';
import { SECURITY, totp } from '../support/security.ts';
import { expect, test, type Locator, type Page } from '../support/test.ts';

/** How many stops there may be on the way to anything. */
const FAR = 40;

/** Presses Tab until something has the focus; at every stop the focus must be visible. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let stop = 0; stop < FAR; stop += 1) {
    await page.keyboard.press('Tab');
    await expectVisibleFocus(page);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(goal, `reached with ${FAR} tabs`).toBeFocused();
}

async function expectVisibleFocus(page: Page): Promise<void> {
  const focused = page.locator(':focus');
  await expect(focused).toBeInViewport();
  const outline = await focused.evaluate((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  });
  expect(outline, `outline of ${await focused.evaluate((element) => element.outerHTML.slice(0, 120))}`)
    .toBeGreaterThanOrEqual(2);
}

/** Focus on nothing is focus on the body: the next Tab starts at the top again. */
async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
}

test('one logs in with code and sends a message by keyboard alone', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await tabTo(page, page.getByLabel('E-mailadres of gebruikersnaam'));
  await page.keyboard.type('karen.test');
  await tabTo(page, page.getByLabel('Wachtwoord'));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Code uit de sms' })).toBeVisible();
  await world.hydrated(page);
  await tabTo(page, page.getByLabel('Code van 6 cijfers'));
  await page.keyboard.type(await world.sms('karen.test'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${world.origin}/berichten`);
  await world.hydrated(page);

  await tabTo(page, page.getByRole('link', { name: 'Nieuw gesprek' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Onderwerp'));
  await page.keyboard.type('Met het toetsenbord');
  await tabTo(page, page.getByLabel('Behandelaar'));
  await page.keyboard.type('Gerard');
  await tabTo(page, page.getByRole('button', { name: 'Gesprek starten' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Met het toetsenbord' })).toBeVisible();
  // A new gesprek begins with typing.
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('Eerste regel');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tweede regel');
  await tabTo(page, placeButton(page));
  await page.keyboard.press('Enter');
  await expect(words(bubbles(page).last())).toHaveJSProperty('textContent', 'Eerste regel\ntweede regel');
});

test('after a refusal the focus is on the summary, and its link leads to the field', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await open(page, 'Behandeling');
  await tabTo(page, placeButton(page));
  await page.keyboard.press('Enter');
  await expect(refusal(page)).toBeFocused();
  await expectVisibleFocus(page);
  await tabTo(page, refusal(page).getByRole('link'));
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('x'.repeat(1001));
  await tabTo(page, placeButton(page));
  await page.keyboard.press('Enter');
  await expect(refusal(page)).toContainText('1 teken te lang');
  await expect(refusal(page)).toBeFocused();
});

test('the same refusal a second time takes the focus again', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await open(page, 'Behandeling');
  for (const _ of [1, 2]) {
    await tabTo(page, placeButton(page));
    await page.keyboard.press('Enter');
    await expect(refusal(page)).toBeFocused();
  }
});

test('after a refused login the focus is on the summary', async ({ page, world }) => {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', 'Verkeerd-Wachtwoord-1');
  await expect(refusal(page)).toBeFocused();
  await expectVisibleFocus(page);
});

test('no action loses the focus: placing, starting, archiving, collapsing, going to another page', async ({
  page, world,
}) => {
  await world.logIn(page, 'karen.test');
  await tabTo(page, page.getByRole('button', { name: 'Inklappen' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Uitklappen' })).toBeFocused();
  await tabTo(page, menuItem(page, 'Mijn profiel'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn profiel' })).toBeVisible();
  await expectFocusKept(page);
  await world.visit(page, '/berichten');
  await open(page, 'Behandeling');
  await composer(page).focus();
  await page.keyboard.type('Hoi');
  await tabTo(page, placeButton(page));
  await page.keyboard.press('Enter');
  await expect(bubbles(page)).toHaveCount(2);
  await expectFocusKept(page);
});

test('starting a gesprek does not lose the focus', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/berichten/nieuw');
  await page.getByLabel('Onderwerp').focus();
  await page.keyboard.type('Focus');
  await tabTo(page, page.getByLabel('Behandelaar'));
  await page.keyboard.type('Gerard');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Gesprek starten' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Focus' })).toBeVisible();
  await expectFocusKept(page);
});

test('archiving and putting back through the dots does not lose the focus', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await open(page, 'Behandeling');
  await tabTo(page, page.locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Archiveren' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Het gesprek staat nu in het archief.')).toBeVisible();
  await expectFocusKept(page);
  await tabTo(page, page.getByRole('button', { name: 'Terugzetten' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Het gesprek staat weer in uw inbox.')).toBeVisible();
  await expectFocusKept(page);
});

test('an authenticator app is added by keyboard alone, past confirming', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, SECURITY);
  const earlier = (await codes(world.origin, 'karen.test')).length;
  await tabTo(page, page.getByRole('link', { name: 'Authenticator-app toevoegen' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Bent u het zelf?' })).toBeVisible();
  await world.hydrated(page);
  await tabTo(page, page.getByLabel('Wachtwoord'));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Code uit de sms' })).toBeVisible();
  await world.hydrated(page);
  await tabTo(page, page.getByLabel('Code van 6 cijfers'));
  await page.keyboard.type(await world.sms('karen.test', earlier));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Authenticator-app toevoegen' })).toBeVisible();
  await world.hydrated(page);
  const key = await page.getByLabel('Sleutel').innerText();
  await tabTo(page, page.getByLabel('Code van 6 cijfers'));
  await page.keyboard.type(totp(key, world.now()));
  await tabTo(page, page.getByRole('button', { name: 'App toevoegen' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('De authenticator-app is toegevoegd.')).toBeVisible();
});
