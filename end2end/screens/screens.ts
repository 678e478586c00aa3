// One picture of each page and state, in light and in dark: `<folder>/<width>/<state>.png`.
import { join } from 'node:path';
import { STATES } from '../support/states.ts';
import { test } from '../support/test.ts';

const folder = process.env['PORTIEK_SCREENS'] ?? 'test-results/screens';

for (const [name, reach] of Object.entries(STATES)) {
  test(name, async ({ page, world, faults }, testInfo) => {
    const width = testInfo.project.name;
    test.skip(width === '320' && name.includes('collapsed'), 'a narrow window has nothing to collapse');
    if (name.includes('not exist')) faults.expectNotFound();
    if (name.includes('wrong days')) faults.expectBadRequest();
    await reach(world, page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const file = `${name.replaceAll(' ', '-')}${colorScheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: join(folder, width, file), fullPage: true });
    }
  });
}

test('the menu of a narrow window', async ({ page, world }, testInfo) => {
  test.skip(testInfo.project.name !== '320', 'a wide window shows it always');
  await world.logIn(page, 'karen.test');
  await page.getByRole('button', { name: /^Menu/ }).click();
  await page.screenshot({ path: join(folder, '320', 'the-menu.png') });
});
