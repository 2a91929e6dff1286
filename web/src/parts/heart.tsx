// The heart of a song, for whoever listens.
import type { SongId } from '../api/types';
import { toggleHeart, useHearts } from '../state/listener';
import { IconButton } from './icon';

export function Heart({ id, title }: { id: SongId; title: string }) {
  const hearts = useHearts();
  if (!hearts) return null;
  const on = hearts.has(id);
  const name = on ? `Take the heart of ${title} back` : `Give ${title} a heart`;
  return (
    <IconButton
      icon="like"
      name={name}
      kind={on ? 'heart on' : 'heart'}
      pressed={on}
      onClick={() => void toggleHeart(id)}
    />
  );
}
