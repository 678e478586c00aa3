// The `test` of all specs: a world of its own for each, and no fault goes unnoticed.
import { test as base } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeFor, type Axe } from './axe.ts';
import { Faults } from './faults.ts';
import { NOW } from './people.ts';
import { Server } from './server.ts';
import { World } from './world.ts';

export { expect, type Locator, type Page } from '@playwright/test';

interface Fixtures {
  faults: Faults;
  world: World;
  axe: Axe;
  /** The moment at which a test's world begins. */
  clock: string;
}

export const test = base.extend<Fixtures, { template: string }>({
  // Filling the world costs password hashes and hundreds of rows: once a worker, then copied.
  template: [
    async ({}, use) => {
      const data = await folder('portiek-template-');
      const server = await Server.start({ data, clock: NOW });
      await server.stop();
      await use(data);
      await rm(data, { recursive: true });
    },
    { scope: 'worker' },
  ],

  clock: [NOW, { option: true }],

  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    faults.check();
  },

  world: async ({ template, browser, javaScriptEnabled, faults, clock }, use, testInfo) => {
    const data = await folder('portiek-test-');
    await cp(template, data, { recursive: true });
    const world = await World.begin({ data, browser, scripts: javaScriptEnabled !== false, faults }, clock);
    await use(world);
    await world.end();
    if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server', { body: world.output });
    await rm(data, { recursive: true });
  },

  // Through this the browser's context is made after the world and closed before it ends.
  baseURL: async ({ world }, use) => use(world.origin),

  context: async ({ context, world, faults }, use) => {
    faults.watch(context, world.origin);
    await use(context);
  },

  axe: async ({ browser, javaScriptEnabled }, use) => use(axeFor(browser, javaScriptEnabled !== false)),
});

function folder(prefix: string): Promise<string> {
  return mkdtemp(join(tmpdir(), prefix));
}
