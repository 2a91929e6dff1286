// Says whose songs are on the page while a library is empty.
import { useLibrary } from '../state/library';
import { formatRoute, useRoute } from '../state/route';
import { counted } from './counted';

export function SongbookNotice() {
  const facts = useLibrary();
  const { view } = useRoute();
  if (!facts?.from_songbook) return null;
  return (
    <p class="notice">
      Your library is empty, so {view === 'library' ? 'the numbers are those of' : 'you see'} the songbook that comes
      along: {counted(facts.songs, 'made-up song')}.{' '}
      {view !== 'library' && <a href={formatRoute('library')}>Bring in your own songs</a>}
    </p>
  );
}
