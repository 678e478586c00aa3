// Every page in every state there is to look at, for axe and for the screenshots; each begins in a fresh world.
import { expect, type Page } from '@playwright/test';
import { composer, fillNew, open, place, placeButton, refusal, start, throughTheDots } from './berichten.ts';
import { fillHelp } from './help.ts';
import { trust } from './oidc.ts';
import { GERARD, PASSWORD } from './people.ts';
import { askPassword, newPassword } from './passwords.ts';
import type { World } from './world.ts';

export type Reach = (world: World, page: Page) => Promise<unknown>;

export const STATES: Record<string, Reach> = {
  'the login page': (world, page) => world.visit(page, '/inloggen'),
  'the login page after a refusal': async (world, page) => {
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'karen.test', 'Verkeerd-Wachtwoord-1');
    await expect(refusal(page)).toBeVisible();
  },
  'the login page after logging out': (world, page) => world.visit(page, '/inloggen?uitgelogd=1'),
  'the login page with other ways to log in': toWays,
  'the login page after a login elsewhere at too low a level': async (world, page) => {
    await toWays(world, page);
    const way = await page.getByRole('link', { name: /^Inloggen met DigiD De Linde/ }).getAttribute('href');
    await world.visit(page, `/inloggen?bij=11&uitkomst=niveau&met=${way?.split('/').pop()}`);
  },
  'the page of logins elsewhere': async (world, page) => {
    await trust(world, 'https://broker.voorbeeld.nl', 11);
    await asKaren('/profiel/inloggen-met')(world, page);
  },
  'the help page': (world, page) => world.visit(page, '/hulp'),
  'the help page with all details of a desk and its guide open': async (world, page) => {
    await world.visit(page, '/hulp?bij=16');
    await page.getByText('Geen eigen e-mailadres?').click();
  },
  'the help page for another problem after a refusal': async (world, page) => {
    await world.visit(page, '/hulp/anders?bij=11');
    await page.getByRole('button', { name: 'Versturen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the help page after sending': async (world, page) => {
    await world.visit(page, '/hulp');
    await fillHelp(page);
    await page.getByRole('button', { name: 'Versturen' }).click();
    await expect(page.getByRole('status')).toBeVisible();
  },
  'the code page': toCode,
  'the code page after a refusal': async (world, page) => {
    await toCode(world, page);
    await world.giveCode(page, '12');
    await expect(refusal(page)).toBeVisible();
  },
  'the code page without a login under way': (world, page) => world.visit(page, '/inloggen/code'),
  'the page to ask for a password': (world, page) => world.visit(page, '/wachtwoord'),
  'the page after asking for a password': async (world, page) => {
    await world.visit(page, '/wachtwoord');
    await askPassword(page, 'karen.test');
  },
  'a link for a new password': async (world, page) => {
    await world.visit(page, await world.passwordLink(page, 'karen.test'));
  },
  'a link that is over': (world, page) => world.visit(page, `/wachtwoord/nieuw/${'0'.repeat(64)}`),
  'the form for a new password': async (world, page) => {
    await world.toNewPassword(page, 'fgrashoff11');
    await newPassword(page).fill('Grashoff-1');
  },
  'the form for a new password after a refusal': async (world, page) => {
    await world.toNewPassword(page, 'fgrashoff11');
    await newPassword(page).fill('Welkom01');
    await page.getByRole('button', { name: 'Wachtwoord instellen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the form to change a password': asKaren('/wachtwoord/wijzigen'),
  'the warning that a password expires': async (world, page) => {
    await world.continueAt('2026-05-25T10:00:00+02:00');
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'fgrashoff11', PASSWORD);
    await expect(page.getByText('Uw wachtwoord verloopt binnen 8 dagen.')).toBeVisible();
  },
  'the inbox': asKaren('/berichten'),
  'the inbox with the menu collapsed': async (world, page) => {
    await asKaren('/berichten')(world, page);
    await page.getByRole('button', { name: 'Inklappen' }).click();
    await expect(page.getByRole('button', { name: 'Uitklappen' })).toBeVisible();
  },
  'the empty archive': asKaren('/berichten/archief'),
  'the folder of all': asKaren('/berichten/alles'),
  'the inbox with a gesprek just archived': async (world, page) => {
    await openGesprek(world, page);
    await throughTheDots(page, 'Archiveren');
    await expect(page.getByText('Het gesprek staat nu in het archief.')).toBeVisible();
  },
  'a gesprek': openGesprek,
  'a gesprek with its dots open': async (world, page) => {
    await openGesprek(world, page);
    await page.locator('summary', { hasText: 'Meer voor dit gesprek' }).click();
  },
  'a gesprek after a refusal': async (world, page) => {
    await openGesprek(world, page);
    await composer(page).fill('Te lang. '.repeat(120));
    await placeButton(page).click();
    await expect(refusal(page)).toBeVisible();
  },
  'a gesprek without messages': async (world, page) => {
    await world.logIn(page, 'karen.test');
    await start(page, 'Nog leeg', GERARD);
  },
  'a gesprek with long words': async (world, page) => {
    await world.logIn(page, 'karen.test');
    await start(page, 'Zorgverzekeringsmaatschappijvertegenwoordiger'.repeat(2), GERARD);
    await place(page, `${'meervoudigepersoonlijkheid'.repeat(12)}\n\nשלום עולם\n${'Een gewone zin. '.repeat(40)}`);
  },
  'the form for a new gesprek': asKaren('/berichten/nieuw'),
  'the form for a new gesprek after a refusal': async (world, page) => {
    await asKaren('/berichten/nieuw')(world, page);
    await fillNew(page, '', '');
    await page.getByRole('button', { name: 'Gesprek starten' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the appointments': asKaren('/afspraken'),
  'the record': asKaren('/dossier'),
  'the profile': async (world, page) => {
    await world.visitor('karen.test');
    await asKaren('/profiel')(world, page);
    await expect(page.getByRole('button', { name: /^Beëindigen/ })).toBeVisible();
  },
  'the page of who looked': async (world, page) => {
    await readByGerard(world);
    await asKaren('/inzage?zelf=1')(world, page);
    await expect(page.getByRole('heading', { name: 'Vandaag' })).toBeVisible();
  },
  'the page of who looked after a refusal': async (world, page) => {
    await asKaren('/inzage?van=31-02-2026&tot=2026-03-01')(world, page);
    await expect(refusal(page)).toBeVisible();
  },
  'the page of who looked when nobody did': asKaren('/inzage?van=2020-01-01&tot=2020-12-31'),
  'the list of a practitioner': (world, page) => world.logIn(page, 'gerard.van.kesteren'),
  'a gesprek of a practitioner': async (world, page) => {
    await world.logIn(page, 'gerard.van.kesteren');
    await open(page, 'Slaapdagboek');
  },
  'the form of a practitioner': async (world, page) => {
    await world.logIn(page, 'gerard.van.kesteren');
    await world.visit(page, '/praktijk/berichten/nieuw');
  },
  'the mailbox of the demonstration': async (world, page) => {
    await world.logIn(page, 'karen.test');
    await page.goto('/demo/postbus');
  },
  'a page that does not exist': asKaren('/bestaat-niet'),
};

async function toWays(world: World, page: Page): Promise<void> {
  await trust(world, 'https://broker.voorbeeld.nl', 11);
  await trust(world, 'https://inloggen.voorbeeld.nl', 13, 'Ziekenhuis Oost');
  await world.visit(page, '/inloggen');
}

async function toCode(world: World, page: Page): Promise<void> {
  await world.visit(page, '/inloggen');
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
}

function asKaren(path: string): Reach {
  return async (world, page) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, path);
  };
}

async function readByGerard(world: World): Promise<void> {
  await open(await world.visitor('gerard.van.kesteren'), 'Vraag over medicatie');
}

async function openGesprek(world: World, page: Page): Promise<void> {
  await world.logIn(page, 'karen.test');
  await open(page, 'Vraag over medicatie');
}
