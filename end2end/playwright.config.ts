// Every spec runs twice, with scripts and without; `*.hydrate.spec.ts` tests what only scripts do.
import { defineConfig } from '@playwright/test';
import { browser } from './support/browser.ts';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Two cores carry two browsers and two servers of a debug build.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: { ...browser, screenshot: 'only-on-failure' },
  projects: [
    { name: 'scripts' },
    { name: 'zonder-scripts', testIgnore: '*.hydrate.spec.ts', use: { javaScriptEnabled: false } },
  ],
});
