// Short messages about what has just been done, read out to screen readers.
import { createStore } from './store';

export interface Message {
  id: number;
  text: string;
  bad: boolean;
  action?: { name: string; run: () => void } | undefined;
}

const kShownMs = 6000;
export const messages = createStore<Message[]>([]);
let last = 0;

export const dismiss = (id: number): void => messages.set(messages.get().filter((message) => message.id !== id));

export function say(text: string, more: { bad?: boolean; action?: Message['action'] } = {}): void {
  last += 1;
  const id = last;
  // The same said twice is said once; two at a time are read.
  const others = messages.get().filter((message) => message.text !== text);
  messages.set([...others.slice(-1), { id, text, bad: more.bad ?? false, action: more.action }]);
  setTimeout(() => dismiss(id), more.bad || more.action ? 2 * kShownMs : kShownMs);
}

/** Without the part of a request that a field stands in, which nobody sees who uses the page. */
export const forPeople = (message: string): string => message.replace(/^(body|query|path)\./, '');

/** Runs `work`; says what went wrong if it did. Gives whether it went well. */
export async function attempt(what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    say(`${what}: ${forPeople(error instanceof Error ? error.message : String(error))}`, { bad: true });
    return false;
  }
}
