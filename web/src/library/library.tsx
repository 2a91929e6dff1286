// The library: what is in it, how songs come in, what was refused, what is blocked or flagged.
import { useState } from 'preact/hooks';
import {
  cancelJob,
  dropFlag,
  getBlocks,
  getFlags,
  getRejects,
  getRemoved,
  removeAll,
  restoreSongs,
  startJob,
  unblock,
  type Blocked,
} from '../api/calls';
import type { Job } from '../api/types';
import { useLoad } from '../api/use_load';
import { TextField } from '../parts/fields';
import { counted } from '../parts/counted';
import { SongbookNotice } from '../parts/songbook_notice';
import { Failure, Skeleton } from '../parts/states';
import { Headings } from '../parts/table';
import { songChanges } from '../song/actions';
import { formatRoute } from '../state/route';
import { useStore } from '../state/store';
import { refreshLibrary, useLibrary } from '../state/library';
import { attempt, say } from '../state/messages';
import { Access } from './access';
import { Doctor, Tags } from './doctor';
import { chooseFolder } from './folder_chooser';
import { Listeners } from './listeners';
import { isOver, jobEnd, jobError, jobName, jobResult, jobShare, jobState, scannedFolders } from './job_text';
import { useJobs } from './jobs';
import '../styles/library.css';

const kRejectsShown = 50;

export function Library() {
  const [round, setRound] = useState(0);
  const jobs = useJobs((job) => {
    say(jobEnd(job), { bad: job.state === 'failed' });
    void refreshLibrary();
    setRound((n) => n + 1);
  });
  const start = (kind: string, more: Record<string, unknown> = {}) =>
    attempt('That could not be started', async () => {
      await startJob(kind, more);
      jobs.reload();
    });
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Library</h1>
          <p>
            Bring in your own songs. Files are read where they are; nothing is changed in them and nothing leaves this
            machine.
          </p>
        </div>
      </header>
      <SongbookNotice />
      <Facts />
      <Cleaning />
      <Folders jobs={jobs.jobs ?? []} again={(path) => start('scan', { path })} />
      <div class="sources">
        <Source
          name="Scan a folder"
          text="Your music or lyrics: tags, and .lrc or .txt files beside the songs."
          label="Folder"
          placeholder="/home/me/Music"
          action="Scan"
          choose
          run={(path) => start('scan', { path })}
        />
        <Source
          name="Import a data set"
          text="A CSV file with a column “lyrics”; artist, title, year and genre are used when they are there."
          label="CSV file"
          placeholder="/home/me/songs.csv"
          action="Import"
          run={(path) => start('import', { path })}
        />
        <Songbook load={() => void start('songbook')} />
      </div>
      <section class="stack block" aria-label="Jobs">
        <h2>Jobs</h2>
        {jobs.error && <Failure error={jobs.error} retry={jobs.reload} />}
        {!jobs.jobs && !jobs.error && <Skeleton lines={3} height="2.5rem" />}
        {jobs.jobs?.length === 0 && (
          <p class="quiet">None yet. Imports and scans are listed here with their progress.</p>
        )}
        <ul>
          {jobs.jobs?.map((job) => (
            <JobLine key={job.id} job={job} reload={jobs.reload} />
          ))}
        </ul>
      </section>
      <Rejects round={round} />
      <Doctor />
      <Tags />
      <Listeners />
      <Access />
      <div class="two-columns block">
        <BlockList />
        <FlagList />
      </div>
    </>
  );
}

/** The songs that come along are for trying out; among one's own they are in the way. */
function Songbook({ load }: { load: () => void }) {
  const facts = useLibrary();
  const [sure, setSure] = useState(false);
  const hasOwn = facts !== undefined && !facts.from_songbook && facts.songs > facts.songbook;
  return (
    <section class="card source">
      <h2>Load the songbook</h2>
      <p class="quiet">
        Original songs that come with the program, to try things out.
        {hasOwn && ' They would stand among your own music; one click takes them out again.'}
      </p>
      {!hasOwn || sure ? (
        <button type="button" class="button" onClick={load}>
          Load songbook
        </button>
      ) : (
        <button type="button" class="button plain" onClick={() => setSure(true)}>
          Load it all the same…
        </button>
      )}
    </section>
  );
}

/** What is not as it should be, with what to do about it. */
function Cleaning() {
  const facts = useLibrary();
  const changes = useStore(songChanges);
  const removed = useLoad(`removed ${changes} ${facts?.generation}`, getRemoved);
  const take = async (which: 'gone' | 'songbook', name: string) => {
    let songs: number[] = [];
    const work = async () => {
      songs = (await removeAll(which)).songs;
    };
    if (!(await attempt(`${name} could not be taken out`, work))) return;
    await refreshLibrary();
    const undo = async () => {
      await attempt(`${name} could not be brought back`, () => restoreSongs(songs));
      await refreshLibrary();
    };
    say(`${name}: taken out.`, { action: { name: 'Undo', run: () => void undo() } });
  };
  const gone = facts?.gone ?? 0;
  const songbook = facts?.songbook ?? 0;
  const out = removed.data?.songs ?? [];
  if (gone === 0 && songbook === 0 && out.length === 0) return null;
  return (
    <section class="stack tight block" aria-label="Cleaning up">
      {gone > 0 && (
        <p class="line">
          <span>
            The files of {counted(gone, 'song')} are gone. They are not recommended any more.{' '}
            <a href={formatRoute('music', new URLSearchParams({ shelf: 'gone' }))}>Show them</a>
          </span>
          <button type="button" class="button slim" onClick={() => void take('gone', counted(gone, 'song'))}>
            Take them out
          </button>
        </p>
      )}
      {songbook > 0 && (
        <p class="line">
          <span>{counted(songbook, 'song')} of the songbook stand in your library.</span>
          <button type="button" class="button slim" onClick={() => void take('songbook', 'The songbook')}>
            Take the songbook out
          </button>
        </p>
      )}
      {out.length > 0 && (
        <details>
          <summary>{counted(out.length, 'song')} taken out</summary>
          <ul>
            {out.slice(0, 200).map((song) => (
              <li key={song.id} class="line">
                <span>
                  {song.title} <span class="quiet">{song.artist}</span>
                </span>
                <button
                  type="button"
                  class="button slim"
                  aria-label={`Bring back ${song.title}`}
                  onClick={() =>
                    void attempt('Not brought back', () => restoreSongs([song.id])).then(() => {
                      removed.reload();
                      void refreshLibrary();
                    })
                  }
                >
                  Bring back
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Folders that were scanned, the last first, each once. */
function Folders({ jobs, again }: { jobs: Job[]; again: (path: string) => Promise<boolean> }) {
  const paths = scannedFolders(jobs);
  if (paths.length === 0) return null;
  return (
    <section class="stack tight block" aria-label="Your folders">
      <h2>Your folders</h2>
      <ul>
        {paths.slice(0, 8).map((path) => (
          <li key={path} class="line">
            <span class="break">{path}</span>
            <button
              type="button"
              class="button slim"
              aria-label={`Scan again: ${path}`}
              onClick={() => void again(path)}
            >
              Scan again
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts() {
  const facts = useLibrary();
  const number = (value: number | undefined) => (value === undefined ? '–' : value.toLocaleString('en'));
  const years = facts?.years?.first ? `${facts.years.first}–${facts.years.last ?? ''}` : '–';
  const rows: [string, string][] = [
    ['songs', number(facts?.songs)],
    ['with lyrics', number(facts?.with_lyrics)],
    ['with a file', number(facts?.own_files)],
    ['sound known', number(facts?.with_audio)],
    ['guessed', number(facts?.inferred)],
    ['years', years],
    ['model', facts?.model?.kind ?? '–'],
  ];
  return (
    <dl class="facts-row">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt class="quiet small">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SourceProps {
  name: string;
  text: string;
  label: string;
  placeholder: string;
  action: string;
  choose?: boolean;
  run: (path: string) => Promise<boolean>;
}

function Source({ name, text, label, placeholder, action, choose, run }: SourceProps) {
  const [path, setPath] = useState('');
  return (
    <form
      class="card source"
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') void run(path.trim()).then((done) => done && setPath(''));
      }}
    >
      <h2>{name}</h2>
      <p class="quiet">{text}</p>
      <TextField label={label} value={path} onChange={setPath} placeholder={placeholder} />
      <div class="row">
        <button class="button" disabled={path.trim() === ''}>
          {action}
        </button>
        {choose && (
          <button type="button" class="button plain" onClick={() => chooseFolder(path.trim(), setPath)}>
            Choose a folder…
          </button>
        )}
      </div>
    </form>
  );
}

function JobLine({ job, reload }: { job: Job; reload: () => void }) {
  const share = jobShare(job);
  const cancel = () => attempt('The job was not cancelled', () => cancelJob(job.id)).then(reload);
  return (
    <li class="job">
      <span class="break">{jobName(job)}</span>
      {isOver(job) ? (
        <span class={job.state === 'failed' ? 'bad' : 'quiet'}>
          {jobState(job)}
          {jobError(job) ? `: ${jobError(job)}` : jobResult(job) && ` · ${jobResult(job)}`}
        </span>
      ) : (
        <span class="job-progress">
          <progress value={share} max="1" aria-label={`Progress of ${jobName(job)}`} />
          <span class="number quiet">
            {job.done?.toLocaleString('en')}
            {job.total ? ` of ${job.total.toLocaleString('en')}` : ''}
          </span>
        </span>
      )}
      {!isOver(job) && (
        <button type="button" class="button slim" onClick={() => void cancel()}>
          Cancel
        </button>
      )}
    </li>
  );
}

function Rejects({ round }: { round: number }) {
  const [offset, setOffset] = useState(0);
  const rejects = useLoad(`${round} ${offset}`, (signal) => getRejects(kRejectsShown, offset, signal));
  const rows = rejects.data?.rejects ?? rejects.data?.rejected ?? [];
  if (rows.length === 0 && offset === 0) return null;
  const total = rejects.data?.total ?? offset + rows.length;
  return (
    <section class="stack block" aria-label="Rejects">
      <h2>Refused by the last import or scan</h2>
      <div class="table-wrap" tabIndex={0} role="group" aria-label="Refused rows">
        <table>
          <Headings of={['File', { number: 'Line' }, 'Reason']} />
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                <td class="break">{row.file}</td>
                <td class="number">{row.line || ''}</td>
                <td>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > kRejectsShown && (
        <div class="row">
          <button
            type="button"
            class="button slim"
            disabled={offset === 0}
            onClick={() => setOffset(offset - kRejectsShown)}
          >
            Earlier
          </button>
          <button
            type="button"
            class="button slim"
            disabled={offset + kRejectsShown >= total}
            onClick={() => setOffset(offset + kRejectsShown)}
          >
            Later
          </button>
          <span class="quiet small">
            {offset + 1} to {offset + rows.length} of {total.toLocaleString('en')}
          </span>
        </div>
      )}
    </section>
  );
}

function BlockList() {
  const blocks = useLoad('blocks', getBlocks);
  const rows: { name: string; what: Blocked }[] = [
    ...(blocks.data?.artists ?? []).map((artist) => ({ name: `Everything by ${artist}`, what: { artist } })),
    ...(blocks.data?.songs ?? []).map((song) => ({ name: `${song.title} · ${song.artist}`, what: { song: song.id } })),
  ];
  return (
    <section class="stack tight" aria-label="Blocked">
      <h2>Blocked</h2>
      {blocks.error && <Failure error={blocks.error} retry={blocks.reload} />}
      {blocks.data && rows.length === 0 && <p class="quiet">Nothing is blocked.</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.name} class="line">
            {row.name}
            <button
              type="button"
              class="button slim"
              aria-label={`Unblock ${row.name}`}
              onClick={() => void attempt('Still blocked', () => unblock(row.what)).then(blocks.reload)}
            >
              Unblock
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FlagList() {
  const flags = useLoad('flags', getFlags);
  return (
    <section class="stack tight" aria-label="Flagged answers">
      <h2>Flagged as doubtful</h2>
      {flags.error && <Failure error={flags.error} retry={flags.reload} />}
      {flags.data?.flags.length === 0 && <p class="quiet">No flag yet. They are kept for evaluating models.</p>}
      <ul>
        {flags.data?.flags.map((flag, i) => (
          <li key={flag.id ?? i} class="line">
            <span>
              {flag.note || 'no note'} <span class="quiet">{flag.song ? `song ${flag.song}` : 'a lyric'}</span>
            </span>
            <button
              type="button"
              class="button slim"
              aria-label={`Forget the flag ${flag.note}`}
              onClick={() => void attempt('Not forgotten', () => dropFlag(flag.id)).then(flags.reload)}
            >
              Forget
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
