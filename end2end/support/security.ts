// The account's own pages, as specs speak of them: step-up, authenticator apps, passkeys.
import { expect, type CDPSession, type Locator, type Page } from '@playwright/test';
import { createHmac } from 'node:crypto';
import { PASSWORD, type Login } from './people.ts';
import { codes, newestCode } from './postbus.ts';
import type { World } from './world.ts';

export const SECURITY = '/profiel/beveiliging';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 1, name, exact: true });
export const section = (page: Page, name: string): Locator => page.getByRole('region', { name });
/** The rows of a section's table, without its head. */
export const lines = (page: Page, name: string): Locator => section(page, name).locator('tbody').getByRole('row');

/** What an authenticator app shows (RFC 6238), so many steps of 30 seconds from now. */
export function totp(key: string, at: Date, steps = 0): string {
  const bits = [...key.replaceAll(' ', '')].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000) + steps));
  const mac = createHmac('sha1', secret).update(step).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** From "Bent u het zelf?" to the page behind it, with the code from the SMS. */
export async function passConfirming(world: World, page: Page, login: Login): Promise<void> {
  const earlier = (await codes(world.origin, login)).length;
  await givePassword(page);
  await world.giveCode(page, await newestCode(world.origin, login, earlier));
  await expect(page).not.toHaveURL(/\/inloggen(\/|\?|$)/);
  await world.hydrated(page);
}

export async function givePassword(page: Page): Promise<void> {
  await expect(heading(page, 'Bent u het zelf?')).toBeVisible();
  await page.getByLabel('Wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Ga verder' }).click();
}

/** One of the pages that ask for a step-up, past it. */
export async function confirmed(world: World, page: Page, login: Login, path = ''): Promise<void> {
  await world.visit(page, SECURITY + path);
  await passConfirming(world, page, login);
}

/** Adds an authenticator app with a code of one step ago, so that the current one is still good; its key. */
export async function addApp(world: World, page: Page, name = 'Telefoon'): Promise<string> {
  await expect(heading(page, 'Authenticator-app toevoegen')).toBeVisible();
  const key = await page.getByLabel('Sleutel').innerText();
  await page.getByLabel('Naam').fill(name);
  await page.getByLabel('Code van 6 cijfers').fill(totp(key, world.now(), -1));
  await page.getByRole('button', { name: 'App toevoegen' }).click();
  await expect(page.getByText('De authenticator-app is toegevoegd.')).toBeVisible();
  await world.hydrated(page);
  return key;
}

/** Somebody who is logged in, confirmed, and has an authenticator app; its key. */
export async function withApp(world: World, page: Page, login: Login): Promise<string> {
  await world.logIn(page, login);
  await confirmed(world, page, login, '/app');
  return addApp(world, page);
}

/** Makes recovery codes, and reads them from the page. */
export async function makeCodes(world: World, page: Page): Promise<string[]> {
  await world.visit(page, `${SECURITY}/herstelcodes`);
  await page.getByRole('button', { name: 'Herstelcodes maken' }).click();
  const shown = page.getByRole('list', { name: 'Uw herstelcodes' }).getByRole('listitem');
  await expect(shown).toHaveCount(10);
  await world.hydrated(page);
  return shown.allInnerTexts();
}

export async function logOut(world: World, page: Page): Promise<void> {
  await world.visit(page, SECURITY);
  await page.getByRole('button', { name: 'Uitloggen' }).first().click();
  await expect(page.getByText('U bent uitgelogd.')).toBeVisible();
  await world.hydrated(page);
}

/** A device with passkeys, in this page. */
export class Device {
  private constructor(
    private readonly cdp: CDPSession,
    private readonly id: string,
  ) {}

  static async in(page: Page, options: { resident?: boolean } = {}): Promise<Device> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: options.resident === false ? 'usb' : 'internal',
        hasResidentKey: options.resident !== false,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  /** Whether the finger fits. */
  async verifies(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  /** Whether its owner touches it when it asks; until then it waits, and the browser offers it on the name's field. */
  async present(enabled: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled });
  }

  async keys(): Promise<number> {
    return (await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials.length;
  }
}

/** Adds a passkey on "Passkey toevoegen". */
export async function addPasskey(world: World, page: Page, name = 'Mijn laptop'): Promise<void> {
  await expect(heading(page, 'Passkey toevoegen')).toBeVisible();
  await page.getByLabel('Naam').fill(name);
  await page.getByRole('button', { name: 'Passkey maken' }).click();
  await expect(page.getByText('De passkey is toegevoegd.')).toBeVisible();
  await world.hydrated(page);
}
