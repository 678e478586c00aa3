// Dossier: what the client reads (R43-R45, R48) and the care team writes (S1).
import { refusal } from '../support/berichten.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const RECORD = '2022021801';
const PRACTICE = `/praktijk/dossier/overzicht?dossier=${RECORD}`;

/** The pairs of name and value on a page, in order. */
async function facts(page: Page): Promise<string[]> {
  const pairs = await page.locator('main .facts > div').all();
  return Promise.all(pairs.map(async (pair) => (await pair.locator('dt, dd').allInnerTexts()).join(': ')));
}

/** To another part, over its link. */
async function turnTo(world: World, page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: /^Dossier/ }).getByRole('link', { name: part }).click();
  await expect(page.getByRole('heading', { level: 1, name: part })).toBeVisible();
  await world.hydrated(page);
}

/** The form of a part, from the part itself. */
async function change(world: World, page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Wijzigen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /wijzigen$/ })).toBeVisible();
  await world.hydrated(page);
}

test.describe('on 22 February 2022, as the source shows it', () => {
  test.use({ clock: '2022-02-22T12:00:00+01:00' });

  test('R43, R44: whose record it is and what she came with', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await page.getByRole('link', { name: 'Dossier' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overzicht' })).toBeVisible();
    await expect(page.getByText(`Dossier ${RECORD}`)).toBeVisible();
    await expect(page.getByText('30-03-1986 (35) - Vrouw')).toBeVisible();
    expect(await facts(page)).toEqual([
      'Diagnose: Separatieangststoornis',
      'Zorgvraagtypering: Nog niet ingevuld',
      'Aanmelddatum: 18-02-2022',
      'Reden aanmelding: Angst',
    ]);
  });

  test('R45: the intake report with its index, question by question', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, '/dossier/intakeverslag');
    const index = page.getByRole('navigation', { name: 'Inhoud' });
    await expect(index.getByRole('link')).toHaveText(['1. Functioneren', '2. Oorzaken']);
    const text = page.getByRole('article');
    await expect(text.locator('dt')).toHaveText([
      '1a - Wat is de reden van uw komst?',
      '1b - En hoe lang heeft u dit al?',
      '4 - Waarom denkt u dat dit u overkomt? Wat is volgens u de oorzaak of wat zijn de oorzaken van uw (probleem)?',
      '5 - Hoe denkt uw familie en vrienden daarover?',
    ]);
    await expect(text.locator('dd')).toHaveText([
      'De reden van mijn komst is...', 'sinds 3 maanden', 'Ik denk dat...', 'Die denken dat...',
    ]);
    await index.getByRole('link', { name: '2. Oorzaken' }).click();
    await expect(page.getByRole('heading', { name: 'Oorzaken' })).toBeInViewport();
  });

  test('R48: the care team as a table and as cards, and the choice is remembered', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, '/dossier/behandelteam');
    const table = page.getByRole('region', { name: 'Regiebehandelaren' }).getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveText([
      'Behandelaar', 'Van', 'Tot', 'Tel.', 'E-mailadres', 'Rol', 'Status',
    ]);
    const gerard = table.getByRole('row', { name: /Gerard van Kesteren/ });
    for (const value of ['18-02-2022', '09005553000', 'ProfessionalID12@acc.Extenzo.nu', 'Regiebehandelaar', 'Actief']) {
      await expect(gerard).toContainText(value);
    }
    await expect(table.getByRole('row', { name: /Nog niet toegewezen/ })).toContainText('Waarnemend regiebehandelaar');
    await page.getByRole('link', { name: 'Kaarten' }).click();
    await expect(page.getByRole('heading', { level: 3, name: 'Peter Post' })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await world.visit(page, '/dossier/behandelteam');
    const carmen = page.getByRole('listitem').filter({ hasText: 'Carmen van den Eerenbeemt' });
    await expect(carmen).toContainText('Gz-psycholoog');
    await expect(carmen).toContainText('21-02-2022');
  });
});

test.describe('on 22 February 2022, what was planned and done', () => {
  test.use({ clock: '2022-02-22T12:00:00+01:00' });

  test('R49: expected and realised minutes, and what will be billed', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, '/dossier/behandelinzet');
    const sums = page.getByRole('region', { name: 'Verwacht en gerealiseerd' });
    await expect(sums).toContainText('Verwachte behandelinzet behandelplan: 600 min');
    await expect(sums).toContainText('Gerealiseerde behandelinzet: 15 min');
    const table = page.getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveText(['Door', 'Datum', 'Duur', 'Verrichting', 'Type consult']);
    const row = table.getByRole('row').nth(1);
    for (const value of ['VK', '18-02-2022', '15 min', 'Diagnostiek', 'Consult']) await expect(row).toContainText(value);
  });

  test('R36, R50: the report of the first session, from the appointment to the month beside it', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, '/afspraken');
    const past = page.getByRole('region', { name: 'Afgelopen afspraken' });
    await expect(past.getByRole('link', { name: 'Verslag lezen' })).toHaveCount(1);
    await past.getByRole('row', { name: /vr 18 feb. 2022/ }).getByRole('link', { name: 'Verslag lezen' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Verslaglegging' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'februari 2022' })).toBeVisible();
    const report = page.getByRole('article');
    await expect(report.getByRole('heading', { name: 'Diagnose' })).toBeVisible();
    for (const value of ['vrijdag 18 februari 2022', '08:15 - 08:30', 'Gerard van Kesteren', 'Kennisgemaakt']) {
      await expect(report).toContainText(value);
    }
  });

  test('R47: she agrees to her plan, and her practitioner sees when', async ({ page, world }) => {
    await world.logIn(page, 'karen.test');
    await world.visit(page, '/dossier/behandelplan');
    await expect(page.getByRole('heading', { name: 'Doel 1: Alleen met de trein naar mijn werk' })).toBeVisible();
    await page.getByRole('button', { name: 'Ik ga akkoord' }).click();
    await expect(page.getByText(/^U ging akkoord op 22-02-2022 12:/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ik ga akkoord' })).toHaveCount(0);
    const gerard = await world.visitor('gerard.van.kesteren');
    await world.visit(gerard, `/praktijk/dossier/behandelplan?dossier=${RECORD}`);
    await expect(gerard.getByText(/^De cliënt ging akkoord op 22-02-2022 12:/)).toBeVisible();
  });
});

test('R47: a plan gets another goal and a new version, which the client compares with the old one', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, PRACTICE.replace('overzicht', 'behandelplan'));
  await change(world, page);
  await page.getByRole('button', { name: 'Nog een doel' }).click();
  const third = page.getByRole('group', { name: 'Doel 3' });
  await expect(third).toBeVisible();
  await world.hydrated(page);
  await third.getByLabel('Doel', { exact: true }).fill('Weer naar de film');
  await third.getByLabel(/^Wat wij daarvoor doen/).fill('Eerst met mijn zus\nDan alleen');
  await third.getByLabel(/^Wanneer/).fill('31-02-2026');
  await page.getByRole('button', { name: 'Publiceren voor de cliënt' }).click();
  await expect(refusal(page)).toContainText('De datum waarop u dit doel bespreekt is geen datum.');
  await expect(third.getByLabel('Doel', { exact: true })).toHaveValue('Weer naar de film');
  await world.hydrated(page);
  await third.getByLabel(/^Wanneer/).fill('01-06-2026');
  await page.getByRole('button', { name: 'Publiceren voor de cliënt' }).click();
  await expect(page.getByRole('heading', { name: 'Doel 3: Weer naar de film' })).toBeVisible();
  const karen = await world.visitor('karen.test');
  await world.visit(karen, '/dossier/behandelplan');
  await karen.getByRole('link', { name: 'Wat is er veranderd sinds versie 1?' }).click();
  const changes = karen.getByRole('region', { name: 'Veranderd van versie 1 naar versie 2' });
  await expect(changes).toContainText('Nieuw: Doel: Weer naar de film');
  await expect(karen.getByRole('button', { name: 'Ik ga akkoord' })).toBeVisible();
});

test('R46: prescribing warns for an allergy on record and goes on with a reason only', async ({ page, world }) => {
  await world.logIn(page, 'peter.post');
  const medication = PRACTICE.replace('overzicht', 'medicatie');
  const form = async () => {
    await world.visit(page, medication);
    await page.getByRole('link', { name: 'Toevoegen' }).click();
    await expect(page.getByRole('heading', { name: 'Medicijn', exact: true })).toBeVisible();
    await world.hydrated(page);
  };
  await form();
  await page.getByLabel('Contra-indicatie', { exact: true }).check();
  await page.getByLabel('Waarvoor of wat').fill('Lang QT');
  await page.getByLabel(/^Stoffen of ATC-codes/).fill('citalopram');
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await expect(page.getByRole('region', { name: 'Contra-indicaties' })).toContainText('Lang QT');
  await form();
  await page.getByLabel('Naam van het medicijn').fill('Broxil');
  await page.getByLabel(/^Werkzame stof/).fill('fenoxymethylpenicilline');
  await page.getByLabel('Dosering').fill('3 x per dag 500 mg');
  await page.getByRole('button', { name: 'Medicijn toevoegen' }).click();
  await expect(refusal(page)).toContainText('Vul een reden in om het toch voor te schrijven.');
  await expect(page.getByText('Allergie: Penicilline (Huiduitslag, in 2009)')).toBeVisible();
  await expect(page.getByLabel('Naam van het medicijn')).toHaveValue('Broxil');
  await world.hydrated(page);
  await page.getByLabel(/^Reden om toch/).fill('Allergie is weerlegd door de allergoloog');
  await page.getByRole('button', { name: 'Medicijn toevoegen' }).click();
  const now = page.getByRole('region', { name: 'Huidige medicatie' });
  await expect(now.getByRole('row', { name: /Broxil/ })).toContainText('Voorgeschreven door Peter Post');
  await world.hydrated(page);
  await now.getByRole('button', { name: 'Stoppen met Broxil' }).click();
  await expect(now.getByRole('row', { name: /Broxil/ })).toContainText('02-03-2026');
  const karen = await world.visitor('karen.test');
  await world.visit(karen, '/dossier/medicatie');
  await expect(karen.getByRole('region', { name: 'Huidige medicatie' })).toContainText('Broxil');
  await expect(karen.getByText('allergoloog')).toHaveCount(0);
});

test('R50: a report is a draft of the team until the client may read it', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, `/praktijk/dossier/verslaglegging?dossier=${RECORD}&maand=2026-02`);
  await page.getByRole('region', { name: 'Sessies zonder verslag' }).getByRole('link').first().click();
  await expect(page.getByLabel('Verslag', { exact: true })).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Publiceren voor de cliënt' }).click();
  await expect(refusal(page)).toContainText('Het verslag ontbreekt.');
  await world.hydrated(page);
  await page.getByLabel('Verslag', { exact: true }).fill('We oefenden met de trein.');
  await page.getByRole('button', { name: 'Bewaren als concept' }).click();
  await expect(page.getByText(/^Laatst bewaard op/)).toBeVisible();
  const karen = await world.visitor('karen.test');
  await world.visit(karen, '/dossier/verslaglegging?maand=2026-02');
  await expect(karen.getByRole('heading', { name: 'Geen verslag in deze maand' })).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('button', { name: 'Publiceren voor de cliënt' }).click();
  await expect(page.getByRole('article')).toContainText('We oefenden met de trein.');
  await world.visit(karen, '/dossier/verslaglegging');
  await expect(karen.getByRole('article')).toContainText('We oefenden met de trein.');
});

test('R49: a practitioner adds what was done, once, and takes it away', async ({ page, world }) => {
  await world.logIn(page, 'peter.post');
  await world.visit(page, PRACTICE.replace('overzicht', 'behandelinzet'));
  await page.getByRole('link', { name: 'Toevoegen' }).click();
  await expect(page.getByLabel('Duur in minuten')).toBeVisible();
  await world.hydrated(page);
  await page.getByLabel('Duur in minuten').fill('4');
  await page.getByRole('button', { name: 'Toevoegen' }).click();
  await expect(refusal(page)).toContainText('vul een heel getal in van 5 tot en met 1440');
  await world.hydrated(page);
  await page.getByLabel('Duur in minuten').fill('45');
  await page.getByRole('button', { name: 'Toevoegen' }).click();
  await expect(page.getByText('Gerealiseerde behandelinzet: 60 min')).toBeVisible();
  await world.hydrated(page);
  await page.getByRole('row', { name: /45 min/ }).getByRole('button', { name: 'Verwijderen' }).click();
  await expect(page.getByText('Gerealiseerde behandelinzet: 15 min')).toBeVisible();
});

test('S1: a practitioner finds a client and fills in the overview, which the client then reads', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await page.getByRole('link', { name: 'Cliënten' }).click();
  await world.hydrated(page);
  await page.getByLabel(/^Zoek op naam/).fill('karen');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await expect(page.getByText("1 cliënt, gezocht op 'karen'")).toBeVisible();
  await page.getByRole('link', { name: 'Karen Test' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overzicht' })).toBeVisible();
  await world.hydrated(page);
  await change(world, page);
  await page.getByLabel('Zorgvraagtypering').fill('Zorgvraagtype 5');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByText('Zorgvraagtype 5')).toBeVisible();
  const karen = await world.visitor('karen.test');
  await world.visit(karen, '/dossier/overzicht');
  await expect(karen.getByText('Zorgvraagtype 5')).toBeVisible();
  await expect(karen.getByRole('link', { name: 'Wijzigen' })).toHaveCount(0);
});

test('what is not right is named, and what was typed is still there', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, PRACTICE);
  await change(world, page);
  await page.getByLabel('Aanmelddatum').fill('31-02-2022');
  await page.getByLabel('Diagnose').fill('Angststoornis');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(refusal(page)).toContainText('De aanmelddatum is geen datum. Schrijf hem als 18-02-2022.');
  await expect(page.getByLabel('Diagnose')).toHaveValue('Angststoornis');
});

test('two who change the overview at once: the second is told, and keeps what was typed', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, PRACTICE);
  await change(world, page);
  const peter = await world.visitor('peter.post');
  await world.visit(peter, PRACTICE);
  await change(world, peter);
  await peter.getByLabel('Diagnose').fill('Paniekstoornis');
  await peter.getByRole('button', { name: 'Opslaan' }).click();
  await expect(peter.getByText('Paniekstoornis')).toBeVisible();
  await page.getByLabel('Reden aanmelding').fill('Angst in de trein');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(refusal(page)).toContainText('Een collega heeft dit intussen gewijzigd.');
  await expect(page.getByLabel('Reden aanmelding')).toHaveValue('Angst in de trein');
  expect(await facts(page)).toContain('Diagnose: Paniekstoornis');
});

test('R45: a draft stays with the team until it is published', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, PRACTICE.replace('overzicht', 'intakeverslag'));
  await change(world, page);
  await page.getByLabel(/^1b/).fill('Sinds de zomer');
  await page.getByRole('button', { name: 'Bewaren als concept' }).click();
  await expect(page.getByText(/^Laatst bewaard op .* door Gerard van Kesteren$/)).toBeVisible();
  const karen = await world.visitor('karen.test');
  await world.visit(karen, '/dossier/intakeverslag');
  await expect(karen.getByText('sinds 3 maanden')).toBeVisible();
  await world.hydrated(page);
  await expect(page.getByLabel(/^1b/)).toHaveValue('Sinds de zomer');
  await page.getByRole('button', { name: 'Publiceren voor de cliënt' }).click();
  await expect(page.getByRole('article')).toContainText('Sinds de zomer');
  await world.visit(karen, '/dossier/intakeverslag');
  await expect(karen.getByText('Sinds de zomer')).toBeVisible();
});

test('from part to part without losing whose record it is', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, PRACTICE);
  for (const part of ['Intakeverslag', 'Medicatie', 'Behandelplan', 'Behandelteam', 'Behandelinzet', 'Verslaglegging', 'Overzicht']) {
    await turnTo(world, page, part);
    await expect(page).toHaveURL(/dossier=2022021801/);
    await expect(page.locator('.person')).toContainText('Karen Test');
  }
});

test('somebody whose record nobody wrote in reads what will come', async ({ page, world }) => {
  await world.logIn(page, 'fatima.elamrani');
  await world.visit(page, '/dossier/intakeverslag');
  await expect(page.getByRole('heading', { name: 'Er is nog geen intakeverslag' })).toBeVisible();
});
