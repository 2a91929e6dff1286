// The songs behind a cell of a confusion matrix, in a dialog.
import { getRunSongs, getScoreSongs } from '../api/calls';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { Empty, Failure, Skeleton } from '../parts/states';
import { Headings } from '../parts/table';
import { closing, openDialog } from '../state/dialogs';
import { openSong } from '../song/detail';
import type { Cell } from './pictures';
import { asPercent } from './scores';

const kShown = 200;

/** Of a training, the part that was scored; none: the songs of the library. */
export interface CellOf {
  run: string;
  part: 'validation' | 'test';
}

export function openCell(cell: Cell, of?: CellOf): void {
  const right = cell.label === cell.predicted;
  openDialog({
    title: right ? `${cell.label}, told rightly` : `${cell.label}, taken for ${cell.predicted}`,
    wide: true,
    content: () => <CellSongs cell={cell} of={of} />,
  });
}

interface Line {
  id?: number;
  line?: number;
  artist: string;
  title: string;
  confidence: number;
}

function CellSongs({ cell, of }: { cell: Cell; of: CellOf | undefined }) {
  const found = useLoad<{ total: number; songs: Line[] }>(
    `${of?.run ?? ''} ${of?.part ?? ''} ${cell.label} ${cell.predicted}`,
    (signal) => (of ? getRunSongs(of.run, of.part, cell, kShown, signal) : getScoreSongs(cell, kShown, signal)),
  );
  if (found.error) return <Failure error={found.error} retry={found.reload} />;
  if (!found.data) return <Skeleton lines={4} height="2rem" />;
  const { total, songs } = found.data;
  if (total === 0) return <Empty>The songs of this training were not kept.</Empty>;
  return (
    <div class="stack">
      <p class="quiet">
        {total > songs.length ? `${songs.length} of ${counted(total, 'song')}` : counted(total, 'song')}, the surest
        first.
      </p>
      <div class="table-wrap" tabIndex={0} role="group" aria-label="Songs">
        <table>
          <Headings of={['Song', { number: 'How sure' }, ...(of ? [{ number: 'Line' }] : [])]} />
          <tbody>
            {[...songs]
              .sort((a, b) => b.confidence - a.confidence)
              .map((song) => (
                <tr key={song.id ?? song.line}>
                  <td>
                    <SongName song={song} />
                  </td>
                  <td class="number">{asPercent(song.confidence)}</td>
                  {of && <td class="number">{song.line}</td>}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function SongName({ song }: { song: Line }) {
  const name = [song.artist, song.title].filter(Boolean).join(' · ') || 'a song without a name';
  const { id, artist, title } = song;
  if (id === undefined) return <span class="break">{name}</span>;
  return (
    <button type="button" class="link-button break" onClick={closing(() => openSong({ id, artist, title }))}>
      {name}
    </button>
  );
}
