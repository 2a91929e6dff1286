// Who may come in: tokens with a name, what each may do, and until when. For whoever may manage the library.
import { useState } from 'preact/hooks';
import { dropToken, getMe, getTokens, makeToken } from '../api/calls';
import { useLoad } from '../api/use_load';
import { Copy } from '../parts/copy';
import { TextField } from '../parts/fields';
import { openDialog } from '../state/dialogs';
import { attempt } from '../state/messages';

const kScopes = {
  listen: 'may ask and listen',
  keep: 'may also keep lists, hearts and corrections',
  manage: 'may do everything',
} as const;
const kDays: [number, string][] = [
  [1, 'for a day'],
  [30, 'for a month'],
  [365, 'for a year'],
  [0, 'until I remove it'],
];

export function Access() {
  const me = useLoad('me', getMe);
  if (me.data?.scope !== 'manage') return null;
  return <Tokens />;
}

function Tokens() {
  const tokens = useLoad('tokens', getTokens);
  const [name, setName] = useState('');
  const [scope, setScope] = useState<string>('listen');
  const [days, setDays] = useState(365);
  const make = async (event: Event) => {
    event.preventDefault();
    await attempt('Nobody was let in', async () => {
      const made = await makeToken(name.trim(), scope, days);
      setName('');
      tokens.reload();
      openDialog({
        title: `Token of ${made.name}`,
        content: () => (
          <div class="stack">
            <p>Shown only now. Whoever opens this address with it is signed in at once:</p>
            <Copy name="the address" text={`${location.origin}/login#token=${made.token}`} />
            <p class="quiet">Programs send it as “authorization: Bearer TOKEN”:</p>
            <Copy name="the token" text={made.token} />
          </div>
        ),
      });
    });
  };
  const now = Date.now() / 1000;
  return (
    <details class="block">
      <summary>Who may come in</summary>
      <div class="stack">
        <p class="quiet">
          A service for other machines (<code>leitmotif serve --host 0.0.0.0</code>) asks everybody for a token. Give
          each of the house one of their own.
        </p>
        <ul>
          {tokens.data?.tokens.map((token) => (
            <li key={token.name} class="line">
              <span>
                <strong>{token.name}</strong> {kScopes[token.scope]}
                <span class="quiet">
                  {token.ends === 0
                    ? ''
                    : token.ends <= now
                      ? ', ended'
                      : `, until ${new Date(1000 * token.ends).toLocaleDateString('en')}`}
                </span>
              </span>
              <button
                type="button"
                class="button slim"
                aria-label={`Remove ${token.name}`}
                onClick={() => void attempt('Not removed', () => dropToken(token.name)).then(tokens.reload)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
        <form class="row access-form" onSubmit={(event) => void make(event)}>
          <TextField label="Whose it is" value={name} onChange={setName} placeholder="Kitchen tablet" />
          <label class="field">
            <span class="label">What they may do</span>
            <select class="input" value={scope} onChange={(event) => setScope(event.currentTarget.value)}>
              {Object.entries(kScopes).map(([key, says]) => (
                <option key={key} value={key}>
                  {says}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span class="label">How long</span>
            <select class="input" value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
              {kDays.map(([key, says]) => (
                <option key={key} value={key}>
                  {says}
                </option>
              ))}
            </select>
          </label>
          <button class="button" disabled={name.trim() === ''}>
            Make a token
          </button>
        </form>
      </div>
    </details>
  );
}
