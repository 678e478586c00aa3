// What axe-core finds on a page (quality.md §2), in words that point at the element.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A way to look at a page: in which colours, and in a window of which size. */
export interface Look {
  scheme: 'light' | 'dark';
  size: { width: number; height: number };
}

export type Axe = (page: Page, looks: Look[]) => Promise<void>;

/** Axe hangs where scripts are off: the page is then looked at in a second browser that only lacks our own. */
export function axeFor(browser: Browser, scripts: boolean): Axe {
  return async (page, looks) => {
    if (scripts) return expectNoViolations(page, looks);
    const storageState = await page.context().storageState();
    const context = await browser.newContext({ javaScriptEnabled: true, storageState, viewport: page.viewportSize() });
    await context.route('**/*.wasm', (route) => route.abort());
    const twin = await context.newPage();
    await twin.goto(page.url());
    expect(await placeOf(twin), 'the same page as without scripts').toBe(await placeOf(page));
    await expectNoViolations(twin, looks);
    await context.close();
  };
}

/** The title without what is unread, which the first look at a gesprek has changed. */
async function placeOf(page: Page): Promise<string> {
  return (await page.title()).replace(/^\(\d+\) /, '');
}

async function expectNoViolations(page: Page, looks: Look[]): Promise<void> {
  for (const { scheme, size } of looks) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(size);
    // Colours that are still changing are not the page's colours, and in a closed part they never get there.
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    // Without its own way of merging frames, which opens a page for each look: ours have none.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
    );
    expect.soft(found, `axe on ${page.url()}, ${scheme}, ${size.width} px`).toEqual([]);
  }
}
