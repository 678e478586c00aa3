// `/demo/postbus`: every mail and SMS that the server would have sent.
import { expect } from '@playwright/test';
import { mobile, type Login } from './people.ts';

export interface Letter {
  channel: 'mail' | 'sms';
  to: string;
  subject: string;
  body: string;
  at: string;
}

/** Newest first. */
export async function letters(origin: string, to: string): Promise<Letter[]> {
  const address = `${origin}/demo/postbus?aan=${encodeURIComponent(to)}`;
  const answer = await fetch(address, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as Letter[];
}

/** The login codes that somebody got, newest first. */
export async function codes(origin: string, login: Login): Promise<string[]> {
  const sms = (await letters(origin, mobile(login))).filter((letter) => letter.channel === 'sms');
  return sms.map((letter) => letter.body.slice(0, 6));
}

/** The newest code, once there are more than there were: an SMS leaves a moment after the page. */
export async function newestCode(origin: string, login: Login, earlier: number): Promise<string> {
  let all: string[] = [];
  const count = async () => (all = await codes(origin, login)).length;
  await expect.poll(count, { message: `an SMS for ${login}` }).toBeGreaterThan(earlier);
  return all[0] ?? '';
}
