// The stand-in answers in the forms of the service: forms.json is made from its tables (tests/service/types_test.cpp).
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMock, type Mock } from '../test-support/mock.mjs';

interface Form {
  $ref?: string;
  type?: string;
  anyOf?: Form[];
  enum?: unknown[];
  items?: Form;
  properties?: Record<string, Form>;
  required?: string[];
  additionalProperties?: boolean | Form;
}

const forms = JSON.parse(readFileSync(new URL('../test-support/forms.json', import.meta.url), 'utf8')) as {
  components: Record<string, Form>;
  answers: Record<string, Form>;
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

/** What is wrong with a value; empty when it has the form. */
function fault(form: Form, value: unknown, where: string): string {
  if (form.$ref) return fault(forms.components[form.$ref.split('/').pop() ?? ''] ?? {}, value, where);
  if (form.anyOf) {
    const faults = form.anyOf.map((choice) => fault(choice, value, where));
    return faults.includes('') ? '' : faults.join(' or ');
  }
  const type = typeOf(value);
  if (form.type && form.type !== type && !(form.type === 'number' && type === 'integer'))
    return `${where} is ${type}, not ${form.type}`;
  if (form.enum && !form.enum.includes(value)) return `${where} is ${String(value)}`;
  if (form.items)
    return (value as unknown[]).map((each, i) => fault(form.items!, each, `${where}[${i}]`)).find(Boolean) ?? '';
  return type === 'object' ? faultOfObject(form, value as Record<string, unknown>, where) : '';
}

function faultOfObject(form: Form, value: Record<string, unknown>, where: string): string {
  const missing = (form.required ?? []).find((key) => !(key in value));
  if (missing) return `${where}.${missing} is missing`;
  for (const [key, each] of Object.entries(value)) {
    const known = form.properties?.[key];
    if (!known && form.additionalProperties === false) return `${where}.${key} is not known`;
    const more = typeof form.additionalProperties === 'object' ? form.additionalProperties : {};
    const wrong = fault(known ?? more, each, `${where}.${key}`);
    if (wrong) return wrong;
  }
  return '';
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());

/** method, path below /api/v1/, its row of the route table, body */
const kAsked: [string, string, string, unknown?][] = [
  ['GET', 'topics', 'topics'],
  ['GET', 'library', 'library'],
  ['POST', 'recommend', 'recommend', { topic: 'sadness', n: 3 }],
  ['POST', 'classify', 'classify', { lyrics: 'the rain on my window', explain: true }],
  ['GET', 'songs?q=a&limit=2', 'songs'],
  ['GET', 'songs?ids=2,1&limit=2', 'songs'],
  ['GET', 'songs/1', 'songs/{id}'],
  ['GET', 'songs/1/similar?n=2', 'songs/{id}/similar'],
  ['GET', 'map?form=columns', 'map'],
  ['GET', 'eda', 'eda'],
  ['GET', 'models', 'models'],
  ['GET', 'runs', 'runs'],
  ['GET', 'scores', 'scores'],
  ['POST', 'lists', 'lists', { name: 'Rain', songs: [1, 2] }],
  ['GET', 'lists', 'lists'],
  ['POST', 'blocks', 'blocks', { song: 3 }],
  ['GET', 'blocks', 'blocks'],
  ['GET', 'lists/1', 'lists/{list}'],
  ['GET', 'lists/1/songs', 'lists/{list}/songs'],
  ['GET', 'albums', 'albums'],
  ['GET', 'artists', 'artists'],
  ['GET', 'removed', 'removed'],
  ['GET', 'wishes', 'wishes'],
  ['GET', 'me', 'me'],
  ['GET', 'tokens', 'tokens'],
  ['GET', 'folders', 'folders'],
  ['GET', 'doctor', 'doctor'],
  ['GET', 'tags', 'tags'],
  ['GET', 'songs/1/lyrics', 'songs/{id}/lyrics'],
  ['POST', 'flags', 'flags', { song: 1, note: 'wrong' }],
  ['GET', 'flags', 'flags'],
  ['POST', 'jobs', 'jobs', { kind: 'songbook' }],
  ['GET', 'jobs', 'jobs'],
  ['POST', 'jobs/1/cancel', 'jobs/{id}/cancel'],
  ['GET', 'rejects', 'rejects'],
];

test('answers have the forms of the service', async () => {
  for (const [method, path, row, body] of kAsked) {
    const response = await fetch(
      `${mock.url}/api/v1/${path}`,
      body ? { method, body: JSON.stringify(body) } : { method },
    );
    const form = forms.answers[`${method.toLowerCase()} /api/v1/${row}`];
    expect(form, `${method} ${row}`).toBeDefined();
    expect(fault(form!, await response.json(), `${method} ${path}`)).toBe('');
  }
});
