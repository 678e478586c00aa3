// Who sees which gesprek: the client and the care team, nobody else (R27, D8, D28, D30).
import {
  bubbles, composer, open, place, refusal, row, rows, start, subjects, unreadInMenu,
} from '../support/berichten.ts';
import { GERARD } from '../support/people.ts';
import { expect, test, type Page } from '../support/test.ts';
import type { World } from '../support/world.ts';

const SECRET = 'Dit gaat niemand anders aan.';

/** What somebody sees who asks for what is not theirs: the same as what does not exist. */
async function expectNotThere(world: World, page: Page, path: string): Promise<void> {
  expect(await world.visit(page, path)).toBe(404);
  await expect(page.getByRole('heading', { name: 'Deze pagina is er niet' })).toBeVisible();
  await expect(page.getByText(SECRET)).toHaveCount(0);
}

/** The address of the gesprek that is open, without what it was opened from. */
const address = (page: Page): string => new URL(page.url()).pathname;

test('R27: everybody of the care team reads the gesprek', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await start(page, 'Iedereen', GERARD);
  await place(page, 'Voor het hele team.');
  for (const login of ['gerard.van.kesteren', 'peter.post', 'carmen.van.den.eerenbeemt'] as const) {
    const colleague = await world.visitor(login);
    await expect(row(colleague, 'Iedereen')).toContainText('Karen Test');
    await open(colleague, 'Iedereen');
    await expect(bubbles(colleague)).toHaveText([/Karen Test · \d\d:\d\d\s*Voor het hele team\./]);
    await expect(colleague.getByText(`Over Karen Test · ${GERARD}`)).toBeVisible();
  }
});

test('D8: who reads is shown before sending', async ({ page, world }) => {
  await world.logIn(page, 'jan.devries');
  await open(page, 'Slaapdagboek');
  await expect(page.locator('#lezers')).toHaveText('Uw bericht wordt gelezen door: Gerard van Kesteren');
});

test("D30: somebody else's gesprek does not exist, for clients and for colleagues outside the team", async ({
  page, world, faults,
}) => {
  await world.logIn(page, 'karen.test');
  await start(page, 'Vertrouwelijk', GERARD);
  await place(page, SECRET);
  const path = address(page);
  faults.expectNotFound();
  const jan = await world.visitor('jan.devries');
  await expectNotThere(world, jan, path);
  await expectNotThere(world, await world.visitor('omar.haddad'), `/praktijk${path}`);
  await expectNotThere(world, await world.visitor('nina.kuipers'), `/praktijk${path}`);
  await expectNotThere(world, jan, '/berichten/gesprek/01890a5d-ac96-774b-bcce-b302099a8057');
  await expectNotThere(world, jan, '/berichten/gesprek/geen-nummer');
});

test('D28: until its first message a gesprek is a draft that only its starter sees', async ({ page, world, faults }) => {
  await world.logIn(page, 'karen.test');
  await start(page, 'Nog niet af', GERARD);
  const path = address(page);
  await world.visit(page, '/berichten');
  await expect(row(page, 'Nog niet af')).toContainText('Concept: nog niets geplaatst');
  const gerard = await world.visitor('gerard.van.kesteren');
  await expect(row(gerard, 'Nog niet af')).toHaveCount(0);
  faults.expectNotFound();
  await expectNotThere(world, gerard, `/praktijk${path}`);
  await open(page, 'Nog niet af');
  await place(page, 'Nu wel.');
  expect(await world.visit(gerard, `/praktijk${path}`)).toBe(200);
  await expect(bubbles(gerard)).toHaveText([/Nu wel\./]);
});

test('D28: a practitioner may start one too; the client sees it from its first message', async ({ page, world }) => {
  const gerard = await world.visitor('gerard.van.kesteren');
  await gerard.getByRole('link', { name: 'Nieuw gesprek' }).click();
  await gerard.getByLabel('Onderwerp').fill('Uitnodiging');
  await gerard.getByLabel('Cliënt').selectOption('Jan de Vries (2023061402)');
  await gerard.getByRole('button', { name: 'Gesprek starten' }).click();
  await expect(gerard.getByText(`Over Jan de Vries · ${GERARD}`)).toBeVisible();
  await world.logIn(page, 'jan.devries');
  await expect(row(page, 'Uitnodiging')).toHaveCount(0);
  await place(gerard, 'Komt u donderdag?');
  await world.visit(page, '/berichten');
  await expect(row(page, 'Uitnodiging')).toContainText('Komt u donderdag?');
  await expect(unreadInMenu(page, 1)).toBeVisible();
  await open(page, 'Uitnodiging');
  await expect(page.getByText(GERARD, { exact: true })).toBeVisible();
});

test('D28 S11: the chosen practitioner is told by mail, without a word of what it is about', async ({ page, world }) => {
  await world.logIn(page, 'karen.test');
  await start(page, 'Heel persoonlijk', GERARD);
  await place(page, SECRET);
  await expect.poll(() => world.mails('gerard.van.kesteren')).toHaveLength(1);
  const [notice] = await world.mails('gerard.van.kesteren');
  expect(notice?.subject).toBe('Er staat een bericht voor u klaar bij De Linde');
  expect(`${notice?.subject} ${notice?.body}`).not.toMatch(/Karen|Test\b|persoonlijk|niemand/);
  expect(await world.mails('peter.post')).toHaveLength(0);
});

test('D30: a portal in which one has no role does not exist', async ({ page, world, faults }) => {
  await world.logIn(page, 'karen.test');
  faults.expectNotFound();
  await expectNotThere(world, page, '/praktijk/berichten');
  await expectNotThere(world, page, '/berichten?bij=12');
  const gerard = await world.visitor('gerard.van.kesteren');
  await expectNotThere(world, gerard, '/berichten');
});

test('D30: with a dossier in the address the page and its links are about that client', async ({ page, world }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await expect(row(page, 'Slaapdagboek')).toContainText('Jan de Vries');
  await world.visit(page, '/praktijk/berichten?dossier=2023061402');
  await expect(subjects(page)).toHaveText(['Slaapdagboek']);
  await open(page, 'Slaapdagboek');
  await expect(page).toHaveURL(/[?&]dossier=2023061402/);
  await place(page, 'Graag, neem het mee.');
  await expect(page).toHaveURL(/[?&]dossier=2023061402/);
  await expect(rows(page)).toHaveCount(1);
});

test('D30: a gesprek of one client is not found in the dossier of another', async ({ page, world, faults }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await open(page, 'Slaapdagboek');
  faults.expectNotFound();
  await expectNotThere(world, page, `${address(page)}?dossier=2022021801`);
});

test('D30: a form whose context was changed is refused, and nothing is placed', async ({ page, world, faults }) => {
  await world.logIn(page, 'gerard.van.kesteren');
  await world.visit(page, '/praktijk/berichten?dossier=2023061402');
  await open(page, 'Slaapdagboek');
  faults.expectNotFound();
  const before = await bubbles(page).count();
  await page.locator('form.composer input[name="at[record]"]').evaluate((field: HTMLInputElement) => {
    field.value = '2022021801';
  });
  await composer(page).fill('In het verkeerde dossier.');
  await page.getByRole('button', { name: 'Reactie plaatsen' }).click();
  await expect(refusal(page).or(page.getByRole('heading', { name: 'Deze pagina is er niet' })).first()).toBeVisible();
  await world.visit(page, '/praktijk/berichten?dossier=2023061402');
  await open(page, 'Slaapdagboek');
  await expect(bubbles(page)).toHaveCount(before);
});
