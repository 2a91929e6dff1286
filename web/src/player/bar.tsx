// The player at the foot of the page, for as long as there is a queue.
import { useEffect } from 'preact/hooks';
import { IconButton } from '../parts/icon';
import { Cover } from '../parts/cover';
import { Heart } from '../parts/heart';
import { formatRoute, navigate, useRoute } from '../state/route';
import { useStore } from '../state/store';
import { openSong } from '../song/detail';
import { songFile } from '../api/calls';
import { clock, clockWords, current } from './queue';
import { onKey, playing, queue, seek, step, toggle, volume } from './player';
import '../styles/player.css';

export function PlayerBar() {
  const track = current(useStore(queue));
  const { view } = useRoute();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event) && event.preventDefault();
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-player', track !== undefined);
  }, [track !== undefined]);
  if (!track) return null;
  return (
    <section class="player" aria-label="Player">
      <a
        class="player-cover"
        href={formatRoute('playing')}
        aria-label={`Now playing: ${track.title}. Show words and queue`}
        onClick={(event) => {
          if (view !== 'playing') return;
          event.preventDefault();
          history.back();
        }}
      >
        <Cover id={track.id} size={96} />
      </a>
      <div class="player-name">
        <button type="button" class="link-button" onClick={() => openSong(track)}>
          <strong>{track.title}</strong>
        </button>
        <span class="quiet small">{track.artist}</span>
      </div>
      <Controls />
      <Seek />
      <div class="player-more">
        <Heart id={track.id} title={track.title} />
        <Volume />
        <IconButton
          icon="words"
          name="Words and queue"
          pressed={view === 'playing'}
          onClick={() => (view === 'playing' ? history.back() : navigate('playing'))}
        />
      </div>
      <Trouble id={track.id} />
    </section>
  );
}

export function Controls() {
  const { paused, waiting } = useStore(playing);
  return (
    <div class="player-controls" role="group" aria-label="Controls">
      <IconButton icon="previous" name="Previous song" onClick={() => step(-1)} />
      <button
        type="button"
        class={waiting && !paused ? 'play-button waiting' : 'play-button'}
        aria-label={paused ? 'Play' : 'Pause'}
        title={paused ? 'Play (space)' : 'Pause (space)'}
        onClick={toggle}
      >
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d={paused ? 'M8 5l11 7-11 7z' : 'M8 5v14M16 5v14'} />
        </svg>
      </button>
      <IconButton icon="next" name="Next song" onClick={() => step(1)} />
    </div>
  );
}

export function Seek() {
  const { time, length } = useStore(playing);
  return (
    <div class="player-seek">
      <span class="number small quiet">{clock(time)}</span>
      <input
        type="range"
        aria-label="Place in the song"
        aria-valuetext={`${clockWords(time)} of ${clockWords(length)}`}
        min="0"
        max={length ?? 0}
        step="1"
        value={Math.min(time, length ?? 0)}
        disabled={length === undefined}
        onInput={(event) => seek(Number(event.currentTarget.value))}
      />
      <span class="number small quiet">{clock(length)}</span>
    </div>
  );
}

function Volume() {
  const now = useStore(volume);
  return (
    <span class="player-volume">
      <IconButton
        icon={now === 0 ? 'silent' : 'sound'}
        name={now === 0 ? 'Sound on' : 'Sound off'}
        onClick={() => volume.set(now === 0 ? 1 : 0)}
      />
      <input
        type="range"
        aria-label="Volume"
        min="0"
        max="1"
        step="0.05"
        value={now}
        aria-valuetext={`${Math.round(100 * now)} %`}
        onInput={(event) => volume.set(Number(event.currentTarget.value))}
      />
    </span>
  );
}

/** A file that this browser cannot play is given to whatever the system plays such files with. */
function Trouble({ id }: { id: number }) {
  const { trouble } = useStore(playing);
  if (!trouble) return null;
  return (
    <p class="player-trouble" role="alert">
      {trouble}{' '}
      <a href={songFile(id)} download>
        Open it in the system’s own player
      </a>
    </p>
  );
}
