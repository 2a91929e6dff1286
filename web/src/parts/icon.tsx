// Own line icons on a 24-unit square.
const kPaths = {
  recommend: 'M4 10v4M8 6v12M12 9v6M16 4v16M20 10v4',
  read: 'M5 4h10l4 4v12H5zM9 11h6M9 15h6',
  map: 'M6 7h.01M17 5h.01M12 12h.01M18 14h.01M7 17h.01M14 19h.01M6 7l6 5 6 2',
  explore: 'M4 20h16M7 20v-6M12 20V6M17 20v-9',
  models: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
  library: 'M5 4v16M9 4v16M13 4.5l5.5 15',
  playlists: 'M4 7h11M4 12h11M4 17h6M18 12v6M18 12l3 1.5M18 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0z',
  like: 'M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
  block: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12',
  add: 'M12 5v14M5 12h14',
  flag: 'M6 21V4M6 4h11l-2 4 2 4H6',
  similar: 'M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5',
  close: 'M6 6l12 12M18 6L6 18',
  up: 'M12 19V6M6 11l6-6 6 6',
  down: 'M12 5v13M6 13l6 6 6-6',
  drag: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  light:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  auto: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.5v17',
  more: 'M6 9l6 6 6-6',
  play: 'M8 5l11 7-11 7z',
  next: 'M6 6l8 6-8 6zM18 6v12',
  previous: 'M18 6l-8 6 8 6zM6 6v12',
  sound: 'M4 10v4h3l5 4V6L7 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  silent: 'M4 10v4h3l5 4V6L7 10zM16 10l4 4M20 10l-4 4',
  words: 'M4 6h16M4 10h11M4 14h16M4 18h8',
  shuffle: 'M4 7h3l9 10h4M4 17h3l2.5-2.8M13.5 9.8L16 7h4M18 5l2 2-2 2M18 15l2 2-2 2',
  repeat: 'M5 11V9a3 3 0 0 1 3-3h11M17 4l2 2-2 2M19 13v2a3 3 0 0 1-3 3H5M7 20l-2-2 2-2',
  repeat_one: 'M5 11V9a3 3 0 0 1 3-3h11M17 4l2 2-2 2M19 13v2a3 3 0 0 1-3 3H5M7 20l-2-2 2-2M11 11l1.5-1v4.5',
  earlier: 'M20 12H6M11 6l-6 6 6 6',
  later: 'M4 12h14M13 6l6 6-6 6',
  music: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  playing: 'M4 6h16M4 10h11M4 14h16M4 18h8',
  foryou: 'M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10zM9 12h6M12 9v6',
  actions: 'M6 12h.01M12 12h.01M18 12h.01',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
} as const;

export type IconName = keyof typeof kPaths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={kPaths[name]} />
  </svg>
);

interface IconButtonProps {
  icon: IconName;
  name: string;
  onClick: (event: MouseEvent) => void;
  pressed?: boolean;
  disabled?: boolean;
  /** More classes; `lasting`: it stays where rows are short. */
  kind?: string;
}

/** A button that shows an icon only; `name` is read out and shown on hovering. */
export const IconButton = ({ icon, name, onClick, pressed, disabled, kind }: IconButtonProps) => (
  <button
    type="button"
    class={kind ? `icon-button ${kind}` : 'icon-button'}
    aria-label={name}
    title={name}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
);
