// Every page in every state there is to look at, for axe and for the screenshots; each begins in a fresh world.
import { expect, type Page } from '@playwright/test';
import { openAppointment } from './afspraken.ts';
import { composer, fillNew, open, place, placeButton, refusal, start, throughTheDots } from './berichten.ts';
import { GERARD, PASSWORD, PIN, type Login } from './people.ts';
import { changePin, lockPin, toNewPin } from './pins.ts';
import { fillHelp } from './help.ts';
import { trust } from './oidc.ts';
import { askPassword, newPassword } from './passwords.ts';
import { activate, invitation, terms, toFinish, toJoinWhereOneSigns } from './activation.ts';
import { confirmed, givePassword, logOut, makeCodes, SECURITY, withApp } from './security.ts';
import {
  addOrganisation, addProvider, appointReader, inviteAdministrator, saveDisplayName, toGuarded, tryOut,
} from './platform.ts';
import type { World } from './world.ts';

/** An appointment that nothing is asked about yet. */
const MONDAY = 'ma 9 mrt. 2026';

export type Reach = (world: World, page: Page) => Promise<unknown>;

export const STATES: Record<string, Reach> = {
  'the login page': (world, page) => world.visit(page, '/inloggen'),
  'the login page after a refusal': async (world, page) => {
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'karen.test', 'Verkeerd-Wachtwoord-1');
    await expect(refusal(page)).toBeVisible();
  },
  'the login page after logging out': (world, page) => world.visit(page, '/inloggen?uitgelogd=1'),
  'the login page after too many tries': async (world, page) => {
    await world.visit(page, '/inloggen');
    const wait = page.getByRole('button', { name: 'Mail mij een link om in te loggen' });
    while ((await wait.count()) === 0) {
      await world.giveName(page, 'karen.test', 'Verkeerd-Wachtwoord-1');
      await expect(refusal(page)).toBeVisible();
      await world.hydrated(page);
    }
  },
  'a link to log in that is over': (world, page) => world.visit(page, `/inloggen/link/${'0'.repeat(64)}`),
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
  'the code page where browsers are remembered': async (world, page) => {
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'noor.aios', PASSWORD);
    await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  },
  'the code page after a refusal': async (world, page) => {
    await toCode(world, page);
    await world.giveCode(page, '12');
    await expect(refusal(page)).toBeVisible();
  },
  'the code page after too many codes': async (world, page) => {
    const withheld = page.getByText('Er zijn al veel codes naar dit nummer gestuurd.');
    while ((await withheld.count()) === 0) {
      await world.visit(page, '/inloggen');
      await world.giveName(page, 'karen.test', PASSWORD);
      await expect(page.getByRole('link', { name: 'Met een andere naam inloggen' })).toBeVisible();
    }
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
  'an invitation': async (world, page) => {
    await world.visit(page, await invitation(world));
  },
  'an invitation that is over': (world, page) => world.visit(page, `/activeren/${'0'.repeat(64)}`),
  'the end of an activation': toActivation,
  'the end of an activation after a refusal': async (world, page) => {
    await toActivation(world, page);
    await newPassword(page).fill('Iris1');
    await activate(page);
    await expect(refusal(page)).toBeVisible();
  },
  'the end of an activation that is over': (world, page) => world.visit(page, '/activeren/afronden'),
  'an invitation for who has an account': async (world, page) => {
    const link = await invitation(world);
    await world.logIn(page, 'nina.kuipers');
    await world.visit(page, `${link}/toevoegen`);
    await expect(terms(page)).toBeVisible();
  },
  'an invitation for who has an account, where people sign': toJoinWhereOneSigns,
  'the privacy statement': (world, page) => world.visit(page, '/privacy?bij=11'),
  'the terms of an organisation without any': (world, page) => world.visit(page, '/voorwaarden?bij=1'),
  'the form to change a password': asKaren('/wachtwoord/wijzigen'),
  'the form to change a PIN': asNoor('/profiel/pincode'),
  'the form to change a PIN after a refusal': async (world, page) => {
    await asNoor('/profiel/pincode')(world, page);
    await changePin(page, '13579', '1234');
    await expect(refusal(page)).toBeVisible();
  },
  'the page of a PIN after five wrong tries': async (world, page) => {
    await asNoor('/profiel/pincode')(world, page);
    await lockPin(world, page);
  },
  'the form for a new PIN': async (world, page) => {
    await asNoor('/profiel/pincode/nieuw')(world, page);
    await toNewPin(world, page, 'noor.aios');
  },
  'the page after a new PIN': async (world, page) => {
    await asNoor('/profiel/pincode')(world, page);
    await changePin(page, PIN, '97531');
    await expect(page.getByText('Uw nieuwe pincode is ingesteld.')).toBeVisible();
  },
  'the page of who has no pages yet': asNoor('/'),
  'the warning that a password expires': async (world, page) => {
    await world.continueAt('2026-05-25T10:00:00+02:00');
    await world.visit(page, '/inloggen');
    await world.giveName(page, 'fgrashoff11', PASSWORD);
    await expect(page.getByText('Uw wachtwoord verloopt binnen 8 dagen.')).toBeVisible();
  },
  'the overview of a record': asKaren('/dossier'),
  'the overview of a record that is not filled in': as('fatima.elamrani', '/dossier/overzicht'),
  'the intake report': asKaren('/dossier/intakeverslag'),
  'an intake report that is not there yet': as('fatima.elamrani', '/dossier/intakeverslag'),
  'the care team as a table': asKaren('/dossier/behandelteam'),
  'the care team as cards': asKaren('/dossier/behandelteam?weergave=kaarten'),
  'the medication': asKaren('/dossier/medicatie'),
  'the medication of a practitioner': as('gerard.van.kesteren', '/praktijk/dossier/medicatie?dossier=2022021801'),
  'medication that is not there yet': as('fatima.elamrani', '/dossier/medicatie'),
  'the forms of medication': as('gerard.van.kesteren', '/praktijk/dossier/medicatie/wijzigen?dossier=2022021801'),
  'the forms of medication with a warning': async (world, page) => {
    await as('gerard.van.kesteren', '/praktijk/dossier/medicatie/wijzigen?dossier=2022021801')(world, page);
    await page.getByLabel('Naam van het medicijn').fill('Amoxicilline');
    await page.getByLabel('ATC-code (mag leeg)').fill('J01CA04');
    await page.getByLabel('Dosering').fill('3 x per dag 500 mg');
    await page.getByRole('button', { name: 'Medicijn toevoegen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the treatment plan': asKaren('/dossier/behandelplan'),
  'the treatment plan of a practitioner': as('gerard.van.kesteren', '/praktijk/dossier/behandelplan?dossier=2022021801'),
  'the form of a treatment plan': as('gerard.van.kesteren', '/praktijk/dossier/behandelplan/wijzigen?dossier=2022021801'),
  'a treatment plan that is not there yet': as('fatima.elamrani', '/dossier/behandelplan'),
  'the effort of a treatment': asKaren('/dossier/behandelinzet'),
  'effort that is not there yet': as('fatima.elamrani', '/dossier/behandelinzet'),
  'the effort of a treatment with its buttons': as('gerard.van.kesteren', '/praktijk/dossier/behandelinzet?dossier=2022021801'),
  'the form of effort': as('gerard.van.kesteren', '/praktijk/dossier/behandelinzet/wijzigen?dossier=2022021801'),
  'the reports of sessions': asKaren('/dossier/verslaglegging?dag=2022-02-18'),
  'reports that are not there yet': as('fatima.elamrani', '/dossier/verslaglegging'),
  'the reports of sessions of a practitioner': as('gerard.van.kesteren', '/praktijk/dossier/verslaglegging?dossier=2022021801&maand=2026-02'),
  'the clients of a practitioner': as('gerard.van.kesteren', '/praktijk/clienten'),
  'the clients of a practitioner after a search for nobody': as('gerard.van.kesteren', '/praktijk/clienten?zoek=niemand'),
  'a record of a practitioner': as('gerard.van.kesteren', '/praktijk/dossier/overzicht?dossier=2022021801'),
  'the form of an overview': as('gerard.van.kesteren', '/praktijk/dossier/overzicht/wijzigen?dossier=2022021801'),
  'the form of an overview after a refusal': async (world, page) => {
    await as('gerard.van.kesteren', '/praktijk/dossier/overzicht/wijzigen?dossier=2022021801')(world, page);
    await page.getByLabel('Aanmelddatum').fill('31-02-2022');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the form of an intake report': as('gerard.van.kesteren', '/praktijk/dossier/intakeverslag/wijzigen?dossier=2022021801'),
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
  'the appointments of who has none': async (world, page) => {
    await world.logIn(page, 'jan.devries');
    await world.visit(page, '/afspraken?maand=2026-05');
  },
  'an appointment by video': appointment('ma 2 mrt. 2026'),
  'an appointment to ask about': appointment(MONDAY),
  'an appointment to ask about after a refusal': async (world, page) => {
    await appointment(MONDAY)(world, page);
    await page.getByRole('button', { name: 'Vraag versturen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'an appointment that was asked to be moved': appointment('ma 23 mrt. 2026'),
  'an appointment that is cancelled': appointment('do 12 mrt. 2026'),
  'the page of the own calendar': asKaren('/afspraken/agenda'),
  'the page of the own calendar with an address': async (world, page) => {
    await asKaren('/afspraken/agenda')(world, page);
    await page.getByRole('button', { name: 'Adres maken' }).click();
    await expect(page.getByLabel('Adres', { exact: true })).toBeVisible();
  },
  'the record': asKaren('/dossier'),
  'the profile': asKaren('/profiel'),
  'the page about security': async (world, page) => {
    await world.visitor('karen.test');
    await withApp(world, page, 'karen.test');
    await makeCodes(world, page);
    await world.visit(page, SECURITY);
    await expect(page.getByRole('button', { name: /^Beëindigen/ })).toBeVisible();
  },
  'the page about security of who has set up nothing': asKaren(SECURITY),
  'the page to confirm who one is': asKaren(`${SECURITY}/app`),
  'the page to confirm who one is after a refusal': async (world, page) => {
    await asKaren(`${SECURITY}/app`)(world, page);
    await page.getByLabel('Wachtwoord').fill('mis');
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the code page of a confirmation': async (world, page) => {
    await asKaren(`${SECURITY}/app`)(world, page);
    await givePassword(page);
    await expect(page.getByLabel('Code van 6 cijfers')).toBeVisible();
  },
  'the form for an authenticator app': confirmedKaren('/app'),
  'the form for an authenticator app after a refusal': async (world, page) => {
    await confirmedKaren('/app')(world, page);
    await page.getByRole('button', { name: 'App toevoegen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the form for a passkey': confirmedKaren('/passkey'),
  'the form for recovery codes': confirmedKaren('/herstelcodes'),
  'the recovery codes just made': async (world, page) => {
    await confirmedKaren('/herstelcodes')(world, page);
    await makeCodes(world, page);
  },
  'the page to log out elsewhere': confirmedKaren('/uitloggen'),
  'the page of one factor': async (world, page) => {
    await withApp(world, page, 'karen.test');
    await page.getByRole('link', { name: 'Wijzigen van Telefoon' }).click();
    await expect(page.getByRole('button', { name: /^Verwijderen/ })).toBeVisible();
  },
  'the code page of an authenticator app': toAppCode,
  'the code page of an authenticator app after a refusal': async (world, page) => {
    await toAppCode(world, page);
    await world.giveCode(page, '12');
    await expect(refusal(page)).toBeVisible();
  },
  'the code page of an SMS that was not asked for yet': async (world, page) => {
    await toAppCode(world, page);
    await page.getByRole('link', { name: 'Met een code per sms' }).click();
    await expect(page.getByRole('button', { name: /^Stuur mij een code/ })).toBeVisible();
  },
  'the code page of a recovery code': async (world, page) => {
    await toAppCode(world, page);
    await page.getByRole('link', { name: 'Met een herstelcode' }).click();
    await expect(page.getByLabel('Herstelcode')).toBeVisible();
  },
  'the page of who looked': async (world, page) => {
    await readByGerard(world);
    await asKaren('/inzage?zelf=1')(world, page);
    await expect(page.getByRole('heading', { name: 'Vandaag' })).toBeVisible();
  },
  'the page of who looked with wrong days': async (world, page) => {
    await asKaren('/inzage?van=31-02-2026&tot=2026-03-01')(world, page);
    await expect(refusal(page)).toBeVisible();
  },
  'the page of who looked when nobody did': asKaren('/inzage?van=2020-01-01&tot=2020-12-31'),
  'the log of an organisation': async (world, page) => {
    await readByGerard(world);
    await asNina('/inzage/organisatie')(world, page);
    await expect(page.getByRole('table', { name: 'Gebeurtenissen' })).toContainText('Gesprek gelezen');
  },
  'the log of an organisation after a search': asNina('/inzage/organisatie?zoek=p'),
  'the log of an organisation after a search for nobody': asNina('/inzage/organisatie?zoek=qqq'),
  'the log of an organisation with wrong days': async (world, page) => {
    await asNina('/inzage/organisatie?van=31-02-2026&tot=2026-03-01')(world, page);
    await expect(refusal(page)).toBeVisible();
  },
  'the log of an organisation in empty days': asNina('/inzage/organisatie?van=2010-01-01&tot=2010-12-31'),
  'the list of a practitioner': (world, page) => world.logIn(page, 'gerard.van.kesteren'),
  'a gesprek of a practitioner': async (world, page) => {
    await world.logIn(page, 'gerard.van.kesteren');
    await open(page, 'Slaapdagboek');
  },
  'the form of a practitioner': async (world, page) => {
    await world.logIn(page, 'gerard.van.kesteren');
    await world.visit(page, '/praktijk/berichten/nieuw');
  },
  'the organisations': asPlatform('/organisaties'),
  'the organisations when none is found': asPlatform('/organisaties?zoek=kastanje'),
  'the form for an organisation': asPlatform('/organisaties/nieuw'),
  'the form for an organisation after a refusal': async (world, page) => {
    await asPlatform('/organisaties/nieuw')(world, page);
    await page.getByRole('button', { name: 'Organisatie toevoegen' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'an organisation': asPlatform('/organisaties/16'),
  'an organisation with a policy that is outdated': asPlatform('/organisaties/12'),
  'an organisation just added': async (world, page) => {
    await asPlatform('/organisaties/nieuw')(world, page);
    await addOrganisation(page);
  },
  'an organisation with somebody invited': async (world, page) => {
    await asPlatform('/organisaties/13/beheerders/nieuw')(world, page);
    await inviteAdministrator(page, 'anna@voorbeeld.nl');
  },
  'the details of an organisation': asPlatform('/organisaties/11/gegevens'),
  'the modules of an organisation': asPlatform('/organisaties/11/modules'),
  'the password policy of an organisation': asPlatform('/organisaties/11/wachtwoordbeleid'),
  'own values of a password policy after a refusal': async (world, page) => {
    await asPlatform('/organisaties/11/wachtwoordbeleid')(world, page);
    await page.getByLabel('Eigen waarden', { exact: true }).check();
    await page.getByLabel('Minimale lengte').fill('7');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the words of an organisation': asPlatform('/organisaties/11/woorden'),
  'the second factor of an organisation': asPlatform('/organisaties/11/tweede-factor'),
  'the allowed factors of an organisation after a refusal': async (world, page) => {
    await asPlatform('/organisaties/11/factoren')(world, page);
    for (const way of ['Passkey', 'Authenticator-app', 'Code per sms']) await page.getByLabel(way).uncheck();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(refusal(page)).toBeVisible();
  },
  'the help desk of an organisation': asPlatform('/organisaties/11/helpdesk'),
  'the terms of an organisation to publish': asPlatform('/organisaties/11/gebruiksvoorwaarden'),
  'a section that somebody else changed': async (world, page) => {
    await asPlatform('/organisaties/11/gegevens')(world, page);
    const other = await page.context().newPage();
    await world.visit(other, '/platform/organisaties/11/gegevens');
    await saveDisplayName(other, 'De Lindeboom');
    await saveDisplayName(page, 'De Linden');
    await expect(refusal(page)).toBeVisible();
  },
  'the form to invite an administrator': asPlatform('/organisaties/16/beheerders/nieuw'),
  'the form to withdraw access': async (world, page) => {
    await asPlatform('/organisaties/16')(world, page);
    await page.getByRole('link', { name: /^Intrekken/ }).click();
    await expect(page.getByLabel('Reden')).toBeVisible();
  },
  'an organisation with a provider and somebody who reads its log': async (world, page) => {
    await trust(world, 'https://broker.voorbeeld.nl', 11);
    await asPlatform('/organisaties/11')(world, page);
  },
  'the form for a provider': toProviderForm,
  'the form for a provider after a refusal': async (world, page) => {
    await toProviderForm(world, page);
    await addProvider(page, 'broker.voorbeeld.nl');
    await expect(refusal(page)).toBeVisible();
  },
  'a provider that does not answer': async (world, page) => {
    await trust(world, 'http://localhost:9', 11);
    await asPlatform('/organisaties/11')(world, page);
    await toGuarded(world, page, 'Wijzigen DigiD');
    await tryOut(page);
  },
  'who may read the log of an organisation': toReaders,
  'who may read the log of an organisation after a refusal': async (world, page) => {
    await toReaders(world, page);
    await appointReader(page, 'karen.test');
    await expect(refusal(page)).toBeVisible();
  },
  'the state of the installation': asPlatform('/toestand'),
  'the mailbox of the demonstration': async (world, page) => {
    await world.logIn(page, 'karen.test');
    await page.goto('/demo/postbus');
  },
  'a page that does not exist': asKaren('/bestaat-niet'),
};

function appointment(day: string): Reach {
  return async (world, page) => {
    await asKaren('/afspraken')(world, page);
    await openAppointment(page, day);
  };
}

function asPlatform(path: string): Reach {
  return async (world, page) => {
    await world.logIn(page, 'platform');
    await world.visit(page, `/platform${path}`);
  };
}

async function toProviderForm(world: World, page: Page): Promise<void> {
  await asPlatform('/organisaties/11')(world, page);
  await toGuarded(world, page, 'Inlogdienst toevoegen');
}

async function toReaders(world: World, page: Page): Promise<void> {
  await asPlatform('/organisaties/11')(world, page);
  await toGuarded(world, page, 'Wijzigen Lezers van het logboek');
}

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

async function toActivation(world: World, page: Page): Promise<void> {
  await world.visit(page, await invitation(world));
  await toFinish(world, page);
}

/** The password was right, and the account has an authenticator app and recovery codes. */
async function toAppCode(world: World, page: Page): Promise<void> {
  await withApp(world, page, 'karen.test');
  await makeCodes(world, page);
  await logOut(world, page);
  await world.giveName(page, 'karen.test', PASSWORD);
  await expect(page.getByRole('heading', { name: 'Code uit uw app' })).toBeVisible();
}

function confirmedKaren(path: string): Reach {
  return async (world, page) => {
    await world.logIn(page, 'karen.test');
    await confirmed(world, page, 'karen.test', path);
  };
}

function asKaren(path: string): Reach {
  return as('karen.test', path);
}

function asNoor(path: string): Reach {
  return as('noor.aios', path);
}

function asNina(path: string): Reach {
  return as('nina.kuipers', path);
}

function as(login: Login, path: string): Reach {
  return async (world, page) => {
    await world.logIn(page, login);
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
