// The one dialog that may be open; shell/dialog_host.tsx shows it.
import type { ComponentChildren } from 'preact';
import { route } from './route';
import { createStore } from './store';

export interface OpenDialog {
  title: string;
  wide?: boolean;
  content: (close: () => void) => ComponentChildren;
}

export const dialog = createStore<OpenDialog | undefined>(undefined);
export const openDialog = (wanted: OpenDialog): void => dialog.set(wanted);
export const closeDialog = (): void => dialog.set(undefined);
/** Closes the dialog and goes on: for what its buttons and links do. */
export const closing = (then: () => void) => (): void => {
  closeDialog();
  then();
};

// A dialog belongs to the view it was opened in: the back button of a phone closes it with that view.
let view = route.get().view;
route.watch((next) => {
  if (next.view !== view) closeDialog();
  view = next.view;
});
