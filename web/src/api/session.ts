// Signing in and out where the service wants a token. The token goes for a cookie that lasts and that scripts cannot
// read: sounds and pictures are asked for by the browser itself, which sends cookies and nothing else.
import { createStore } from '../state/store';
import { connection, returns } from './client';

/** The sign-in page of the service writes it too. */
const kSignedKey = 'signed-in';

/** Whether this browser has signed in, so that signing out makes sense. */
export const signedIn = createStore(localStorage.getItem(kSignedKey) === 'yes');

/** Gives the token for a cookie that lasts, which songs and pictures need too. False: it is not the token. */
export async function signIn(token: string): Promise<boolean> {
  const response = await fetch('/login', {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
    redirect: 'manual',
  });
  // The answer to the right token leads on to the page, where this one is already.
  const isRight = response.type === 'opaqueredirect' || response.ok;
  if (isRight) {
    localStorage.setItem(kSignedKey, 'yes');
    signedIn.set(true);
    connection.set('ok');
    returns.set(returns.get() + 1);
  }
  return isRight;
}

export async function signOut(): Promise<void> {
  await fetch('/logout', { method: 'POST', redirect: 'manual' });
  localStorage.removeItem(kSignedKey);
  location.reload();
}
