// The first start: what is on the page, and where to go next.
import { useState } from 'preact/hooks';
import { useLibrary } from '../state/library';
import { navigate, type View } from '../state/route';

const kKey = 'leitmotif.tour';

interface Stop {
  title: string;
  text: string;
  view: View;
}

const kStops: Stop[] = [
  {
    title: 'Welcome',
    text: 'Your library is empty, so the songbook is open: original songs that come with the program. Choose a topic, choose a number, and read why each song is there.',
    view: 'recommend',
  },
  {
    title: 'Read a lyric',
    text: 'Paste any lyric. Its words take the colour of the topic they speak for, and the bars move as you type.',
    view: 'read',
  },
  {
    title: 'The map',
    text: 'Every song is a point; songs that say similar things lie near each other.',
    view: 'map',
  },
  {
    title: 'Now your own songs',
    text: 'Scan a folder with your music or lyrics, or import a data set as a CSV file. Nothing leaves this machine.',
    view: 'library',
  },
];

export function Tour() {
  const facts = useLibrary();
  const [stop, setStop] = useState(0);
  const [over, setOver] = useState(localStorage.getItem(kKey) === 'seen');
  const now = kStops[stop];
  if (over || !facts?.from_songbook || !now) return null;
  const end = () => {
    localStorage.setItem(kKey, 'seen');
    setOver(true);
  };
  const next = () => {
    const following = kStops[stop + 1];
    if (!following) return end();
    setStop(stop + 1);
    navigate(following.view);
  };
  return (
    <section class="tour" aria-label="Short tour">
      <h2>{now.title}</h2>
      <p>{now.text}</p>
      <div class="row">
        <span class="quiet small">
          {stop + 1} of {kStops.length}
        </span>
        <div class="row">
          <button type="button" class="button slim plain" onClick={end}>
            {stop + 1 === kStops.length ? 'Close' : 'Skip'}
          </button>
          {stop + 1 < kStops.length && (
            <button type="button" class="button slim main-action" onClick={next}>
              Next
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
