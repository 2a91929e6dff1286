// The frame around every view: navigation, what is wrong with the connection, messages, the one dialog.
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { connection } from '../api/client';
import { signedIn, signOut } from '../api/session';
import { PlayerBar } from '../player/bar';
import { Search, searchKey } from '../search/search';
import { Icon, type IconName } from '../parts/icon';
import { Skeleton } from '../parts/states';
import { counted } from '../parts/counted';
import { Recommend } from '../recommend/recommend';
import { useLibrary } from '../state/library';
import { dismiss, messages } from '../state/messages';
import { formatRoute, useRoute, type View } from '../state/route';
import { useStore } from '../state/store';
import { theme, type Theme } from '../state/theme';
import { DialogHost } from './dialog_host';
import { SignIn } from './sign_in';
import { Tour } from './tour';

const kNames: Record<View, { long: string; short: string }> = {
  recommend: { long: 'Recommend', short: 'Wishes' },
  foryou: { long: 'For you', short: 'For you' },
  music: { long: 'Your music', short: 'Music' },
  read: { long: 'Read a lyric', short: 'Read' },
  map: { long: 'Map', short: 'Map' },
  explore: { long: 'Explore', short: 'Explore' },
  models: { long: 'Models', short: 'Models' },
  runs: { long: 'Trainings', short: 'Trainings' },
  library: { long: 'Library', short: 'Library' },
  playlists: { long: 'Playlists', short: 'Lists' },
  playing: { long: 'Now playing', short: 'Playing' },
};

/** In the order of the side. What plays is reached from the player, trainings from the models. */
const kNav: View[] = ['recommend', 'foryou', 'music', 'playlists', 'library', 'read', 'map', 'explore', 'models'];

/** Views that belong to one of them. */
const kBelong: Partial<Record<View, View>> = { runs: 'models' };

// The first view is there at once; each other one, and the charts with it, is loaded when it is opened.
const kLoaders: Record<Exclude<View, 'recommend'>, () => Promise<ComponentType>> = {
  read: () => import('../read/read').then((module) => module.Read),
  map: () => import('../map/map').then((module) => module.MapView),
  explore: () => import('../explore/explore').then((module) => module.Explore),
  models: () => import('../models/models').then((module) => module.Models),
  runs: () => import('../models/runs').then((module) => module.Runs),
  library: () => import('../library/library').then((module) => module.Library),
  playlists: () => import('../playlists/playlists').then((module) => module.Playlists),
  music: () => import('../music/music').then((module) => module.Music),
  foryou: () => import('../foryou/for_you').then((module) => module.ForYou),
  playing: () => import('../player/now_playing').then((module) => module.NowPlaying),
};

export function App() {
  const { view } = useRoute();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => searchKey(event) && event.preventDefault();
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  useEffect(() => {
    document.title = `${kNames[view].long} · Leitmotif`;
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [view]);
  return (
    <>
      <div class="shell">
        <Side view={view} skip={() => main.current?.focus()} />
        <div>
          <Banner />
          <main class="main" ref={main} tabIndex={-1} aria-label={kNames[view].long}>
            <Shown view={view} />
          </main>
        </div>
      </div>
      <PlayerBar />
      <Messages />
      <DialogHost />
      <Tour />
    </>
  );
}

function Shown({ view }: { view: View }) {
  const [loaded, setLoaded] = useState<{ view: View; content: ComponentType }>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (view === 'recommend') return;
    setFailed(false);
    kLoaders[view]().then(
      (content) => setLoaded({ view, content }),
      () => setFailed(true),
    );
  }, [view]);
  if (view === 'recommend') return <Recommend />;
  if (failed)
    return (
      <div class="failure" role="alert">
        <strong>This view could not be loaded</strong>
        <p>Start Leitmotif again if it has stopped, then load the page anew.</p>
        <button type="button" class="button slim" onClick={() => location.reload()}>
          Load anew
        </button>
      </div>
    );
  if (loaded?.view !== view) return <Skeleton lines={6} height="3.5rem" />;
  return <loaded.content />;
}

function Side({ view, skip }: { view: View; skip: () => void }) {
  const facts = useLibrary();
  return (
    <header class="side">
      <a
        class="skip"
        href={formatRoute(view)}
        onClick={(event) => {
          event.preventDefault();
          skip();
        }}
      >
        Skip to the content
      </a>
      <a class="brand" href={formatRoute('recommend')}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          {(['sadness', 'romantic', 'music', 'feelings'] as const).map((topic, i) => (
            <rect
              key={topic}
              data-topic={topic}
              class="brand-bar"
              x={3 + i * 7}
              y={[11, 4, 8, 13][i]}
              width="4.6"
              height={[10, 24, 16, 6][i]}
              rx="2.3"
            />
          ))}
        </svg>
        Leitmotif
      </a>
      <Search />
      <nav class="nav" aria-label="Views">
        <ul>
          {kNav.map((name) => (
            <li key={name}>
              <a
                href={formatRoute(name)}
                aria-current={name === view ? 'page' : name === kBelong[view] ? 'true' : undefined}
              >
                <Icon name={name as IconName} />
                <span class="long">{kNames[name].long}</span>
                <span class="short">{kNames[name].short}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="side-foot">
        <p class="quiet small facts">
          {facts
            ? facts.from_songbook
              ? 'The songbook'
              : `${counted(facts.songs, 'song')} in your library`
            : '\u00a0'}
        </p>
        <ThemeButton />
        {useStore(signedIn) && (
          <button type="button" class="button slim plain" onClick={() => void signOut()}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}

const kNext: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const kThemeNames: Record<Theme, string> = { auto: 'automatic', light: 'light', dark: 'dark' };

function ThemeButton() {
  const now = useStore(theme);
  return (
    <button
      type="button"
      class="button slim plain"
      aria-label={`Colours ${kThemeNames[now]}. Change to ${kThemeNames[kNext[now]]}`}
      onClick={() => theme.set(kNext[now])}
    >
      <Icon name={now} />
      <span class="facts">Colours {kThemeNames[now]}</span>
    </button>
  );
}

function Banner() {
  const state = useStore(connection);
  return (
    <div role="status">
      {state === 'gone' && (
        <p class="banner">
          <strong>Leitmotif does not answer.</strong>
          <span>
            Start it again with <code>leitmotif serve</code>. This page keeps trying and carries on by itself.
          </span>
        </p>
      )}
      {state === 'locked' && <SignIn />}
    </div>
  );
}

function Messages() {
  const shown = useStore(messages);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map((message) => (
        <div key={message.id} class="toast">
          <p>{message.text}</p>
          {message.action && (
            <button
              type="button"
              onClick={() => {
                message.action?.run();
                dismiss(message.id);
              }}
            >
              {message.action.name}
            </button>
          )}
          <button type="button" aria-label="Close message" onClick={() => dismiss(message.id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
