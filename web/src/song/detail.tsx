// Everything known of one song, in a dialog.
import { getSimilar, getSong } from '../api/calls';
import type { SongDetail, SongName } from '../api/types';
import { useLoad } from '../api/use_load';
import { IconButton } from '../parts/icon';
import { Failure, Skeleton } from '../parts/states';
import { Motif, percent, TopicBars } from '../parts/topics';
import { closeDialog, openDialog } from '../state/dialogs';
import { addToList, moreLikeThis } from './actions';

const kSimilar = 6;

export function openSong(song: SongName): void {
  openDialog({ title: song.title, wide: true, content: () => <Detail song={song} /> });
}

export const factsOf = (song: { year?: number | null | undefined; genre?: string | undefined }): string =>
  [song.year, song.genre].filter((fact) => fact !== undefined && fact !== null && fact !== '').join(' · ');

function Detail({ song }: { song: SongName }) {
  const detail = useLoad(String(song.id), (signal) => getSong(song.id, signal));
  return (
    <div class="stack">
      <div class="row">
        <p class="quiet">
          {song.artist} · {factsOf(detail.data ?? song)}
        </p>
        <IconButton icon="add" name="Add to a playlist" onClick={() => addToList(song)} />
        <IconButton
          icon="similar"
          name="More like this"
          onClick={() => {
            closeDialog();
            moreLikeThis(song);
          }}
        />
      </div>
      {detail.error && <Failure error={detail.error} retry={detail.reload} />}
      {!detail.data && !detail.error && <Skeleton lines={6} height="1.5rem" />}
      {detail.data && <Known detail={detail.data} />}
      <Similar song={song} />
    </div>
  );
}

function Known({ detail }: { detail: SongDetail }) {
  const words = (detail.words ?? []).slice(0, 14);
  const audio = Object.entries(detail.audio ?? {}).filter((entry): entry is [string, number] => entry[1] !== null);
  return (
    <>
      <div class="two-columns">
        <section class="stack" aria-label="Topics">
          <h3>Topics</h3>
          <TopicBars shares={detail.topics ?? {}} />
          <p class="quiet small">
            {detail.inferred
              ? 'No lyrics: guessed from the other facts about the song.'
              : `${percent(detail.confidence ?? 0)} sure, by ${detail.counted_words ?? 0} counted words.`}
          </p>
        </section>
        <section class="stack" aria-label="Words and sound">
          {words.length > 0 && <h3>Words that decided</h3>}
          <ul class="row">
            {words.map((word) => (
              <li key={word.word + word.topic} class="chip" data-topic={word.topic}>
                <span class="dot" />
                {word.word}
                {word.count > 1 && <span class="quiet">×{word.count}</span>}
              </li>
            ))}
          </ul>
          {audio.length > 0 && <h3>Sound</h3>}
          {audio.length > 0 && <TopicBars shares={Object.fromEntries(audio)} order={audio.map(([name]) => name)} />}
          {detail.explicit && detail.explicit.words.length > 0 && (
            <p class="small">Counts as explicit because of: {detail.explicit.words.join(', ')}</p>
          )}
          {detail.file && <p class="quiet small break">{detail.file}</p>}
        </section>
      </div>
      {detail.lyrics && (
        <details>
          <summary>Lyrics</summary>
          <p class="lyrics">{detail.lyrics}</p>
        </details>
      )}
    </>
  );
}

function Similar({ song }: { song: SongName }) {
  const similar = useLoad(`similar ${song.id}`, (signal) => getSimilar(song.id, kSimilar, signal));
  if (similar.error) return null;
  return (
    <section class="stack">
      <h3>Near it</h3>
      {!similar.data && <Skeleton lines={kSimilar} height="2rem" />}
      <ul class="near-list">
        {similar.data?.songs.map((near) => (
          <li key={near.id}>
            <button type="button" class="link-button" onClick={() => openSong(near)}>
              {near.title}
            </button>
            <span class="quiet">{near.artist}</span>
            <Motif shares={near.mixture ?? { [near.topic]: near.confidence }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
