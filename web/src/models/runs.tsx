// Trainings that were kept: a list, one looked at, two side by side.
import { dropRun, getRun, getRuns, restoreRun } from '../api/calls';
import type { Run, RunDetail } from '../api/types';
import { useLoad } from '../api/use_load';
import { counted } from '../parts/counted';
import { Headings, Table } from '../parts/table';
import { Empty, Failure, Skeleton } from '../parts/states';
import { closing, openDialog } from '../state/dialogs';
import { attempt, say } from '../state/messages';
import { formatRoute, navigate, useRoute } from '../state/route';
import { openCell } from './cell_songs';
import { Curves } from './curves';
import { Pictures } from './pictures';
import { differences, durationOf, whenOf } from './run_facts';
import { asPercent } from './scores';
import '../styles/models.css';

const to = (values: Record<string, string>) => new URLSearchParams(values);
const share = (value: number | null): string => (value === null ? '–' : asPercent(value));

export function Runs() {
  const { params } = useRoute();
  const runs = useLoad('runs', getRuns);
  const [shown, beside] = [params.get('run') ?? '', params.get('with') ?? ''];
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Trainings</h1>
          <p>Every training that was kept beside this library: what was asked for, how it went and what came of it.</p>
        </div>
        <a class="button slim" href={formatRoute('models')}>
          Models
        </a>
      </header>
      {runs.error && <Failure error={runs.error} retry={runs.reload} />}
      {!runs.data && !runs.error && <Skeleton lines={4} height="3rem" />}
      {runs.data?.runs.length === 0 && (
        <Empty>
          <p>
            No training is kept yet. <code>leitmotif train logistic SONGS.csv -o MODEL</code> makes one.
          </p>
        </Empty>
      )}
      {runs.data && runs.data.runs.length > 0 && (
        <RunTable runs={[...runs.data.runs].reverse()} shown={[shown, beside]} changed={runs.reload} />
      )}
      {shown && beside && <Pair names={[shown, beside]} />}
      {shown && !beside && <One name={shown} />}
    </>
  );
}

interface TableProps {
  runs: Run[];
  shown: string[];
  changed: () => void;
}

function RunTable({ runs, shown, changed }: TableProps) {
  const chosen = shown.filter((name) => runs.some((run) => run.run === name));
  const choose = (name: string) => {
    const names = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].slice(-2);
    const [run, other] = names;
    navigate('runs', to({ ...(run ? { run } : {}), ...(other ? { with: other } : {}) }));
  };
  return (
    <div class="table-wrap" tabIndex={0} role="group" aria-label="Trainings">
      <table class="runs">
        <Headings
          of={[
            'Show',
            'Training',
            'Options',
            ...['Songs', 'Validation', 'Test', 'Folds', 'Time'].map((number) => ({ number })),
            '',
          ]}
        />
        <tbody>
          {runs.map((run) => (
            <tr key={run.run} class={chosen.includes(run.run) ? 'chosen' : ''}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Show ${run.run}`}
                  checked={chosen.includes(run.run)}
                  onChange={() => choose(run.run)}
                />
              </td>
              <th scope="row">
                <strong>{run.model}</strong> <span class="quiet small">{whenOf(run.started)}</span>
                <span class="quiet small run-data">{run.data}</span>
              </th>
              <td class="small options">{optionsOf(run) || <span class="quiet">the usual</span>}</td>
              <td class="number">{run.songs.toLocaleString('en')}</td>
              <td class="number">{share(run.validation_accuracy)}</td>
              <td class="number">{share(run.test_accuracy)}</td>
              <td class="number">{share(run.fold_accuracy)}</td>
              <td class="number">{durationOf(run.seconds)}</td>
              <td class="number">
                <button
                  type="button"
                  class="button slim plain"
                  aria-label={`Delete ${run.run}`}
                  onClick={() => askToDelete(run, changed)}
                >
                  Delete
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet small">Choose one to look at it, two to hold them side by side.</p>
    </div>
  );
}

const optionsOf = (run: Run): string =>
  Object.entries(run.settings)
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ');

function askToDelete(run: Run, changed: () => void): void {
  openDialog({
    title: `Delete ${run.run}?`,
    content: (close) => (
      <div class="stack">
        <p>
          The {run.model} that learned from {run.data} goes from this list. For 30 days it can be brought back; a model
          file that was written elsewhere stays.
        </p>
        <div class="row">
          <button type="button" class="button main-action" onClick={closing(() => void deleteRun(run, changed))}>
            Delete
          </button>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
        </div>
      </div>
    ),
  });
}

async function deleteRun(run: Run, changed: () => void): Promise<void> {
  if (!(await attempt('The training was not deleted', () => dropRun(run.run)))) return;
  navigate('runs');
  changed();
  const undo = async () => {
    await attempt('The training was not brought back', () => restoreRun(run.run));
    changed();
  };
  say(`${run.run} is deleted.`, { action: { name: 'Undo', run: () => void undo() } });
}

function One({ name }: { name: string }) {
  const detail = useLoad(name, (signal) => getRun(name, signal));
  if (detail.error) return <Failure error={detail.error} retry={detail.reload} />;
  if (!detail.data) return <Skeleton lines={3} height="9rem" />;
  const { run, epochs = [], kept_epoch: kept, warnings = [] } = detail.data;
  return (
    <section class="stack block" aria-label={`Training ${run.run}`}>
      <h2>{run.run}</h2>
      <p class="quiet">
        {counted(run.songs, 'song')} of {run.data} in {durationOf(run.seconds)} on {run.host}.
      </p>
      {warnings.length > 0 && (
        <ul class="small">
          {warnings.map((warning) => (
            <li key={warning}>Note: {warning}</li>
          ))}
        </ul>
      )}
      <Curves courses={[{ name: run.model, epochs, kept: kept || undefined }]} />
      <Scored detail={detail.data} />
      <details>
        <summary>How it was made</summary>
        <dl class="card-facts">
          <dt>command</dt>
          <dd class="break">
            <code>{run.command}</code>
          </dd>
          <dt>data</dt>
          <dd class="break">{run.data_sha256}</dd>
          <dt>model</dt>
          <dd class="break">{run.id || 'none was kept'}</dd>
          <dt>folder</dt>
          <dd class="break">{run.folder}</dd>
        </dl>
      </details>
    </section>
  );
}

const kParts = [
  ['test', 'On the songs of the test file'],
  ['validation', 'On the songs kept for validation'],
] as const;

/** What a training reported of songs it did not learn from. */
export function Scored({ detail }: { detail: RunDetail }) {
  return (
    <>
      {kParts.map(([part, title]) => {
        const evaluation = detail[part];
        if (!evaluation) return null;
        return (
          <section key={part} class="stack" aria-label={title}>
            <h3>{title}</h3>
            <p class="quiet">
              {counted(evaluation.songs, 'song')}: {asPercent(evaluation.accuracy)} told rightly, macro F1{' '}
              {asPercent(evaluation.macro.f1)}.
            </p>
            <Pictures evaluation={evaluation} onCell={(cell) => openCell(cell, { run: detail.run.run, part })} />
          </section>
        );
      })}
    </>
  );
}

function Pair({ names }: { names: [string, string] }) {
  const details = useLoad(names.join(' '), (signal) => Promise.all(names.map((name) => getRun(name, signal))));
  if (details.error) return <Failure error={details.error} retry={details.reload} />;
  if (!details.data) return <Skeleton lines={3} height="9rem" />;
  const all = details.data;
  const runs = all.map((detail) => detail.run);
  const differ = differences(runs);
  return (
    <section class="stack block" aria-label="Two trainings side by side">
      <h2>Side by side</h2>
      {runs[0]?.data_sha256 !== runs[1]?.data_sha256 && (
        <p>They did not learn from the same file, so their scores say little about each other.</p>
      )}
      <Table kind="scores" label="What they differ in" columns={runs.map((run) => run.run)} rows={differ} texts />
      <Curves
        courses={all.map((detail) => ({
          name: detail.run.run,
          epochs: detail.epochs ?? [],
          kept: detail.kept_epoch || undefined,
        }))}
      />
    </section>
  );
}
