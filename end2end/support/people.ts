// Who there is in the demonstration world (store/src/cast/people.rs), as far as the tests speak of them.

export const PASSWORD = 'Welkom-bij-Portiek-26';
export const PIN = '24680';

/** The moment the tests begin at: a Monday, when the world of `around()` was written. */
export const NOW = '2026-03-02T10:00:00+01:00';

const MOBILES = {
  'karen.test': '06-1234 5600',
  'jan.devries': '06-1234 5602',
  'fatima.elamrani': '06-1234 5603',
  'gerard.van.kesteren': '06-1234 5604',
  'peter.post': '06-1234 5605',
  'carmen.van.den.eerenbeemt': '06-1234 5606',
  fgrashoff11: '06-1234 5617',
  platform: '06-1234 5618',
  'nina.kuipers': '06-1234 5619',
  'noor.aios': '06-1234 5611',
  'omar.haddad': '06-1234 5620',
} as const;

export type Login = keyof typeof MOBILES;

export const mobile = (login: Login): string => MOBILES[login];
export const mail = (login: Login): string => `${login}@voorbeeld.nl`;

/** How practitioners stand in lists and above a gesprek (R30). */
export const GERARD = 'Gerard van Kesteren, psychotherapeut';
export const PETER = 'Peter Post, psychiater';

/** Who is invited when the world begins, and has not come yet (store/src/cast/newcomers.rs). */
export const IRIS = { mail: 'iris.vermeer@voorbeeld.nl', mobile: '06-1234 5650', loginName: 'ivermeer1' };
