// The picture of a song, or a quiet square with its first letter where there is none.
import { useState } from 'preact/hooks';
import { coverOf } from '../api/calls';
import type { SongId } from '../api/types';

/** Songs of which it is known that they have no picture, so that nobody asks twice. */
const without = new Set<SongId>();

export function Cover({ id, size, lazy }: { id: SongId; size: number; lazy?: boolean }) {
  const [missing, setMissing] = useState(without.has(id));
  const [shown, setShown] = useState(id);
  if (shown !== id) {
    setShown(id);
    setMissing(without.has(id));
  }
  if (missing)
    return (
      <span class="cover none" aria-hidden="true">
        <svg class="icon" viewBox="0 0 24 24">
          <path d="M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z" />
        </svg>
      </span>
    );
  return (
    <img
      class="cover"
      src={coverOf(id, size)}
      alt=""
      width={size}
      height={size}
      loading={lazy ? 'lazy' : 'eager'}
      decoding="async"
      onError={() => {
        without.add(id);
        setMissing(true);
      }}
    />
  );
}
