// A table of names and values: one row a thing, one column a value, scrolled by itself when it is too wide.

export interface Row {
  name: string;
  cells: string[];
  /** The column whose value is the best of its row. */
  best?: number | undefined;
}

interface Props {
  /** What the table is, for those who do not see it. */
  label: string;
  /** The heading over the names. */
  corner?: string;
  columns: string[];
  rows: Row[];
  /** Texts are set like texts; numbers, which is usual, to the right. */
  texts?: boolean;
  kind?: string;
}

export function Table({ label, corner, columns, rows, texts, kind }: Props) {
  const cell = texts ? 'break' : 'number';
  return (
    <div class={kind === 'numbers' ? 'table-wrap numbers' : 'table-wrap'} tabIndex={0} role="group" aria-label={label}>
      <table class={kind}>
        <thead>
          <tr>
            {corner === undefined ? <td /> : <th scope="col">{corner}</th>}
            {columns.map((name) => (
              <th key={name} scope="col" class={texts ? undefined : 'number'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map((text, i) => (
                <td key={i} class={row.best === i ? `${cell} best` : cell}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Headings over a table's columns; those of numbers are set like them, an empty one stands over buttons. */
export const Headings = ({ of }: { of: (string | { number: string })[] }) => (
  <thead>
    <tr>
      {of.map((heading) =>
        heading === '' ? (
          <td />
        ) : typeof heading === 'string' ? (
          <th scope="col">{heading}</th>
        ) : (
          <th scope="col" class="number">
            {heading.number}
          </th>
        ),
      )}
    </tr>
  </thead>
);
