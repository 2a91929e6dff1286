// The token a service demands that is reachable from elsewhere. It is kept until the browser's tab is closed.
import { useState } from 'preact/hooks';
import { connection, token } from '../api/client';

export function SignIn() {
  const [value, setValue] = useState('');
  const enter = (event: Event) => {
    event.preventDefault();
    if (value.trim() === '') return;
    connection.set('ok');
    token.set(value.trim());
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
