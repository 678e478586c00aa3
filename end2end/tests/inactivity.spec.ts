// Inactivity (R14, D6): who stays away six months where that is asked.
import { refusal } from '../support/berichten.ts';
import { mail, PASSWORD } from '../support/people.ts';
import { letters } from '../support/postbus.ts';
import { expect, test } from '../support/test.ts';

test('R14, D6: warned four weeks ahead, and inactive after six months', async ({ page, world }) => {
  await world.continueAt('2026-08-06T10:00:00+02:00');
  const subjects = async () => (await letters(world.origin, mail('fgrashoff11'))).map((letter) => letter.subject);
  await expect.poll(subjects).toEqual(['Uw account wordt inactief']);
  await world.continueAt('2026-09-03T10:00:00+02:00');
  await expect
    .poll(async () => {
      await world.visit(page, '/inloggen');
      await world.giveName(page, 'fgrashoff11', PASSWORD);
      return (await refusal(page).count()) > 0 ? refusal(page).innerText() : '';
    })
    .toContain('uw account inactief geworden');
});
