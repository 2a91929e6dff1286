// Choosing a folder on the machine of the service, step by step.
import { useState } from 'preact/hooks';
import { getFolders } from '../api/calls';
import { useLoad } from '../api/use_load';
import { Icon } from '../parts/icon';
import { Failure, Skeleton } from '../parts/states';
import { closing, openDialog } from '../state/dialogs';

export function chooseFolder(start: string, onChoose: (path: string) => void): void {
  openDialog({ title: 'Choose a folder', content: () => <Chooser start={start} onChoose={onChoose} /> });
}

function Chooser({ start, onChoose }: { start: string; onChoose: (path: string) => void }) {
  const [path, setPath] = useState(start);
  const here = useLoad(`folders ${path}`, (signal) => getFolders(path, signal));
  const data = here.data;
  return (
    <div class="stack">
      <p class="break">
        <strong>{data?.path ?? path}</strong>
      </p>
      {here.error && <Failure error={here.error} retry={() => setPath('')} />}
      {!data && !here.error && <Skeleton lines={5} height="2.2rem" />}
      {data && (
        <>
          <ul class="folder-list">
            {data.above !== null && (
              <li>
                <button type="button" class="link-button" onClick={() => setPath(data.above ?? '')}>
                  <Icon name="up" /> one folder up
                </button>
              </li>
            )}
            {data.folders.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  class="link-button"
                  onClick={() => setPath(`${data.path === '/' ? '' : data.path}/${name}`)}
                >
                  {name}
                </button>
              </li>
            ))}
            {data.folders.length === 0 && <li class="quiet">No folder in it.</li>}
          </ul>
          <div class="row">
            <button type="button" class="button main-action" onClick={closing(() => onChoose(data.path))}>
              Take this folder
            </button>
          </div>
        </>
      )}
    </div>
  );
}
