// Pincodes (R16, R17, D27): choosing, changing, forgetting, and five wrong tries.
import { refusal } from '../support/berichten.ts';
import { PIN } from '../support/people.ts';
import { changePin, lockPin, newPin, toNewPin } from '../support/pins.ts';
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

test('D27: five wrong tries ask for a step-up; the PIN then works again', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  await lockPin(world, page);
  await page.getByRole('link', { name: 'Ga verder' }).click();
  await toNewPin(world, page, NOOR);
  await page.getByRole('button', { name: 'Ik weet mijn pincode weer' }).click();
  await expect(heading(page, 'Pincode wijzigen')).toBeVisible();
  await world.hydrated(page);
  await changePin(page, PIN, NEW);
  await expect(done(page)).toBeVisible();
});

test('D27: who forgot the PIN chooses a new one after a step-up', async ({ page, world }) => {
  await world.logIn(page, NOOR);
  await world.visit(page, '/profiel/pincode');
  await page.getByRole('link', { name: 'Pincode vergeten?' }).click();
  await toNewPin(world, page, NOOR);
  await newPin(page).fill('1111');
  await page.getByRole('button', { name: 'Pincode instellen' }).click();
  await expect(refusal(page)).toContainText('Steeds hetzelfde cijfer');
  await world.hydrated(page);
  await newPin(page).fill(NEW);
  await page.getByRole('button', { name: 'Pincode instellen' }).click();
  await expect(done(page)).toBeVisible();
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
