// What is handed to others when a playlist is shared.

/** The playlist as lines: its name, then song by song. */
export const asLines = (name: string, songs: { artist: string; title: string }[]): string =>
  [name, '', ...songs.map((song, i) => `${i + 1}. ${[song.artist, song.title].filter(Boolean).join(' – ')}`)].join(
    '\n',
  );

/** An address that signs a guest in and leads to a place of the page. What stands behind the # stays in the browser. */
export const guestAddress = (origin: string, token: string, place: string): string =>
  `${origin}/login#${new URLSearchParams({ token, to: place })}`;

/** Whether an address is found by this computer alone. */
export const isOnlyHere = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
