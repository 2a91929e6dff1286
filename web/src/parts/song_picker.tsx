// Search as you type for a song: an ARIA combobox with a list of what was found.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { afterPause } from '../api/after_pause';
import { findSongs } from '../api/calls';
import type { FoundSong } from '../api/types';
import { asApiError } from '../api/use_load';

const kPauseMs = 160;
const kMost = 8;

interface Props {
  label: string;
  onPick: (song: FoundSong) => void;
  placeholder?: string;
  hideLabel?: boolean;
}

export function SongPicker({ label, onPick, placeholder, hideLabel }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundSong[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [note, setNote] = useState('');
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    if (text.trim() === '') {
      setFound([]);
      setNote('');
      return;
    }
    return afterPause(
      kPauseMs,
      (signal) => findSongs(text, kMost, 0, signal),
      (answer) => {
        setFound(answer.songs);
        setActive(0);
        setNote(answer.songs.length === 0 ? `No song matches “${text}”.` : `${answer.songs.length} songs found`);
      },
      (error) => setNote(asApiError(error).message),
    );
  }, [text]);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const pick = (song: FoundSong) => {
    onPick(song);
    setText('');
    setFound([]);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && found.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + move + found.length) % found.length);
    } else if (event.key === 'Enter' && open && found[active]) {
      event.preventDefault();
      pick(found[active]);
    } else if (event.key === 'Escape' && open && found.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  const shown = open && found.length > 0;
  return (
    <div class="field combo">
      <label for={id} class={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${id}-${active}` : undefined}
        placeholder={placeholder ?? 'Artist, title or a line'}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Songs found" ref={list} hidden={!shown}>
        {found.map((song, i) => (
          <li
            key={song.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(song);
            }}
          >
            <strong>{song.title}</strong> <span class="quiet">{song.artist}</span>
            {song.line && <div class="quiet small">“{song.line}”</div>}
          </li>
        ))}
      </ul>
      <span class="unseen" role="status">
        {open ? note : ''}
      </span>
      {open && found.length === 0 && note && <span class="quiet small">{note}</span>}
    </div>
  );
}

/** What has been picked, each with a button that takes it out again. */
export function Tokens({ values, name, onRemove }: { values: string[]; name: string; onRemove: (v: string) => void }) {
  if (values.length === 0) return null;
  return (
    <ul class="row" aria-label={name}>
      {values.map((value) => (
        <li key={value} class="chip token">
          {value}
          <button type="button" aria-label={`Remove ${value}`} onClick={() => onRemove(value)}>
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M6 6l12 12M18 6L6 18" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
}
