// One line of an answer.
import { useState } from 'preact/hooks';
import type { RecommendedSong } from '../api/types';
import { Heart } from '../parts/heart';
import { Icon, IconButton } from '../parts/icon';
import { Motif, percent, TopicBars } from '../parts/topics';
import { songName, toggled, type Query } from '../query/query';
import { addToList, askWhatToDo } from '../song/actions';
import { markSong, type Marks } from '../wishes/teach';
import { factsOf, openSong } from '../song/detail';
import { explicitCauses } from '../song/explicit';
import { isTopic } from '../topics/colours';

interface Props {
  song: RecommendedSong;
  place: number;
  /** Whether its score tells it from the others. */
  scored: boolean;
  query: Query;
  change: (query: Partial<Query>) => void;
  /** What a person said about songs and the one wish that is asked for. */
  marks: Marks | undefined;
  onPlay: () => void;
}

export function Result({ song, place, scored, query, change, marks, onPlay }: Props) {
  const [open, setOpen] = useState(false);
  const shares = song.mixture ?? { [song.topic]: song.confidence };
  return (
    <li class="result">
      <span class="place number">
        {song.playable ? (
          <button type="button" class="place-play" aria-label={`Play ${song.title}`} title="Play" onClick={onPlay}>
            <span class="place-number">{place}</span>
            <Icon name="play" />
          </button>
        ) : (
          place
        )}
      </span>
      <div class="result-name">
        <button type="button" class="link-button title" onClick={() => openSong(song)}>
          {song.title}
        </button>
        <p class="quiet">
          {[song.artist, factsOf(song)].filter(Boolean).join(' · ')}
          {song.inferred && <span class="chip guess">guess: no lyrics</span>}
          {song.explicit && song.explicit.level !== 'none' && (
            <span class="chip guess" title={`because of: ${explicitCauses(song.explicit)}`}>
              {song.explicit.level === 'mild' ? 'mild words' : 'explicit'}
            </span>
          )}
        </p>
      </div>
      <div class="result-topics">
        <Motif shares={shares} />
        <p class="small row" data-topic={isTopic(song.topic) ? song.topic : undefined}>
          <span class="dot" />
          {song.topic ? mostly(shares, song.topic) : <span class="quiet">cannot tell</span>}
        </p>
      </div>
      {scored && (
        <span class="score number" title="Score: higher fits better">
          <span class="unseen">score </span>
          {song.score.toFixed(3)}
        </span>
      )}
      <ul class="why row" aria-label="Why">
        {song.why.map((reason) => (
          <li key={reason} class="chip">
            {reason}
          </li>
        ))}
      </ul>
      <Actions song={song} query={query} change={change} marks={marks} open={open} setOpen={setOpen} />
      {open && <Reasons song={song} shares={shares} />}
    </li>
  );
}

interface ActionsProps extends Omit<Props, 'place' | 'scored' | 'onPlay'> {
  open: boolean;
  setOpen: (open: boolean) => void;
}

/** How much of a song is about its topic, and that of others about as much. */
function mostly(shares: Record<string, number>, topic: string): string {
  const share = shares[topic];
  return share === undefined || share > 1 ? topic : `${percent(share)} ${topic}`;
}

function Actions({ song, query, change, marks, open, setOpen }: ActionsProps) {
  const name = songName(song);
  const liked = query.like.includes(name);
  const unlike = query.unlike.filter((each) => each !== name);
  return (
    <div class="result-actions" role="group" aria-label={`What to do with ${song.title}`}>
      {marks && (
        <>
          <IconButton
            icon="check"
            name={`${song.title} is ${marks.wish}`}
            pressed={marks.yes.includes(song.id)}
            onClick={() => void markSong(marks, song.id, 'yes')}
          />
          <IconButton
            icon="close"
            name={`${song.title} is not ${marks.wish}`}
            pressed={marks.no.includes(song.id)}
            onClick={() => void markSong(marks, song.id, 'no')}
          />
        </>
      )}
      <IconButton
        icon="similar"
        name={`Like ${song.title}: steer this search towards it`}
        pressed={liked}
        onClick={() => change({ like: toggled(query.like, name), unlike })}
      />
      <Heart id={song.id} title={song.title} />
      <IconButton icon="add" name={`Add ${song.title} to a playlist`} onClick={() => addToList(song)} />
      <IconButton
        icon="actions"
        kind="lasting"
        name={`More to do with ${song.title}`}
        onClick={() =>
          askWhatToDo({ ...song, playable: Boolean(song.playable) }, query.topic ? { topic: query.topic } : {})
        }
      />
      <button
        type="button"
        class="icon-button lasting"
        aria-expanded={open}
        aria-label={`Why ${song.title}, in full`}
        title="Why, in full"
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}

/** The eight topics; the other parts of the mixture, whose names say little, as one. */
function topicsAndRest(shares: Record<string, number>): Record<string, number> {
  const topics = Object.entries(shares).filter(([name]) => isTopic(name));
  const rest = Object.entries(shares).reduce((sum, [name, share]) => (isTopic(name) ? sum : sum + share), 0);
  return { ...Object.fromEntries(topics), ...(rest > 0 ? { 'other words': rest } : {}) };
}

function Reasons({ song, shares }: { song: RecommendedSong; shares: Record<string, number> }) {
  return (
    <div class="reasons two-columns">
      <section class="stack" aria-label={`What ${song.title} is about`}>
        <h3>What it is about</h3>
        <TopicBars shares={topicsAndRest(shares)} most={9} />
      </section>
      {song.parts && song.parts.length > 0 && (
        <section aria-label={`How the score of ${song.title} came about`}>
          <h3>How its score came about</h3>
          <table>
            <tbody>
              {song.parts.map((part) => (
                <tr key={part.kind + part.value}>
                  <th scope="row">{part.kind}</th>
                  <td>{part.because?.join(', ')}</td>
                  <td class="number">{part.value.toFixed(3)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">score</th>
                <td />
                <td class="number">
                  <strong>{song.score.toFixed(3)}</strong>
                </td>
              </tr>
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
