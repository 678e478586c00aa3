// What only scripts do on the pages of appointments.
import { agreed, upcoming } from '../support/afspraken.ts';
import { expect, test } from '../support/test.ts';

test.use({ clock: '2026-03-02T09:50:00+01:00' });

test('the way into a video call appears by itself when it opens', async ({ page, world }) => {
  await page.clock.install();
  await world.logIn(page, 'karen.test');
  await world.visit(page, '/afspraken');
  const enter = agreed(upcoming(page)).first().getByRole('link', { name: 'Naar het videogesprek' });
  await expect(upcoming(page)).toBeVisible();
  await expect(enter).toHaveCount(0);
  await world.continueAt('2026-03-02T10:00:05+01:00');
  await page.clock.fastForward('11:00');
  await expect(enter).toBeVisible();
});
