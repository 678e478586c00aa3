// A demonstration world of a test's own: a server on a copy of the filled data folder, and people who log in to it.
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Faults } from './faults.ts';
import { mail, NOW, PASSWORD, type Login } from './people.ts';
import { askPassword, newPassword } from './passwords.ts';
import { codes, letters, newestCode, type Letter } from './postbus.ts';
import { command, Server } from './server.ts';

/** A page that scripts have taken over, or one that is plain: its head is there and names none. */
const READY = 'html[data-hydrated], html:not(:has(script)):has(body)';

export interface Around {
  data: string;
  browser: Browser;
  scripts: boolean;
  faults: Faults;
}

export class World {
  private readonly strangers: BrowserContext[] = [];

  private constructor(
    private server: Server,
    private readonly around: Around,
    private clock: { at: string; since: number },
  ) {}

  static async begin(around: Around, clock: string = NOW): Promise<World> {
    const server = await Server.start({ data: around.data, clock });
    return new World(server, around, { at: clock, since: Date.now() });
  }

  /** The same without demonstration: nobody has an account yet, and the clock is the real one. */
  static async fresh(around: Around): Promise<World> {
    const server = await Server.start({ data: around.data });
    return new World(server, around, { at: new Date().toISOString(), since: Date.now() });
  }

  /** The moment it is in this world. */
  now(): Date {
    return new Date(Date.parse(this.clock.at) + Date.now() - this.clock.since);
  }

  /** The same server by its name: passkeys belong to names. */
  get named(): string {
    return this.origin.replace('127.0.0.1', 'localhost');
  }

  get origin(): string {
    return this.server.origin;
  }

  get output(): string {
    return this.server.output;
  }

  async end(): Promise<void> {
    // A page that is still fetching its icon would find the server gone.
    await Promise.all(this.strangers.map((context) => context.close()));
    await this.server.stop();
    for (const [panic] of this.output.matchAll(/panicked at .*\n.*/g)) this.around.faults.add(`the server ${panic}`);
  }

  /** The same world at another moment. Pages that are open lose the server for a second. */
  async continueAt(clock: string): Promise<void> {
    this.around.faults.expectLostConnection();
    await this.server.stop();
    this.server = await Server.start({ data: this.around.data, clock, port: this.server.port });
    this.clock = { at: clock, since: Date.now() };
  }

  /** What an operator does at the machine, with a line on standard input. */
  async command(words: string[], input: string): Promise<void> {
    await command(this.around.data, words, input);
  }

  /** Somebody else, logged in with a browser of their own. */
  async visitor(login: Login): Promise<Page> {
    const page = await this.stranger();
    await this.logIn(page, login);
    return page;
  }

  /** A browser in which nobody is logged in. */
  async stranger(): Promise<Page> {
    const context = await this.around.browser.newContext({ baseURL: this.origin });
    this.around.faults.watch(context, this.origin);
    this.strangers.push(context);
    return context.newPage();
  }

  /** Opens an address and waits until the page works as it will. */
  async visit(page: Page, path: string): Promise<number> {
    const answer = await page.goto(path);
    await this.hydrated(page);
    return answer?.status() ?? 0;
  }

  /** With scripts: until they have taken over the page, if it has any. Without: at once. */
  async hydrated(page: Page): Promise<void> {
    if (this.around.scripts) await page.locator(READY).waitFor({ state: 'attached' });
  }

  /** Logs in through the pages, with the code from the SMS. */
  async logIn(page: Page, login: Login): Promise<void> {
    await this.visit(page, '/inloggen');
    await this.passLogIn(page, login);
  }

  /** From the login page that is open to the page behind it. */
  async passLogIn(page: Page, login: Login, name: string = login): Promise<void> {
    const earlier = (await codes(this.origin, login)).length;
    await this.giveName(page, name, PASSWORD);
    await this.giveCode(page, await newestCode(this.origin, login, earlier));
    await expect(page).not.toHaveURL(/\/inloggen/);
    await this.hydrated(page);
  }

  async giveName(page: Page, name: string, password: string): Promise<void> {
    await page.getByLabel('E-mailadres of gebruikersnaam').fill(name);
    await page.getByLabel('Wachtwoord').fill(password);
    await page.getByRole('button', { name: 'Ga verder' }).click();
  }

  async giveCode(page: Page, code: string): Promise<void> {
    await page.getByLabel('Code van 6 cijfers').fill(code);
    await page.getByRole('button', { name: 'Ga verder' }).click();
  }

  /** The path of the link that somebody is mailed after asking for a new password. */
  async passwordLink(page: Page, login: Login): Promise<string> {
    const earlier = (await this.mails(login)).length;
    await this.visit(page, '/wachtwoord');
    await askPassword(page, login);
    await expect.poll(async () => (await this.mails(login)).length).toBeGreaterThan(earlier);
    const link = /\/wachtwoord\/nieuw\/[0-9a-f]+/.exec((await this.mails(login))[0]?.body ?? '');
    if (!link) throw new Error('the mail has no link');
    return link[0];
  }

  /** To the form for a new password of somebody who is asked no code. */
  async toNewPassword(page: Page, login: Login): Promise<void> {
    await this.visit(page, await this.passwordLink(page, login));
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await expect(newPassword(page)).toBeVisible();
    await this.hydrated(page);
  }

  /** The login code that somebody has just got, once there are more than `earlier`. */
  async sms(login: Login, earlier = 0): Promise<string> {
    return newestCode(this.origin, login, earlier);
  }

  /** Newest first. */
  async mails(login: Login): Promise<Letter[]> {
    return (await letters(this.origin, mail(login))).filter((letter) => letter.channel === 'mail');
  }
}
