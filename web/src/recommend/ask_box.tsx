// A question in a person's own words. The service says what it understood, and that becomes the query: so it can be seen,
// changed and shared like any other.
import { useState } from 'preact/hooks';
import { recommend } from '../api/calls';
import type { RecommendRequest } from '../api/generated';
import { kDefaults, type Query } from '../query/query';
import { attempt, say } from '../state/messages';
import '../styles/recommend.css';

/** What the service understood, as the parts of a query that ask for something; the others are empty. */
export function understood(answer: RecommendRequest): Partial<Query> {
  const { topic, mix, mood, like, unlike, from, to, from_list, rediscover } = kDefaults;
  return {
    ...{ topic, mix, mood, like, unlike, from, to, from_list, rediscover },
    about: [answer.about ?? []].flat(),
    text: answer.text ?? '',
    years: typeof answer.years === 'string' ? answer.years : '',
    genre: [answer.genre ?? []].flat(),
    artist: [answer.artist ?? []].flat(),
  };
}

export function AskBox({ change }: { change: (part: Partial<Query>) => void }) {
  const [words, setWords] = useState('');
  const ask = async () => {
    if (words.trim() === '') return;
    await attempt('That was not understood', async () => {
      const { query } = await recommend({ ask: words.trim(), n: 1 });
      if (query.ask) say(`Nothing is known of “${query.ask}”`);
      change(understood(query));
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
