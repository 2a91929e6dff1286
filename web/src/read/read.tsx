// Read a lyric: its topics, and the words in the colour of the topic they speak for.
import { useEffect, useRef, useState } from 'preact/hooks';
import { afterPause } from '../api/after_pause';
import { classify } from '../api/calls';
import type { ApiError } from '../api/client';
import type { Classification } from '../api/types';
import { asApiError } from '../api/use_load';
import { returns } from '../api/client';
import { Failure } from '../parts/states';
import { percent, TopicBars } from '../parts/topics';
import { kDefaults, toParams } from '../query/query';
import { askToFlag } from '../song/actions';
import { useTopics } from '../state/library';
import { say } from '../state/messages';
import { navigate } from '../state/route';
import { useStore } from '../state/store';
import { lyricOf } from './file';
import { cut, shifted } from './spans';
import '../styles/read.css';

const kPauseMs = 220;
const kMostBytes = 1 << 20;
const kFewWords = 10;
const kSample = `The lights are off along the pier tonight
I cry for you, I wait until it's light
You left your coat, your letters and your ring
And broke my heart, and every broken thing`;

interface Reading {
  of: string;
  answer: Classification;
}

export function Read() {
  const [text, setText] = useState('');
  const [reading, setReading] = useState<Reading>();
  const [before, setBefore] = useState<Record<string, number>>();
  const [error, setError] = useState<ApiError>();
  const returned = useStore(returns);
  useEffect(() => {
    if (text.trim() === '') {
      setReading(undefined);
      setBefore(undefined);
      setError(undefined);
      return;
    }
    return afterPause(
      kPauseMs,
      (signal) => classify(text, signal),
      (answer) => {
        if (reading) setBefore(reading.answer.topics);
        setReading({ of: text, answer });
        setError(undefined);
      },
      (failure) => setError(asApiError(failure)),
    );
  }, [text, returned]);
  return (
    <>
      <header class="view-head">
        <div>
          <h1>Read a lyric</h1>
          <p>Paste one, drop a .txt or .lrc file, or write. Each word takes the colour of the topic it speaks for.</p>
        </div>
        <FileButton onText={setText} />
      </header>
      <div class="read">
        <Sheet text={text} setText={setText} reading={reading} />
        <section class="stack" aria-label="What it is about">
          {error && <Failure error={error} />}
          <Verdict reading={reading} before={before} text={text} />
        </section>
      </div>
    </>
  );
}

async function readFile(file: File, onText: (text: string) => void): Promise<void> {
  if (file.size > kMostBytes) {
    say(`${file.name} is larger than 1 MB, which no lyric is.`, { bad: true });
    return;
  }
  onText(lyricOf(file.name, new Uint8Array(await file.arrayBuffer())));
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="row">
      <button type="button" class="button" onClick={() => input.current?.click()}>
        Open a file
      </button>
      <button type="button" class="button plain" onClick={() => onText(kSample)}>
        Try an example
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label="Lyric file"
        accept=".txt,.lrc,text/plain"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void readFile(file, onText);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

interface SheetProps {
  text: string;
  setText: (text: string) => void;
  reading: Reading | undefined;
}

/** The text field lies over a copy of its text that carries the colours. */
function Sheet({ text, setText, reading }: SheetProps) {
  const [over, setOver] = useState(false);
  const spans = reading ? shifted(reading.answer.spans ?? [], reading.of, text) : [];
  return (
    <div
      class={over ? 'sheet over' : 'sheet'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        if (file) void readFile(file, setText);
      }}
    >
      <div class="sheet-colours" aria-hidden="true">
        {cut(text, spans).map((piece, i) =>
          piece.topic ? (
            <mark key={i} data-topic={piece.topic}>
              {piece.text}
            </mark>
          ) : (
            piece.text
          ),
        )}
        {'\n\u200b'}
      </div>
      <textarea
        aria-label="Lyric"
        spellcheck={false}
        placeholder="Paste a lyric here…"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}

/** What language the lyric is in, where that matters. */
function language(answer: Classification): string {
  if (answer.language === null || answer.language === 'en') return '';
  const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(answer.language) ?? answer.language;
  if (!answer.carried_over) return ` In ${name}, which is not read.`;
  return ` In ${name}: ${answer.carried_words ?? 0} words carried over to English.`;
}

function sureness(answer: Classification): string {
  if (answer.counted_words === 0) return 'No word that the model knows: this is a guess.';
  if (answer.counted_words < kFewWords) return 'Only a few words to go by: take it with care.';
  if (answer.confidence >= 0.8) return 'Sure.';
  return answer.confidence >= 0.5 ? 'Fairly sure.' : 'Not sure: several topics are close.';
}

function Verdict({
  reading,
  before,
  text,
}: {
  reading: Reading | undefined;
  before: Record<string, number> | undefined;
  text: string;
}) {
  const { topics } = useTopics();
  const answer = reading?.answer;
  return (
    <>
      <div class="verdict" data-topic={answer?.topic}>
        <p class="verdict-topic">{answer?.topic ?? 'Nothing to read yet'}</p>
        <p class="quiet" role="status">
          {answer
            ? `${percent(answer.confidence)} · ${answer.counted_words} counted words. ${sureness(answer)}${language(answer)}`
            : 'The topics appear here as you type.'}
        </p>
      </div>
      <TopicBars shares={answer?.topics ?? {}} order={topics} before={before} />
      <p class="quiet small">{before ? 'The marks show where the bars were before your last change.' : '\u00a0'}</p>
      {answer && (
        <>
          <Words answer={answer} />
          <div class="row">
            <button
              type="button"
              class="button main-action"
              onClick={() => navigate('recommend', toParams({ ...kDefaults, text: text.slice(0, 2000) }))}
            >
              Songs like this
            </button>
            <button type="button" class="button" onClick={() => askToFlag({ lyrics: text }, 'This lyric')}>
              Flag as doubtful
            </button>
          </div>
          <details>
            <summary>Mixture of all parts</summary>
            <TopicBars shares={answer.mixture} />
          </details>
        </>
      )}
    </>
  );
}

function Words({ answer }: { answer: Classification }) {
  const words = (answer.words ?? []).slice(0, 18);
  if (words.length === 0) return null;
  return (
    <section class="stack tight" aria-label="Words that decided">
      <h2>Words that decided</h2>
      <ul class="row chips">
        {words.map((word) => (
          <li key={word.word + word.topic} class="chip" data-topic={word.topic}>
            <span class="dot" />
            {word.word}
            {word.count > 1 && <span class="quiet">×{word.count}</span>}
            <span class="unseen">: {word.topic}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
