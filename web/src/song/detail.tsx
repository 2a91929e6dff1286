// Everything known of one song, in a dialog.
import type { ComponentChildren } from 'preact';
import { getSimilar, getSong, getSoundsLike } from '../api/calls';
import type { SongDetail, SongName, SoundFeature } from '../api/types';
import { useLoad } from '../api/use_load';
import { Icon, IconButton } from '../parts/icon';
import { Failure, Skeleton } from '../parts/states';
import { Motif, percent, TopicBars } from '../parts/topics';
import { closing, openDialog } from '../state/dialogs';
import { playLast, play } from '../player/player';
import { counted } from '../parts/counted';
import { Cover } from '../parts/cover';
import { Heart } from '../parts/heart';
import { useTopics } from '../state/library';
import { useStore } from '../state/store';
import { explicitCauses } from './explicit';
import { soundFacts, soundShares } from './sound';
import { addToList, moreLikeThis, sayTopic, songChanges, takeOut, trackOf } from './actions';

const kSimilar = 6;

export function openSong(song: SongName): void {
  openDialog({ title: song.title, wide: true, content: () => <Detail song={song} /> });
}

export const factsOf = (song: { year?: number | null | undefined; genre?: string | undefined }): string =>
  [song.year, song.genre].filter((fact) => fact !== undefined && fact !== null && fact !== '').join(' · ');

function Detail({ song }: { song: SongName }) {
  const changes = useStore(songChanges);
  const detail = useLoad(`${song.id} ${changes}`, (signal) => getSong(song.id, signal));
  const heard = detail.data?.playable === true;
  return (
    <div class="stack">
      <div class="row detail-head">
        {heard && (
          <span class="detail-cover">
            <Cover id={song.id} size={160} />
          </span>
        )}
        <p class="quiet">
          {[song.artist, detail.data?.album, factsOf(detail.data ?? song)].filter(Boolean).join(' · ')}
          {detail.data?.gone && <span class="chip guess">file gone</span>}
        </p>
        {heard && (
          <button
            type="button"
            class="button main-action"
            onClick={closing(() => play([trackOf({ ...song, album: detail.data?.album })]))}
          >
            <Icon name="play" /> Play
          </button>
        )}
        {heard && <IconButton icon="words" name="Add to the queue" onClick={() => playLast([trackOf(song)])} />}
        <Heart id={song.id} title={song.title} />
        <IconButton icon="add" name="Add to a playlist" onClick={() => addToList(song)} />
        <IconButton icon="similar" name="More like this" onClick={closing(() => moreLikeThis(song))} />
      </div>
      {detail.error && <Failure error={detail.error} retry={detail.reload} />}
      {!detail.data && !detail.error && <Skeleton lines={6} height="1.5rem" />}
      {detail.data && <Known detail={detail.data} />}
      {detail.data && <Correct detail={detail.data} />}
      <Similar song={song} />
      {detail.data?.sounds.some((sound) => sound.name === 'loudness_lufs') && <SoundsLike song={song} />}
    </div>
  );
}

/** "This is about …": what a person says counts at once, and can be taken back. */
function Correct({ detail }: { detail: SongDetail }) {
  const { topics } = useTopics();
  const before = detail.corrected ? detail.topic : '';
  return (
    <section class="row" aria-label="Put right">
      <label class="row">
        <span>{detail.corrected ? 'You said that it is about' : 'Wrong? This is about'}</span>
        <select
          class="input topic-choice"
          value={before}
          onChange={(event) => void sayTopic(detail, event.currentTarget.value, before)}
        >
          <option value="">{detail.corrected ? 'what the model says' : '…'}</option>
          {topics.map((topic) => (
            <option key={topic} value={topic}>
              {topic}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button slim plain" onClick={closing(() => void takeOut([detail]))}>
        Take it out of the library
      </button>
    </section>
  );
}

function Known({ detail }: { detail: SongDetail }) {
  // A word may speak for several topics: it is shown once, with the one it speaks for most.
  const all = detail.words ?? [];
  const words = all.filter((word, i) => all.findIndex((other) => other.word === word.word) === i).slice(0, 14);
  return (
    <>
      <div class="two-columns">
        <section class="stack" aria-label="Topics">
          <h3>Topics</h3>
          <TopicBars shares={detail.topics ?? {}} />
          <p class="quiet small">
            {detail.corrected
              ? 'As you said.'
              : detail.inferred
                ? 'No lyrics: guessed from the other facts about the song.'
                : detail.topic === ''
                  ? 'No word that the model knows, so it cannot tell.'
                  : `Most probably ${detail.topic} (${percent(detail.confidence)}), by ${counted(detail.counted_words, 'counted word')}.${detail.carried_over ? ' Its words were carried over to English.' : ''}`}
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
          <Sound sounds={detail.sounds} />
          {detail.explicit && detail.explicit.level !== 'none' && (
            <p class="small">
              Counts as {detail.explicit.level} because of: {explicitCauses(detail.explicit)}
              {detail.explicit.published === false && ' (though it was published as not explicit)'}
            </p>
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

function Sound({ sounds }: { sounds: SoundFeature[] }) {
  const facts = soundFacts(sounds);
  const shares = soundShares(sounds);
  if (facts.length + shares.length === 0) return null;
  const bars = (guessed: boolean) => shares.filter((one) => one.guessed === guessed);
  const shown = (some: typeof shares) => (
    <TopicBars
      shares={Object.fromEntries(some.map((one) => [one.name, one.share]))}
      order={some.map((one) => one.name)}
    />
  );
  return (
    <>
      <h3>Sound</h3>
      {facts.length > 0 && (
        <dl class="sound-facts">
          {facts.map((fact) => (
            <div key={fact.name}>
              <dt class="quiet">{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {bars(false).length > 0 && shown(bars(false))}
      {bars(true).length > 0 && (
        <div class="guesses">
          <p class="quiet small">
            <span class="chip guess">guessed</span> from how it sounds; nobody has measured these.
          </p>
          {shown(bars(true))}
        </div>
      )}
    </>
  );
}

interface NearProps<Song> {
  /** None while they are asked for. */
  songs: Song[] | undefined;
  about: (song: Song) => ComponentChildren;
}

function Near<Song extends SongName>({ songs, about }: NearProps<Song>) {
  if (!songs) return <Skeleton lines={kSimilar} height="2rem" />;
  return (
    <ul class="near-list">
      {songs.map((song) => (
        <li key={song.id}>
          <button type="button" class="link-button" onClick={() => openSong(song)}>
            {song.title}
          </button>
          <span class="quiet">{song.artist}</span>
          {about(song)}
        </li>
      ))}
    </ul>
  );
}

/** Where songs were listened to: what sounds alike, whatever it says. */
function SoundsLike({ song }: { song: SongName }) {
  const near = useLoad(`sounds like ${song.id}`, (signal) => getSoundsLike(song.id, kSimilar, signal));
  if (near.error || near.data?.songs.length === 0) return null;
  return (
    <section class="stack">
      <h3>Sounds like this</h3>
      <p class="quiet small">By the sound of the files alone, whatever they say. The first is the nearest.</p>
      <Near songs={near.data?.songs} about={(other) => <span class="quiet small">{factsOf(other)}</span>} />
    </section>
  );
}

function Similar({ song }: { song: SongName }) {
  const similar = useLoad(`similar ${song.id}`, (signal) => getSimilar(song.id, kSimilar, signal));
  if (similar.error) return null;
  return (
    <section class="stack">
      <h3>Near it</h3>
      <p class="quiet small">Alike in words, sound, time and kind together.</p>
      <Near
        songs={similar.data?.songs}
        about={(near) => <Motif shares={near.mixture ?? { [near.topic]: near.confidence }} />}
      />
    </section>
  );
}
