// Access for everyone (quality.md §2): axe finds nothing and nothing scrolls sideways, on every page and state.
import { STATES } from '../support/states.ts';
import { expect, test } from '../support/test.ts';

/** The narrowest window that everything must fit in (WCAG 1.4.10). */
const NARROW = { width: 320, height: 640 };

for (const [name, reach] of Object.entries(STATES)) {
  test(`everyone can use ${name}`, async ({ page, world, axe, faults }) => {
    if (name.includes('not exist')) faults.expectNotFound();
    if (name.includes('wrong days')) faults.expectBadRequest();
    await reach(world, page);
    await world.hydrated(page);
    await axe(page, 'light');
    await axe(page, 'dark');
    await page.setViewportSize(NARROW);
    await axe(page, 'light');
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, 'pixels that stick out at 320 px').toBeLessThanOrEqual(0);
  });
}
