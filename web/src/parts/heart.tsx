// The heart of a song, for whoever listens.
import type { SongId } from '../api/types';
import { toggleHeart, useHearts } from '../state/listener';
import { Icon } from './icon';

export function Heart({ id, title }: { id: SongId; title: string }) {
  const hearts = useHearts();
  if (!hearts) return null;
  const on = hearts.has(id);
  const name = on ? `Take the heart of ${title} back` : `Give ${title} a heart`;
  return (
    <button
      type="button"
      class={on ? 'icon-button heart on' : 'icon-button heart'}
      aria-label={name}
      title={name}
      aria-pressed={on}
      onClick={() => void toggleHeart(id)}
    >
      <Icon name="like" />
    </button>
  );
}
