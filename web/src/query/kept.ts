// Questions that a person keeps, to ask them again when there are new songs. They are kept in this browser.
import { createStore } from '../state/store';

export interface Kept {
  name: string;
  /** As in the address bar. */
  address: string;
}

const kKey = 'leitmotif.questions';
const kMost = 100;

function read(): Kept[] {
  try {
    const found = JSON.parse(localStorage.getItem(kKey) ?? '[]') as Kept[];
    return Array.isArray(found)
      ? found.filter((one) => typeof one.name === 'string' && typeof one.address === 'string')
      : [];
  } catch {
    return [];
  }
}

export const kept = createStore<Kept[]>(typeof localStorage === 'undefined' ? [] : read());
kept.watch((questions) => localStorage.setItem(kKey, JSON.stringify(questions)));

/** With one more at the front; one of the same name is replaced. */
export const withQuestion = (questions: Kept[], question: Kept): Kept[] =>
  [question, ...questions.filter((one) => one.name !== question.name)].slice(0, kMost);
export const keep = (question: Kept): void => kept.set(withQuestion(kept.get(), question));
export const drop = (name: string): void => kept.set(kept.get().filter((one) => one.name !== name));
