// The token a service demands that is reachable from elsewhere, when the cookie has ended while the page was open.
import { useState } from 'preact/hooks';
import { signIn } from '../api/session';
import { say } from '../state/messages';

export function SignIn() {
  const [value, setValue] = useState('');
  const enter = (event: Event) => {
    event.preventDefault();
    const token = value.trim();
    if (token === '') return;
    signIn(token).then(
      (isRight) => !isRight && say('This is not the token.', { bad: true }),
      () => say('Leitmotif does not answer.', { bad: true }),
    );
  };
  return (
    <form class="banner sign-in" onSubmit={enter}>
      <label for="token">
        <strong>A token is needed.</strong> The program showed it when it was first started for other machines.
      </label>
      <input
        id="token"
        class="input"
        type="password"
        autocomplete="current-password"
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <button class="button">Sign in</button>
    </form>
  );
}
