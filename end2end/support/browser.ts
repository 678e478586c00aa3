// The browser of all tests and screenshots: Debian's Chromium, in Dutch and on Dutch time.
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test';

export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
  locale: 'nl-NL',
  timezoneId: 'Europe/Amsterdam',
  contextOptions: { reducedMotion: 'reduce' },
  viewport: { width: 1280, height: 800 },
};
