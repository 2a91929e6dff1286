// Server-sent events over fetch, which unlike EventSource can carry the token.
import { send } from './client';
import type { Job } from './types';

export interface ServerEvent {
  event: string;
  data: string;
}

/** Cuts a stream of text into events; keeps what is not yet complete. Source: WHATWG HTML, server-sent events. */
export class EventParser {
  private rest = '';

  push(text: string): ServerEvent[] {
    const blocks = (this.rest + text).replace(/\r\n?/g, '\n').split('\n\n');
    this.rest = blocks.pop() ?? '';
    return blocks.map(parseEvent).filter((event): event is ServerEvent => event !== undefined);
  }
}

function parseEvent(block: string): ServerEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
  }
  return data.length === 0 ? undefined : { event, data: data.join('\n') };
}

/** Calls `tell` with the job at every step until it has ended or `signal` says stop. */
export async function followJob(id: Job['id'], tell: (job: Job) => void, signal: AbortSignal): Promise<void> {
  const response = await send(`jobs/${id}/events`, { accept: 'text/event-stream', signal });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const event of parser.push(value)) {
      tell(JSON.parse(event.data) as Job);
      if (event.event === 'done') {
        await reader.cancel();
        return;
      }
    }
  }
}
