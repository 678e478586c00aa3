// What axe-core finds on a page (quality.md §2), in words that point at the element.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export type Scheme = 'light' | 'dark';
export type Axe = (page: Page, scheme?: Scheme) => Promise<void>;

/** Axe hangs where scripts are off: the page is then looked at in a second browser that only lacks our own. */
export function axeFor(browser: Browser, scripts: boolean): Axe {
  return async (page, scheme = 'light') => {
    if (scripts) return expectNoViolations(page, scheme);
    const storageState = await page.context().storageState();
    const viewport = page.viewportSize();
    const context = await browser.newContext({ javaScriptEnabled: true, storageState, viewport });
    await context.route('**/*.wasm', (route) => route.abort());
    const twin = await context.newPage();
    await twin.goto(page.url());
    expect(await placeOf(twin), 'the same page as without scripts').toBe(await placeOf(page));
    await expectNoViolations(twin, scheme);
    await context.close();
  };
}

/** The title without what is unread, which the first look at a gesprek has changed. */
async function placeOf(page: Page): Promise<string> {
  return (await page.title()).replace(/^\(\d+\) /, '');
}

async function expectNoViolations(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  // Colours that are still changing are not the page's colours.
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
  );
  expect.soft(found, `axe on ${page.url()}, ${scheme}, ${page.viewportSize()?.width} px`).toEqual([]);
}
