// Shows the open dialog; the browser's own dialog element keeps the focus inside and gives it back.
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../parts/icon';
import { closeDialog, dialog } from '../state/dialogs';
import { useStore } from '../state/store';

export function DialogHost() {
  const open = useStore(dialog);
  const element = useRef<HTMLDialogElement>(null);
  const closing = useRef(false);
  useEffect(() => {
    if (open && !element.current?.open) element.current?.showModal();
    if (!open && element.current?.open) {
      closing.current = true;
      element.current.close();
    }
    if (open) element.current?.scrollTo(0, 0);
  }, [open]);
  return (
    <dialog
      ref={element}
      class={open?.wide ? 'wide' : ''}
      aria-label={open?.title}
      onClose={() => {
        // Told late: when this page closed it, the next dialog may have been asked for meanwhile.
        if (!closing.current) closeDialog();
        closing.current = false;
      }}
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
