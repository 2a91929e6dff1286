// A playlist for somebody else: an address in this house, one that lets a guest in who may only listen, or its songs as
// plain lines that any messenger takes.
import { useState } from 'preact/hooks';
import { getMe, getSongs, makeToken } from '../api/calls';
import { useLoad } from '../api/use_load';
import type { SongList } from '../api/types';
import { Copy } from '../parts/copy';
import { attempt } from '../state/messages';
import { formatRoute } from '../state/route';
import { asLines, guestAddress, isOnlyHere } from './sharing';

const kGuestDays = 30;

export function Share({ list }: { list: SongList }) {
  const me = useLoad('me', getMe);
  const songs = useLoad(`songs of ${list.songs.join()}`, () => getSongs(list.songs));
  const [guest, setGuest] = useState('');
  const place = formatRoute('playlists', new URLSearchParams({ list: String(list.id) })).slice(1);
  const onlyHere = isOnlyHere(location.hostname);
  const invite = () =>
    attempt('Nobody was let in', async () => {
      // The name of a token is its own: the hour keeps two of one list apart.
      const name = `guest of ${list.name} ${new Date().toISOString().slice(0, 16)}`;
      const { token } = await makeToken(name, 'listen', kGuestDays);
      setGuest(guestAddress(location.origin, token, place));
    });
  const lines = songs.data ? asLines(list.name, songs.data) : '';
  return (
    <div class="stack">
      {onlyHere ? (
        <p class="notice">
          Only this computer finds this page now. <code>leitmotif serve --host 0.0.0.0</code> lets phones and others of
          the house in, and prints an address and a code to scan.
        </p>
      ) : (
        <>
          <p>Whoever is signed in finds it here:</p>
          <Copy name="the address" text={`${location.origin}/#${place}`} />
          {me.data?.scope === 'manage' && guest === '' && (
            <button type="button" class="button" onClick={() => void invite()}>
              Make an address for a guest
            </button>
          )}
          {guest !== '' && (
            <>
              <p>
                Whoever opens this one may listen, and nothing else, for {kGuestDays} days. Library, “Who may come in”
                takes it back.
              </p>
              <Copy name="the guest’s address" text={guest} />
            </>
          )}
        </>
      )}
      <p>Its songs as lines, for anybody:</p>
      {songs.data && <Copy name="the songs" text={lines} />}
      {typeof navigator.share === 'function' && songs.data && (
        <button
          type="button"
          class="button"
          onClick={() => void navigator.share({ title: list.name, text: lines }).catch(() => undefined)}
        >
          Send…
        </button>
      )}
    </div>
  );
}
