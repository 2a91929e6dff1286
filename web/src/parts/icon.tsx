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
}

/** A button that shows an icon only; `name` is read out and shown on hovering. */
export const IconButton = ({ icon, name, onClick, pressed, disabled }: IconButtonProps) => (
  <button
    type="button"
    class="icon-button"
    aria-label={name}
    title={name}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
);
