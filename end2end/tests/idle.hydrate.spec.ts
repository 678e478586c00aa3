// D20: nobody is logged out without a warning. The browser's clock is moved; the server's is not asked.
import { expect, test } from '../support/test.ts';

test('D20: two minutes before the login ends a dialog says so, and staying is one click', async ({ page, world }) => {
  await page.clock.install();
  await world.logIn(page, 'karen.test');
  const warning = page.getByRole('dialog', { name: 'U wordt zo uitgelogd' });

  await page.clock.fastForward('12:45');
  await expect(warning).toBeHidden();
  await page.clock.fastForward('00:20');
  await expect(warning).toBeVisible();

  await warning.getByRole('button', { name: 'Ingelogd blijven' }).click();
  await expect(warning).toBeHidden();
  await page.clock.fastForward('12:00');
  await expect(warning).toBeHidden();
  await page.clock.fastForward('01:05');
  await expect(warning).toBeVisible();
});

test('D20: from the warning one logs out as well', async ({ page, world }) => {
  await page.clock.install();
  await world.logIn(page, 'karen.test');
  await page.clock.fastForward('13:05');
  await page.getByRole('dialog').getByRole('button', { name: 'Uitloggen' }).click();
  await expect(page.getByText('U bent uitgelogd.')).toBeVisible();
});
