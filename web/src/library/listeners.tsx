// Who listens: each has hearts, plays and a taste of their own.
import { useState } from 'preact/hooks';
import { getListeners } from '../api/calls';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { TextField } from '../parts/fields';
import { chooseListener, listener, useHearts } from '../state/listener';
import { useStore } from '../state/store';

export function Listeners() {
  const hearts = useHearts();
  const name = useStore(listener);
  const known = useLoad(hearts ? `listeners ${name} ${hearts.size}` : undefined, getListeners);
  const [fresh, setFresh] = useState('');
  if (!hearts) return null;
  const others = (known.data?.listeners ?? []).filter((one) => one.name !== name);
  return (
    <section class="stack tight block" aria-label="Who listens">
      <h2>Who listens</h2>
      <p>
        In this browser: <strong>{name}</strong>, with {counted(hearts.size, 'heart')}. Hearts, plays and skips are kept
        on this machine under that name, and nowhere else.
      </p>
      <ul>
        {others.map((one) => (
          <li key={one.name} class="line">
            <span>
              {one.name} <span class="quiet">{counted(one.hearts, 'heart')}</span>
            </span>
            <button
              type="button"
              class="button slim"
              aria-label={`Listen as ${one.name}`}
              onClick={() => chooseListener(one.name)}
            >
              Listen as
            </button>
          </li>
        ))}
      </ul>
      <form
        class="artist-form access-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (fresh.trim() !== '') chooseListener(fresh.trim());
          setFresh('');
        }}
      >
        <TextField label="Somebody else" value={fresh} onChange={setFresh} placeholder="Name" />
        <button class="button" disabled={fresh.trim() === ''}>
          Listen as
        </button>
      </form>
    </section>
  );
}
