// One way to ask the service: JSON in and out, errors as values that say what to do, and a watch on the connection.
import { createStore } from '../state/store';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** ok: answers come. gone: nobody answers. locked: the service wants a token. */
export type Connection = 'ok' | 'gone' | 'locked';
export const connection = createStore<Connection>('ok');
/** Counts the returns of the service, so that what was on the page can be asked for again. */
export const returns = createStore(0);

const kRoot = '/api/v1/';
const kRetryMs = 1500;

export interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
  accept?: string;
  headers?: Record<string, string>;
}

/** The service's answer to a request below /api/v1; throws ApiError, or the AbortError of the caller's own signal. */
export async function send(path: string, asking: Asking = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: asking.accept ?? 'application/json', ...asking.headers };
  if (asking.body !== undefined) headers['Content-Type'] = 'application/json';
  const request: RequestInit = { method: asking.method ?? 'GET', headers };
  if (asking.body !== undefined) request.body = JSON.stringify(asking.body);
  if (asking.signal) request.signal = asking.signal;
  let response: Response;
  try {
    response = await fetch(kRoot + path, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    waitForReturn();
    throw new ApiError(0, 'gone', 'Leitmotif does not answer.');
  }
  if (response.ok) {
    if (connection.get() !== 'ok') connection.set('ok');
    return response;
  }
  throw await refusal(response);
}

export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const response = await send(path, asking);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function refusal(response: Response): Promise<ApiError> {
  if (response.status === 401) connection.set('locked');
  const text = await response.text().catch(() => '');
  try {
    const { error } = JSON.parse(text) as { error: { kind: string; message: string; field?: string } };
    return new ApiError(response.status, error.kind, error.message, error.field);
  } catch {
    return new ApiError(response.status, 'http', `The service answered with status ${response.status}.`);
  }
}

let waiting = false;

/** Knocks until somebody answers, then tells everyone who watches `returns`. */
function waitForReturn(): void {
  if (waiting) return;
  waiting = true;
  connection.set('gone');
  const knock = async () => {
    const answered = await fetch('/healthz', { cache: 'no-store' }).then(
      (response) => response.ok,
      () => false,
    );
    if (!answered) {
      setTimeout(knock, kRetryMs);
      return;
    }
    waiting = false;
    connection.set('ok');
    returns.set(returns.get() + 1);
  };
  setTimeout(knock, kRetryMs);
}
