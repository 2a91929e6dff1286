// Wishes in people's words, first on the page.
import { useState } from 'preact/hooks';
import { forgetWish, getWishes } from '../api/calls';
import type { WishLine } from '../api/types';
import { useLoad } from '../api/use_load';
import { toggled } from '../query/query';
import { attempt, say } from '../state/messages';
import { listener, useHearts } from '../state/listener';
import { useStore } from '../state/store';
import { wishChanges } from './teach';
import '../styles/wishes.css';

/** More of them fill a phone before the first song. */
const kFirst = matchMedia('(max-width: 40rem)').matches ? 8 : 14;

interface RowProps {
  chosen: string[];
  change: (about: string[]) => void;
  /** Whose taste counts, and how to change that. */
  forWhom: string;
  changeForWhom: (name: string) => void;
}

export function WishRow({ chosen, change, forWhom, changeForWhom }: RowProps) {
  const hearts = useHearts();
  const name = useStore(listener);
  const changes = useStore(wishChanges);
  const wishes = useLoad(`wishes ${changes}`, getWishes);
  const [all, setAll] = useState(false);
  const known = wishes.data?.wishes ?? [];
  // One's own stand first; what is chosen is always to be seen.
  const ordered = [...known.filter((wish) => wish.learned), ...known.filter((wish) => !wish.learned)];
  const shown = all ? ordered : ordered.filter((wish, i) => i < kFirst || chosen.includes(wish.name));
  const one = known.find((wish) => wish.name === chosen[chosen.length - 1]);
  return (
    <section class="wishes" aria-label="Wishes">
      <div class="row chips" role="group" aria-label="Wish">
        {hearts && hearts.size > 0 && (
          <button
            type="button"
            class="chip wish"
            aria-pressed={forWhom === name}
            title="Songs like those with a heart, and those that are played"
            onClick={() => changeForWhom(forWhom === name ? '' : name)}
          >
            {name === 'me' ? 'my taste' : `${name}’s taste`}
          </button>
        )}
        {shown.map((wish) => (
          <button
            key={wish.name}
            type="button"
            class={wish.learned ? 'chip wish learned' : 'chip wish'}
            aria-pressed={chosen.includes(wish.name)}
            title={wish.about}
            onClick={() => change(toggled(chosen, wish.name))}
          >
            {wish.name}
          </button>
        ))}
        {wishes.loading && known.length === 0 && <span class="skeleton wish-wait">…</span>}
        {known.length > kFirst && (
          <button type="button" class="button slim plain" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `All ${known.length} wishes`}
          </button>
        )}
      </div>
      {one && <About wish={one} />}
    </section>
  );
}

function About({ wish }: { wish: WishLine }) {
  const forget = async () => {
    if (!(await attempt(`${wish.name} was not forgotten`, () => forgetWish(wish.name)))) return;
    wishChanges.set(wishChanges.get() + 1);
    say(`${wish.name} is forgotten. Its marks are kept as playlists, so that it can be learned again.`);
  };
  return (
    <p class="quiet small">
      <strong>{wish.name}</strong>: {wish.about}
      {wish.learned && (
        <>
          {' '}
          <button type="button" class="link-button" onClick={() => void forget()}>
            Forget it
          </button>
        </>
      )}
    </p>
  );
}
