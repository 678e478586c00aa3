// Screenshots for people to look at: `node screens.mjs <folder>` starts this.
import { defineConfig } from '@playwright/test';
import { browser } from '../support/browser.ts';

const sizes = { '1280': [1280, 800], '1920': [1920, 1080], '320': [320, 640] } as const;

export default defineConfig({
  testDir: '.',
  testMatch: 'screens.ts',
  outputDir: '../test-results/screens',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  projects: Object.entries(sizes).map(([name, [width, height]]) => ({
    name,
    use: { ...browser, viewport: { width, height } },
  })),
});
