// How well a model did, as pictures: whether its probabilities can be believed, and what it takes for what.
import type { Calibration, Evaluation } from '../api/types';
import { counted } from '../parts/counted';
import { Table } from '../parts/table';
import { asPercent } from './scores';

/** A cell of the confusion matrix. */
export interface Cell {
  label: string;
  predicted: string;
  count: number;
}

interface Props {
  evaluation: Evaluation;
  /** Shows the songs behind a cell; none: nobody knows them. */
  onCell?: ((cell: Cell) => void) | undefined;
}

export const Pictures = ({ evaluation, onCell }: Props) => (
  <div class="pictures">
    <Reliability calibration={evaluation.calibration} />
    <Confusion evaluation={evaluation} onCell={onCell} />
  </div>
);

const kSide = 260;
const kLeft = 46;
const kRight = 24;
const kTop = 12;
const kBottom = 40;
const kTicks = [0, 0.25, 0.5, 0.75, 1];
const kLargest = 9;
const kSmallest = 2;

/** The bins that hold songs, with the probabilities they are about. */
const filled = (calibration: Calibration) =>
  calibration.bins.flatMap((bin, i) =>
    bin.songs === 0 ? [] : [{ ...bin, from: i / calibration.bins.length, to: (i + 1) / calibration.bins.length }],
  );

/** The most and the least that can be said of the probabilities in one sentence. */
export function verdict(calibration: Calibration): string {
  const bins = filled(calibration);
  const songs = bins.reduce((sum, bin) => sum + bin.songs, 0);
  const too = bins.reduce((sum, bin) => sum + bin.songs * (bin.confidence - bin.accuracy), 0) / Math.max(1, songs);
  const off = `on average they are ${asPercent(calibration.ece)} off`;
  if (calibration.ece < 0.02) return `Its probabilities can be taken at their word: ${off}.`;
  if (Math.abs(too) < calibration.ece / 2)
    return `Its probabilities are too high in places and too low in others: ${off}.`;
  return `It is ${too > 0 ? 'too sure of itself' : 'more often right than it says'}: ${off}.`;
}

/** Drawn: how often it was right (up) against how sure it was (across); what is on the slope can be believed. */
function Reliability({ calibration }: { calibration: Calibration }) {
  const bins = filled(calibration);
  const most = Math.max(...bins.map((bin) => bin.songs), 1);
  const across = (share: number) => kLeft + share * kSide;
  const up = (share: number) => kTop + (1 - share) * kSide;
  const says = verdict(calibration);
  return (
    <figure class="picture reliability">
      <figcaption>How far it can be believed</figcaption>
      <svg
        viewBox={`0 0 ${kLeft + kSide + kRight} ${kTop + kSide + kBottom}`}
        role="img"
        aria-label={`How often it was right against how sure it was. ${says}`}
      >
        {kTicks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={kLeft} x2={across(1)} y1={up(tick)} y2={up(tick)} />
            <text class="mark end" x={kLeft - 6} y={up(tick) + 4}>
              {asPercent(tick)}
            </text>
            <text class="mark middle" x={across(tick)} y={up(0) + 16}>
              {asPercent(tick)}
            </text>
          </g>
        ))}
        <line class="slope" x1={across(0)} y1={up(0)} x2={across(1)} y2={up(1)} />
        <g class="course ink-0">
          <polyline
            points={bins.map((bin) => `${across(bin.confidence).toFixed(1)},${up(bin.accuracy).toFixed(1)}`).join(' ')}
          />
          {bins.map((bin) => (
            <circle
              key={bin.from}
              cx={across(bin.confidence)}
              cy={up(bin.accuracy)}
              r={kSmallest + (kLargest - kSmallest) * Math.sqrt(bin.songs / most)}
            >
              <title>{`${counted(bin.songs, 'song')}: said ${asPercent(bin.confidence)}, right ${asPercent(bin.accuracy)}`}</title>
            </circle>
          ))}
        </g>
        <text class="mark middle" x={across(0.5)} y={up(0) + 34}>
          how sure it was
        </text>
      </svg>
      <p class="quiet small">
        {says} Across: how sure it was; up: how often it was right; larger points stand for more songs.
      </p>
      <details>
        <summary class="small">The numbers</summary>
        <Table
          kind="numbers"
          label="Calibration, as a table"
          corner="Probability"
          columns={['Songs', 'Said', 'Right']}
          rows={bins.map((bin) => ({
            name: `${asPercent(bin.from)} to ${asPercent(bin.to)}`,
            cells: [bin.songs.toLocaleString('en'), asPercent(bin.confidence), asPercent(bin.accuracy)],
          }))}
        />
      </details>
    </figure>
  );
}

/** The confusion matrix is a table and a picture at once: the darker a cell, the larger its share of the row. */
function Confusion({ evaluation, onCell }: Props) {
  const { labels, counts } = evaluation.confusion;
  const confused = evaluation.findings.most_confused;
  return (
    <figure class="picture confusion">
      <figcaption>What it takes for what</figcaption>
      <p class="quiet small">
        Rows: what the songs are labelled; columns: what the model said.
        {confused.length === 2 &&
          ` Most often it takes ${confused[0]} for ${confused[1]} (${counted(evaluation.findings.most_confused_songs ?? 0, 'song')}).`}
        {onCell && ' Choose a number to see its songs.'}
      </p>
      <div class="table-wrap" tabIndex={0} role="group" aria-label="Confusion matrix">
        <table class="matrix">
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col">
                  <span>{label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, truth) => {
              const row = counts[truth] ?? [];
              const all = row.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {labels.map((predicted, column) => (
                    <MatrixCell
                      key={predicted}
                      cell={{ label, predicted, count: row[column] ?? 0 }}
                      share={all === 0 ? 0 : (row[column] ?? 0) / all}
                      onCell={onCell}
                    />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

/** Half a song in a hundred is seen too. */
const kFaintest = 0.08;

function MatrixCell({ cell, share, onCell }: { cell: Cell; share: number; onCell: Props['onCell'] }) {
  const right = cell.label === cell.predicted;
  const depth = cell.count === 0 ? 0 : kFaintest + (1 - kFaintest) * share;
  const number = cell.count.toLocaleString('en');
  const means = right
    ? `${counted(cell.count, `${cell.label} song`)} told rightly`
    : `${counted(cell.count, `${cell.label} song`)} taken for ${cell.predicted}`;
  return (
    <td class={right ? 'right' : 'wrong'} style={{ '--depth': depth.toFixed(3) }} title={means}>
      {onCell && cell.count > 0 ? (
        <button type="button" aria-label={`${number}: ${means}`} onClick={() => onCell(cell)}>
          {number}
        </button>
      ) : (
        <span class={cell.count === 0 ? 'quiet' : ''}>{number}</span>
      )}
    </td>
  );
}
