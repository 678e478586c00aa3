// Access for everyone (quality.md §2): axe finds nothing and nothing scrolls sideways, on every page and state.
import type { Look } from '../support/axe.ts';
import { STATES } from '../support/states.ts';
import { expect, test } from '../support/test.ts';

const WIDE = { width: 1280, height: 800 };
/** The narrowest window that everything must fit in (WCAG 1.4.10). */
const NARROW = { width: 320, height: 640 };
const LOOKS: Look[] = [
  { scheme: 'light', size: WIDE },
  { scheme: 'dark', size: WIDE },
  { scheme: 'light', size: NARROW },
];

for (const [name, reach] of Object.entries(STATES)) {
  test(`everyone can use ${name}`, async ({ page, world, axe, faults }) => {
    if (name.includes('not exist')) faults.expectNotFound();
    if (name.includes('wrong days')) faults.expectBadRequest();
    await reach(world, page);
    await world.hydrated(page);
    await axe(page, LOOKS);
    await page.setViewportSize(NARROW);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, 'pixels that stick out at 320 px').toBeLessThanOrEqual(0);
  });
}
