// A question in a person's own words. The service says what it understood, and that becomes the query: so it can be seen,
// changed and shared like any other.
import { useEffect, useRef, useState } from 'preact/hooks';
import { recommend } from '../api/calls';
import { toParams, type Query } from '../query/query';
import { attempt, say } from '../state/messages';
import { askedAnew, whatChanged } from './asked';
import '../styles/recommend.css';

interface Props {
  query: Query;
  change: (part: Partial<Query>) => void;
}

export function AskBox({ query, change }: Props) {
  const [words, setWords] = useState('');
  const address = toParams(query).toString();
  const asked = useRef(address);
  useEffect(() => {
    // The words stand there as long as they are what is asked.
    if (asked.current !== address) setWords('');
    asked.current = address;
  }, [address]);
  const ask = async () => {
    if (words.trim() === '') return;
    await attempt('That was not understood', async () => {
      const answer = await recommend({ ask: words.trim(), n: 1 });
      if (answer.query.ask) say(`Nothing is known of “${answer.query.ask}”`);
      const after = askedAnew(query, answer.query);
      const changed = whatChanged(query, after);
      if (changed !== '') say(changed, { action: { name: 'Undo', run: () => change(query) } });
      asked.current = toParams(after).toString();
      change(after);
    });
  };
  return (
    <form
      class="ask-box"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <input
        class="input"
        type="text"
        aria-label="In your own words"
        placeholder="Say it: sad songs about trains"
        maxLength={1000}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        Ask
      </button>
    </form>
  );
}
