// The player: one sound at a time, the next one made ready before this one ends, and it goes on while one moves about.
import { songFile, coverOf } from '../api/calls';
import { dialog } from '../state/dialogs';
import { createStore } from '../state/store';
import { notePlay } from '../state/listener';
import { say } from '../state/messages';
import { evened, factorOf, loudnessOf } from './loudness';
import {
  current,
  kEmpty,
  nextPlace,
  replaced,
  shuffled,
  withLast,
  withNext,
  without,
  type Queue,
  type Repeat,
  type Track,
} from './queue';

export interface Playing {
  paused: boolean;
  /** Seconds. */
  time: number;
  length: number | undefined;
  /** Waiting for bytes. */
  waiting: boolean;
  /** Why the current song cannot be heard here. */
  trouble: string | undefined;
}

const kStill: Playing = { paused: true, time: 0, length: undefined, waiting: false, trouble: undefined };
const kReadySeconds = 15;
const kKeptKey = 'leitmotif.queue';
const kVolumeKey = 'leitmotif.volume';
const kStepSeconds = 5;
/** Heard for so long, or for half its length, a song counts as played; passed over before that, as skipped. */
const kPlayedSeconds = 30;
const kSkippedSeconds = 2;

export const queue = createStore<Queue>(kept());
export const playing = createStore<Playing>(kStill);
export const volume = createStore<number>(keptVolume());
export const repeat = createStore<Repeat>('none');

function kept(): Queue {
  try {
    const found = JSON.parse(localStorage.getItem(kKeptKey) ?? '') as Queue;
    return Array.isArray(found.tracks) && Number.isInteger(found.at) ? replaced(found.tracks, found.at) : kEmpty;
  } catch {
    return kEmpty;
  }
}

function keptVolume(): number {
  const value = Number(localStorage.getItem(kVolumeKey) ?? 1);
  return value >= 0 && value <= 1 ? value : 1;
}

queue.watch((value) => {
  // A long queue is not worth a full store.
  localStorage.setItem(kKeptKey, JSON.stringify(value.tracks.length > 1000 ? kEmpty : value));
  tellMachine();
});
volume.watch((value) => {
  localStorage.setItem(kVolumeKey, String(value));
  for (const sound of [front, back]) setVolume(sound);
});
evened.watch(() => {
  for (const sound of [front, back]) setVolume(sound);
});

/** What the listener set, less what makes this song as loud as others. */
function setVolume(sound: HTMLAudioElement): void {
  const song = Number(place(sound));
  const factor = evened.get() && song > 0 ? factorOf(loudnessOf(song, () => setVolume(sound))) : 1;
  sound.volume = volume.get() * factor;
}

const makeSound = (): HTMLAudioElement => {
  const sound = new Audio();
  sound.preload = 'auto';
  sound.volume = volume.get();
  return sound;
};
let front = makeSound();
let back = makeSound();
let shown: number | undefined;
let noted = false;

const change = (part: Partial<Playing>): void => playing.set({ ...playing.get(), ...part });
const place = (sound: HTMLAudioElement): string => sound.dataset['song'] ?? '';

function load(sound: HTMLAudioElement, track: Track): void {
  if (place(sound) === String(track.id)) return;
  sound.dataset['song'] = String(track.id);
  sound.src = songFile(track.id);
  setVolume(sound);
}

/** Begins the current track from its start. */
function begin(): void {
  const track = current(queue.get());
  if (!track) return stop();
  // The one that was made ready while the last one ended is played at once.
  if (place(back) === String(track.id)) [front, back] = [back, front];
  back.pause();
  shown = track.id;
  noted = false;
  load(front, track);
  front.currentTime = 0;
  playing.set({ ...kStill, paused: false, waiting: front.readyState < 3, length: lengthOf(front) });
  front.play().catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    if (error instanceof DOMException && error.name === 'NotAllowedError') return change({ paused: true });
    cannotPlay(track);
  });
  tellMachine();
}

function lengthOf(sound: HTMLAudioElement): number | undefined {
  return Number.isFinite(sound.duration) ? sound.duration : undefined;
}

const kReasons: Record<number, string> = {
  2: 'The song stopped coming: is Leitmotif still running?',
  3: 'The file is broken, or of a kind this browser cannot play.',
  4: 'This browser cannot play this file, or the file is not there.',
};

function cannotPlay(track: Track): void {
  if (shown !== track.id) return;
  const reason = kReasons[front.error?.code ?? 4] ?? kReasons[4] ?? '';
  change({ paused: true, waiting: false, trouble: reason });
  say(`${track.title}: ${reason}`, { bad: true });
}

for (const sound of [front, back]) {
  const only = (work: () => void) => () => {
    if (sound === front) work();
  };
  sound.addEventListener('timeupdate', only(onTime));
  sound.addEventListener(
    'durationchange',
    only(() => change({ length: lengthOf(sound) })),
  );
  sound.addEventListener(
    'play',
    only(() => change({ paused: false, trouble: undefined })),
  );
  sound.addEventListener(
    'pause',
    only(() => change({ paused: true })),
  );
  sound.addEventListener(
    'waiting',
    only(() => change({ waiting: true })),
  );
  sound.addEventListener(
    'playing',
    only(() => change({ waiting: false })),
  );
  sound.addEventListener(
    'ended',
    only(() => step(1, false)),
  );
  sound.addEventListener(
    'error',
    only(() => {
      const track = current(queue.get());
      if (track && sound.hasAttribute('src')) cannotPlay(track);
    }),
  );
}

function isHeard(): boolean {
  return front.currentTime >= Math.min(kPlayedSeconds, (front.duration || Infinity) / 2);
}

function onTime(): void {
  change({ time: front.currentTime });
  if (!noted && shown !== undefined && isHeard()) {
    noted = true;
    notePlay(shown, 'played');
  }
  const left = front.duration - front.currentTime;
  const next = queue.get().tracks[nextPlace(queue.get(), repeat.get(), false)];
  if (next && left < kReadySeconds && place(front) !== String(next.id)) load(back, next);
  if ('mediaSession' in navigator && Number.isFinite(front.duration))
    navigator.mediaSession.setPositionState({
      duration: front.duration,
      position: Math.min(front.currentTime, front.duration),
    });
}

/** The sound's own clock, which is finer than the store. */
export const exactTime = (): number => front.currentTime;

export function play(tracks: Track[], at = 0): void {
  queue.set(replaced(tracks, at));
  begin();
}

export function playNext(track: Track): void {
  const idle = current(queue.get()) === undefined;
  queue.set(withNext(queue.get(), track));
  if (idle) begin();
  else say(`${track.title} is next.`);
}

export function playLast(tracks: Track[]): void {
  const idle = current(queue.get()) === undefined;
  queue.set(withLast(queue.get(), tracks));
  if (idle) begin();
  else say(tracks.length === 1 ? `${tracks[0]?.title} is in the queue.` : `${tracks.length} songs are in the queue.`);
}

export function playAt(at: number): void {
  queue.set({ ...queue.get(), at });
  begin();
}

export function takeOut(at: number): void {
  const before = queue.get();
  queue.set(without(before, at));
  if (at !== before.at) return;
  if (playing.get().paused) stop();
  else begin();
}

export function toggle(): void {
  const track = current(queue.get());
  if (!track) return;
  if (shown !== track.id) return begin();
  if (front.paused) void front.play().catch(() => cannotPlay(track));
  else front.pause();
}

export function pause(): void {
  front.pause();
}

/** To the next (1) or the one before (-1); back to the start when it has been playing for some seconds. */
export function step(by: 1 | -1, asked = true): void {
  if (by > 0 && asked && !noted && shown !== undefined && front.currentTime > kSkippedSeconds)
    notePlay(shown, 'skipped');
  if (by < 0 && (front.currentTime > kStepSeconds || queue.get().at <= 0)) return seek(0);
  const at = by < 0 ? queue.get().at - 1 : nextPlace(queue.get(), repeat.get(), asked);
  if (at < 0) return change({ paused: true, time: front.duration || 0 });
  playAt(at);
}

export function seek(seconds: number): void {
  const track = current(queue.get());
  if (!track) return;
  if (shown !== track.id) {
    shown = track.id;
    load(front, track);
  }
  front.currentTime = Math.max(0, Math.min(seconds, Number.isFinite(front.duration) ? front.duration : seconds));
  change({ time: front.currentTime });
}

export const seekBy = (seconds: number): void => seek(front.currentTime + seconds);

export function mixUp(): void {
  queue.set(shuffled(queue.get(), Math.random));
}

export function stop(): void {
  for (const sound of [front, back]) {
    sound.pause();
    sound.removeAttribute('src');
    delete sound.dataset['song'];
    sound.load();
  }
  shown = undefined;
  playing.set(kStill);
}

export function clear(): void {
  stop();
  queue.set(kEmpty);
}

/** What the machine's own controls show and do: keys of a keyboard, a lock screen, a headset. */
function tellMachine(): void {
  if (!('mediaSession' in navigator)) return;
  const track = current(queue.get());
  navigator.mediaSession.metadata = track
    ? new MediaMetadata({
        title: track.title,
        artist: track.artist,
        album: track.album ?? '',
        artwork: [{ src: coverOf(track.id, 512) }],
      })
    : null;
}

// The queue may have been kept from the last time.
tellMachine();
if ('mediaSession' in navigator) {
  const session = navigator.mediaSession;
  session.setActionHandler('play', toggle);
  session.setActionHandler('pause', pause);
  session.setActionHandler('nexttrack', () => step(1));
  session.setActionHandler('previoustrack', () => step(-1));
  session.setActionHandler('seekforward', () => seekBy(kStepSeconds));
  session.setActionHandler('seekbackward', () => seekBy(-kStepSeconds));
  session.setActionHandler('seekto', (details) => seek(details.seekTime ?? 0));
}

/** Space and the arrows, wherever the focus is on nothing that uses them itself. */
export function onKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || current(queue.get()) === undefined) return false;
  // What is typed while a dialog opens is meant for it.
  if (event.defaultPrevented || dialog.get() !== undefined) return false;
  const at = event.target instanceof HTMLElement ? event.target : undefined;
  if (at?.closest('input, textarea, select, button, a, summary, [role="application"], [contenteditable], dialog'))
    return false;
  if (event.key === ' ') toggle();
  else if (event.key === 'ArrowRight' && event.shiftKey) step(1);
  else if (event.key === 'ArrowLeft' && event.shiftKey) step(-1);
  else if (event.key === 'ArrowRight') seekBy(kStepSeconds);
  else if (event.key === 'ArrowLeft') seekBy(-kStepSeconds);
  else if (event.key === 'm') volume.set(volume.get() === 0 ? 1 : 0);
  else return false;
  return true;
}
