// What is wrong or doubtful about one's own songs, and what their tags would get. Nothing is written from here.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { getDoctor, getTagChanges } from '../api/calls';
import type { DoctorReport, MoodReport } from '../api/types';
import { useLoad } from '../api/use_load';
import { Copy } from '../parts/copy';
import { counted } from '../parts/counted';
import { Failure, Skeleton } from '../parts/states';
import { Headings } from '../parts/table';
import { byWhatToDo } from './findings';

const kShown = 100;
const fileName = (path: string): string => path.split('/').pop() ?? path;

interface OnOpeningProps<Report> {
  summary: string;
  name: string;
  load: (signal: AbortSignal) => Promise<Report>;
  show: (report: Report) => ComponentChildren;
}

/** A report that is asked for when somebody opens it. */
function OnOpening<Report>({ summary, ...report }: OnOpeningProps<Report>) {
  const [open, setOpen] = useState(false);
  return (
    <details class="block" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && <Opened {...report} />}
    </details>
  );
}

function Opened<Report>({ name, load, show }: Omit<OnOpeningProps<Report>, 'summary'>) {
  const report = useLoad(name, load);
  if (report.error) return <Failure error={report.error} retry={report.reload} />;
  if (!report.data) return <Skeleton lines={4} height="2rem" />;
  return <>{show(report.data)}</>;
}

export const Doctor = () => (
  <OnOpening
    summary="What is doubtful about your songs"
    name="doctor"
    load={getDoctor}
    show={(report) => <Found report={report} />}
  />
);

function Found({ report }: { report: DoctorReport }) {
  const kinds = Object.entries(report.counts).filter(([, count]) => count > 0);
  const [kind, setKind] = useState('');
  const rows = byWhatToDo(report.findings.filter((finding) => kind === '' || finding.kind === kind));
  if (report.songs === 0) return <p class="quiet">You have no songs with files yet. Scan a folder above.</p>;
  if (report.findings.length === 0) return <p class="quiet">Nothing: {counted(report.songs, 'song')} look well.</p>;
  return (
    <div class="stack tight">
      <div class="row chips" role="group" aria-label="Kinds of findings">
        {kinds.map(([name, count]) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={kind === name}
            onClick={() => setKind(kind === name ? '' : name)}
          >
            {name.replaceAll('-', ' ')} {count}
          </button>
        ))}
      </div>
      <div class="table-wrap" tabIndex={0} role="group" aria-label="Findings">
        <table>
          <Headings of={['File', 'What is doubtful', 'What to do']} />
          <tbody>
            {rows.slice(0, kShown).map((finding, i) => (
              <tr key={i}>
                <td class="break" title={finding.file}>
                  {fileName(finding.file)}
                </td>
                <td>{finding.reason}</td>
                <td class="quiet">{finding.advice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > kShown && (
        <p class="quiet small">
          The first {kShown} of {rows.length}.
        </p>
      )}
    </div>
  );
}

export const Tags = () => (
  <OnOpening
    summary="What the tags of your files would get"
    name="tags"
    load={getTagChanges}
    show={(report) => <Planned report={report} />}
  />
);

function Planned({ report }: { report: MoodReport }) {
  return (
    <div class="stack tight">
      <p>
        {counted(report.changes.length, 'file')} would get topics as moods, so that other players can use them;{' '}
        {report.unchanged.toLocaleString('en')} would stay as they are. This page never writes into your files: the
        command does, when you say so.
      </p>
      <Copy name="the command" text="leitmotif tags write" />
      <ul>
        {report.changes.slice(0, kShown).map((change) => (
          <li key={change.file} class="line">
            <span class="break" title={change.file}>
              {fileName(change.file)}
            </span>
            <span class="quiet">
              {change.before.length > 0 && `${change.before.join(', ')} → `}
              {change.after.join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
