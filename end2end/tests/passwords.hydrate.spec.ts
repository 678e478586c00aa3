// The rules of a new password are ticked off while somebody types (D1), by the code that decides.
import { newPassword } from '../support/passwords.ts';
import { expect, test } from '../support/test.ts';

test('D1: rules are ticked off while typing, the leaked list included, and are told to who cannot see them', async ({ page, world }) => {
  await world.toNewPassword(page, 'fgrashoff11');
  const rule = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await newPassword(page).pressSequentially('Welkom0');
  await expect(rule('Minimaal 8 tekens')).toContainText('(nog niet)');
  await expect(rule('Geen deel van uw naam')).toContainText('(voldaan)');
  await newPassword(page).pressSequentially('1');
  await expect(rule('Minimaal 8 tekens')).toContainText('(voldaan)');
  await expect(rule('Geen veelgebruikt wachtwoord')).toContainText('(nog niet)');
  await expect(page.getByText('Nog 1 eis te gaan.')).toBeAttached();
  await newPassword(page).pressSequentially('-Zeven');
  await expect(rule('Geen veelgebruikt wachtwoord')).toContainText('(voldaan)');
  await expect(page.getByText('Uw wachtwoord voldoet aan alle eisen.')).toBeAttached();
});

test('D1: what is being typed stays in the browser', async ({ page, world }) => {
  await world.toNewPassword(page, 'fgrashoff11');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  const answered = page.waitForResponse(/password\/leaked/);
  await newPassword(page).pressSequentially('Zes&zeven8');
  await answered;
  expect(sent.join('\n')).not.toMatch(/zeven|zes/i);
});

test('a password can be shown and hidden', async ({ page, world }) => {
  await world.toNewPassword(page, 'fgrashoff11');
  await newPassword(page).fill('Zes&zeven8');
  await page.getByLabel('Toon wachtwoord').check();
  await expect(newPassword(page)).toHaveAttribute('type', 'text');
  await expect(newPassword(page)).toHaveValue('Zes&zeven8');
  await page.getByLabel('Toon wachtwoord').uncheck();
  await expect(newPassword(page)).toHaveAttribute('type', 'password');
});
