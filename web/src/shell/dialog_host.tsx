// Shows the open dialog; the browser's own dialog element keeps the focus inside and gives it back.
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../parts/icon';
import { closeDialog, dialog } from '../state/dialogs';
import { useStore } from '../state/store';

export function DialogHost() {
  const open = useStore(dialog);
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !element.current?.open) element.current?.showModal();
    if (!open) element.current?.close();
    if (open) element.current?.scrollTo(0, 0);
  }, [open]);
  return (
    <dialog
      ref={element}
      class={open?.wide ? 'wide' : ''}
      aria-label={open?.title}
      // Told late: by then the next dialog may be open.
      onClose={() => element.current?.open || closeDialog()}
      onClick={(event) => event.target === element.current && closeDialog()}
    >
      {open && (
        <>
          <div class="dialog-head">
            <h2>{open.title}</h2>
            <IconButton icon="close" name="Close" onClick={closeDialog} />
          </div>
          <div class="dialog-body">{open.content(closeDialog)}</div>
        </>
      )}
    </dialog>
  );
}
