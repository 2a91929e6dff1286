// What plays now: its picture, what it says while it sounds, and what comes next.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { getLyric } from '../api/calls';
import type { SungLyric } from '../api/types';
import { useLoad } from '../api/use_load';
import { Cover } from '../parts/cover';
import { Check } from '../parts/fields';
import { IconButton } from '../parts/icon';
import { Empty, Failure, Skeleton } from '../parts/states';
import { openSong } from '../song/detail';
import { saveAsList } from '../song/actions';
import { apart, hearts } from '../state/listener';
import { formatRoute } from '../state/route';
import { useStore } from '../state/store';
import { isTopic } from '../topics/colours';
import { Controls, Seek } from './bar';
import { colouredLines, lineAt, sungUnits } from './lyric';
import { evened } from './loudness';
import { clear, exactTime, mixUp, playAt, playing, queue, repeat, seek, takeOut } from './player';
import { current, type Repeat } from './queue';

const kNextRepeat: Record<Repeat, Repeat> = { none: 'all', all: 'one', one: 'none' };
const kRepeatNames: Record<Repeat, string> = {
  none: 'Repeat nothing',
  all: 'Repeat the queue',
  one: 'Repeat this song',
};

export function NowPlaying() {
  const waiting = useStore(queue);
  const even = useStore(evened);
  const track = current(waiting);
  if (!track)
    return (
      <>
        <header class="view-head">
          <h1>Now playing</h1>
        </header>
        <Empty>
          <p>Nothing plays. Choose a song from your music, or let a wish choose some.</p>
          <a class="button" href={formatRoute('music')}>
            Your music
          </a>
        </Empty>
      </>
    );
  return (
    <div class="now">
      <section class="now-song" aria-label="Song">
        <Cover id={track.id} size={600} />
        <div>
          <h1>{track.title}</h1>
          <p class="quiet">{[track.artist, track.album].filter(Boolean).join(' · ')}</p>
        </div>
        <Seek />
        <Controls />
        <button type="button" class="button slim" onClick={() => openSong(track)}>
          What it is about
        </button>
      </section>
      <Words id={track.id} />
      <section class="now-queue stack" aria-label="Queue">
        <div class="row">
          <h2>Queue</h2>
          <IconButton icon="shuffle" name="Mix up what comes next" onClick={mixUp} />
          <RepeatButton />
          <IconButton
            icon="add"
            name="Save the queue as a playlist"
            onClick={() => saveAsList(waiting.tracks.map((one) => one.id))}
          />
          <IconButton icon="close" name="Empty the queue" onClick={clear} />
        </div>
        <Check label="Play all songs about equally loud" value={even} onChange={(on) => evened.set(on)} />
        <Apart />
        <ol class="queue-list">
          {waiting.tracks.map((one, i) => (
            <li key={`${i} ${one.id}`} aria-current={i === waiting.at ? 'true' : undefined}>
              <button type="button" class="link-button" onClick={() => playAt(i)}>
                <strong>{one.title}</strong> <span class="quiet">{one.artist}</span>
              </button>
              <IconButton icon="close" name={`Take ${one.title} out of the queue`} onClick={() => takeOut(i)} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** Whoever lends the machine to somebody else does not want their songs in the own history. */
function Apart() {
  const keeps = useStore(hearts) !== undefined;
  const off = useStore(apart);
  if (!keeps) return null;
  return <Check label="Keep this session out of my history" value={off} onChange={(on) => apart.set(on)} />;
}

function RepeatButton() {
  const now = useStore(repeat);
  return (
    <IconButton
      icon={now === 'one' ? 'repeat_one' : 'repeat'}
      name={kRepeatNames[now]}
      pressed={now !== 'none'}
      onClick={() => repeat.set(kNextRepeat[now])}
    />
  );
}

const kOffsetKey = 'leitmotif.offsets';
const kOffsetStepMs = 250;

function offsets(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(kOffsetKey) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

function Words({ id }: { id: number }) {
  const lyric = useLoad(`lyric ${id}`, (signal) => getLyric(id, signal));
  const [offset, setOffset] = useState(offsets()[id] ?? 0);
  useEffect(() => setOffset(offsets()[id] ?? 0), [id]);
  const move = (by: number) => {
    const next = offset + by;
    setOffset(next);
    const { [id]: _, ...others } = offsets();
    localStorage.setItem(kOffsetKey, JSON.stringify(next === 0 ? others : { ...others, [id]: next }));
  };
  const found = lyric.loading ? undefined : lyric.data;
  return (
    <section class="now-words stack" aria-label="Words">
      <div class="row">
        <h2>Words</h2>
        {found?.synced && (
          <>
            <IconButton icon="earlier" name="Words sooner" onClick={() => move(-kOffsetStepMs)} />
            <IconButton icon="later" name="Words later" onClick={() => move(kOffsetStepMs)} />
            <span class="quiet small" role="status">
              {offset === 0 ? '' : `${offset > 0 ? '+' : '−'}${Math.abs(offset) / 1000} s`}
            </span>
          </>
        )}
      </div>
      {lyric.error && <Failure error={lyric.error} retry={lyric.reload} />}
      {!found && !lyric.error && <Skeleton lines={8} height="1.4rem" />}
      {found && found.lines.length === 0 && (
        <p class="quiet">
          No words are known of this song. Put a .lrc or .txt file of the same name beside it, or a lyric into its tags,
          and scan again.
        </p>
      )}
      {found && found.lines.length > 0 && <Lines lyric={found} offset={offset} />}
    </section>
  );
}

/** The line of the moment, asked of the sound itself at each frame while it plays. */
function useMoment(lyric: SungLyric, offset: number): { line: number; ms: number } {
  const { paused, time } = useStore(playing);
  const [moment, setMoment] = useState({ line: -1, ms: 0 });
  useEffect(() => {
    if (!lyric.synced) return;
    let frame = 0;
    const look = () => {
      const ms = 1000 * exactTime() - offset;
      const line = lineAt(lyric.lines, ms);
      const hasWords = (lyric.lines[line]?.words.length ?? 0) > 0;
      setMoment((before) => (before.line === line && !hasWords ? before : { line, ms }));
      if (!paused) frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [lyric, offset, paused, paused ? time : 0]);
  return moment;
}

const kLookAroundMs = 4000;

function Lines({ lyric, offset }: { lyric: SungLyric; offset: number }) {
  const { line, ms } = useMoment(lyric, offset);
  const pieces = useMemo(() => colouredLines(lyric), [lyric]);
  const list = useRef<HTMLOListElement>(null);
  const looked = useRef(0);
  useEffect(() => {
    // Who scrolls by hand looks around, and is not pulled back at once.
    if (line < 0 || Date.now() - looked.current < kLookAroundMs) return;
    const box = list.current;
    const now = box?.children[line];
    if (!box || !(now instanceof HTMLElement)) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.scrollTo({
      top: now.offsetTop - box.clientHeight / 2 + now.clientHeight / 2,
      behavior: still ? 'auto' : 'smooth',
    });
  }, [line]);
  const look = () => {
    looked.current = Date.now();
  };
  return (
    <ol
      class={lyric.synced ? 'sung synced' : 'sung'}
      ref={list}
      tabIndex={0}
      aria-label="Lyric"
      onWheel={look}
      onTouchMove={look}
    >
      {lyric.lines.map((each, i) => {
        const sung = i === line ? sungUnits(each, ms) : each.text.length;
        let at = 0;
        const words = (pieces[i] ?? []).map((piece, k) => {
          const begin = at;
          at += piece.text.length;
          const later = lyric.synced && i === line && begin >= sung ? 'unsung' : undefined;
          return piece.topic && isTopic(piece.topic) ? (
            <mark key={k} data-topic={piece.topic} class={later} title={`speaks for ${piece.topic}`}>
              {piece.text}
            </mark>
          ) : (
            <span key={k} class={later}>
              {piece.text}
            </span>
          );
        });
        return (
          <li key={i} aria-current={i === line ? 'true' : undefined} class={i < line ? 'past' : undefined}>
            {each.at_ms === null || each.text === '' ? (
              <span>{words.length > 0 ? words : '\u00a0'}</span>
            ) : (
              <button type="button" onClick={() => seek(((each.at_ms ?? 0) + offset) / 1000)}>
                {words}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
