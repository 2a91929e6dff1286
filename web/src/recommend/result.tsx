// One line of an answer.
import { useState } from 'preact/hooks';
import type { RecommendedSong } from '../api/types';
import { Icon, IconButton } from '../parts/icon';
import { Motif, percent, TopicBars } from '../parts/topics';
import { songName, toggled, type Query } from '../query/query';
import { addToList, askToBlock, askToFlag, moreLikeThis } from '../song/actions';
import { factsOf, openSong } from '../song/detail';
import { isTopic } from '../topics/colours';

interface Props {
  song: RecommendedSong;
  place: number;
  query: Query;
  change: (query: Partial<Query>) => void;
}

export function Result({ song, place, query, change }: Props) {
  const [open, setOpen] = useState(false);
  const shares = song.mixture ?? { [song.topic]: song.confidence };
  return (
    <li class="result">
      <span class="place number">{place}</span>
      <div class="result-name">
        <button type="button" class="link-button title" onClick={() => openSong(song)}>
          {song.title}
        </button>
        <p class="quiet">
          {[song.artist, factsOf(song)].filter(Boolean).join(' · ')}
          {song.inferred && <span class="chip guess">guess: no lyrics</span>}
          {song.explicit && song.explicit.words.length > 0 && (
            <span class="chip guess" title={`because of: ${song.explicit.words.join(', ')}`}>
              explicit
            </span>
          )}
        </p>
      </div>
      <div class="result-topics">
        <Motif shares={shares} />
        <p class="small row" data-topic={isTopic(song.topic) ? song.topic : undefined}>
          <span class="dot" />
          {song.topic} <span class="quiet">{percent(song.confidence)} sure</span>
        </p>
      </div>
      <span class="score number" title="Score: higher fits better">
        <span class="unseen">score </span>
        {song.score.toFixed(3)}
      </span>
      <ul class="why row" aria-label="Why">
        {song.why.map((reason) => (
          <li key={reason} class="chip">
            {reason}
          </li>
        ))}
      </ul>
      <Actions song={song} query={query} change={change} open={open} setOpen={setOpen} />
      {open && <Reasons song={song} shares={shares} />}
    </li>
  );
}

interface ActionsProps extends Omit<Props, 'place'> {
  open: boolean;
  setOpen: (open: boolean) => void;
}

function Actions({ song, query, change, open, setOpen }: ActionsProps) {
  const name = songName(song);
  const liked = query.like.includes(name);
  const unlike = query.unlike.filter((each) => each !== name);
  return (
    <div class="result-actions" role="group" aria-label={`What to do with ${song.title}`}>
      <IconButton
        icon="like"
        name={`Like ${song.title}: steer this search towards it`}
        pressed={liked}
        onClick={() => change({ like: toggled(query.like, name), unlike })}
      />
      <IconButton icon="similar" name={`More like ${song.title}`} onClick={() => moreLikeThis(song)} />
      <IconButton icon="add" name={`Add ${song.title} to a playlist`} onClick={() => addToList(song)} />
      <IconButton icon="block" name={`Block ${song.title}`} onClick={() => askToBlock(song)} />
      <IconButton
        icon="flag"
        name={`Flag ${song.title} as doubtful`}
        onClick={() => askToFlag({ song: song.id, query: song.topic ? { topic: query.topic } : {} }, song.title)}
      />
      <button
        type="button"
        class="icon-button"
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

function Reasons({ song, shares }: { song: RecommendedSong; shares: Record<string, number> }) {
  return (
    <div class="reasons two-columns">
      <section class="stack" aria-label={`What ${song.title} is about`}>
        <h3>What it is about</h3>
        <TopicBars shares={shares} most={8} />
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
