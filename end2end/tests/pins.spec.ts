// Pincodes (R16, R17, D27): choosing, changing, forgetting, and five wrong tries.
import { refusal } from '../support/berichten.ts';
import { PIN } from '../support/people.ts';
import { changePin, givePassword, lockPin, newPin, proveForPin } from '../support/pins.ts';
import { expect, test, type Page } from '../support/test.ts';

const NOOR = 'noor.aios';
const NEW = '97531';
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const done = (page: Page) => page.getByText('Uw nieuwe pincode is ingesteld.');

test('R16: a PIN is changed with the current one, from the page after login', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await page.getByRole('link', { name: 'Pincode kiezen of wijzigen' }).click();
  await expect(heading(page, 'Pincode wijzigen')).toBeVisible();
  await world.hydrated(page);
  await changePin(page, PIN, NEW);
  await expect(done(page)).toBeVisible();
  await page.getByRole('link', { name: 'Ga verder' }).click();
  await expect(heading(page, 'U bent ingelogd')).toBeVisible();
  await world.visit(page, '/profiel/pincode');
  await changePin(page, PIN, '86420');
  await expect(refusal(page)).toContainText('Deze pincode klopt niet. U kunt het nog 4 keer proberen.');
});

test('D27: a PIN that is easy to guess is refused with the reason, and never drawn again', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  for (const [tried, why] of [
    ['', 'Vul een nieuwe pincode in.'],
    ['123', 'Een pincode heeft 4 tot 6 cijfers.'],
    ['12a4', 'Vul alleen cijfers in.'],
    ['7777', 'Steeds hetzelfde cijfer is makkelijk te raden.'],
    ['4321', 'Een rijtje cijfers is makkelijk te raden.'],
    ['7890', 'Een rijtje cijfers is makkelijk te raden.'],
  ] as const) {
    await changePin(page, PIN, tried);
    await expect(refusal(page)).toContainText(why);
    await world.hydrated(page);
    await expect(newPin(page)).toHaveAccessibleDescription(new RegExp(why.replaceAll('.', '\\.')));
    await expect(newPin(page)).toHaveValue('');
    await expect(page.getByLabel('Huidige pincode')).toHaveValue('');
  }
});

test('D27: the own birth date is refused, in whatever order', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/profiel/pincode');
  for (const born of ['1986', '3003', '300386', '860330']) {
    await changePin(page, PIN, born);
    await expect(refusal(page)).toContainText('Uw geboortedatum of geboortejaar is makkelijk te raden.');
    await world.hydrated(page);
  }
});

test('D27: five wrong tries ask for password and code; the PIN then works again', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  await lockPin(world, page);
  await world.visit(page, '/profiel/pincode');
  await expect(page.getByLabel('Huidige pincode')).toHaveCount(0);
  await proveForPin(world, page, NOOR);
  await expect(page.getByRole('link', { name: 'Ik weet mijn pincode weer' })).toBeVisible();
  await world.visit(page, '/profiel/pincode');
  await changePin(page, PIN, NEW);
  await expect(done(page)).toBeVisible();
});

test('D27: who forgot the PIN chooses a new one after password and code', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  await page.getByRole('link', { name: 'Pincode vergeten?' }).click();
  await expect(heading(page, 'Pincode vergeten')).toBeVisible();
  await world.hydrated(page);
  await page.getByLabel('Wachtwoord').fill('mis');
  await page.getByRole('button', { name: 'Stuur mij de sms-code' }).click();
  await expect(refusal(page)).toContainText('Dit is niet uw wachtwoord.');
  await world.hydrated(page);
  await proveForPin(world, page, NOOR);
  await newPin(page).fill('1111');
  await page.getByRole('button', { name: 'Pincode instellen' }).click();
  await expect(refusal(page)).toContainText('Steeds hetzelfde cijfer');
  await world.hydrated(page);
  await newPin(page).fill(NEW);
  await page.getByRole('button', { name: 'Pincode instellen' }).click();
  await expect(done(page)).toBeVisible();
  await world.visit(page, '/profiel/pincode/nieuw');
  await expect(page.getByText('Het instellen heeft te lang geduurd of is al gedaan.')).toBeVisible();
});

test('D27: without the code no PIN can be chosen, and a wrong code says how many tries are left', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode/vergeten');
  await givePassword(page);
  await world.hydrated(page);
  await world.giveCode(page, '12');
  await expect(refusal(page)).toContainText('U kunt het nog 4 keer proberen.');
  await world.visit(page, '/profiel/pincode/nieuw');
  await expect(newPin(page)).toHaveCount(0);
  const elsewhere = await world.stranger();
  await elsewhere.goto('/profiel/pincode/nieuw');
  await expect(elsewhere).toHaveURL(/\/inloggen\?naar=\/profiel\/pincode\/nieuw/);
});

test('a PIN is typed in digits, hidden, and with keys alone', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  await expect(newPin(page)).toHaveAttribute('type', 'password');
  await expect(newPin(page)).toHaveAttribute('inputmode', 'numeric');
  await page.getByLabel('Huidige pincode').focus();
  await page.keyboard.type(PIN);
  await page.keyboard.press('Tab');
  await page.keyboard.type(NEW);
  await page.keyboard.press('Enter');
  await expect(done(page)).toBeVisible();
});
