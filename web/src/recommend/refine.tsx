// Everything beside topic and number that a query can hold, in sections that open where they are in use.
import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { kRecommendRequestLimits as kLimits } from '../api/generated';
import { Check, NumberField, Segments, Slider, TextField } from '../parts/fields';
import { SongPicker, Tokens } from '../parts/song_picker';
import { useLibrary, useTopics } from '../state/library';
import { kDefaults, songName, toggled, type Query } from '../query/query';
import { isTopic } from '../topics/colours';
import { MoodPlane } from './mood_plane';

interface Props {
  query: Query;
  /** `lasting`: a step for the back button; else the change of every key or drag. */
  change: (query: Partial<Query>, lasting?: boolean) => void;
}

function Section({ name, used, children }: { name: string; used: boolean; children: ComponentChildren }) {
  return (
    <details class="section" open={used}>
      <summary>
        {name}
        {used && <span class="used" title="in use" />}
        {used && <span class="unseen">, in use</span>}
      </summary>
      <div class="stack section-body">{children}</div>
    </details>
  );
}

export function Refine({ query, change }: Props) {
  const { moods } = useTopics();
  return (
    <div class="refine">
      <Mixture query={query} change={change} />
      <Section name="Mood" used={query.mood !== undefined}>
        <MoodPlane mood={query.mood} moods={moods ?? []} onChange={(mood) => change({ mood }, false)} />
      </Section>
      <Section name="Words" used={query.text !== ''}>
        <TextField
          label="A lyric, or what the songs should speak of"
          rows={4}
          value={query.text}
          onChange={(text) => change({ text }, false)}
        />
      </Section>
      <Section name="Songs you like, or not" used={query.like.length + query.unlike.length > 0}>
        <SongPicker
          label="More like"
          onPick={(song) => change({ like: [...new Set([...query.like, songName(song)])] })}
        />
        <Tokens name="Liked" values={query.like} onRemove={(song) => change({ like: toggled(query.like, song) })} />
        <SongPicker
          label="Less like"
          onPick={(song) => change({ unlike: [...new Set([...query.unlike, songName(song)])] })}
        />
        <Tokens
          name="Unliked"
          values={query.unlike}
          onRemove={(song) => change({ unlike: toggled(query.unlike, song) })}
        />
      </Section>
      <Section name="A path between two songs" used={query.from !== '' || query.to !== ''}>
        <End label="From" value={query.from} onChange={(from) => change({ from })} />
        <End label="To" value={query.to} onChange={(to) => change({ to })} />
      </Section>
      <Filters query={query} change={change} />
      <Choice query={query} change={change} />
    </div>
  );
}

function End({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  if (value === '') return <SongPicker label={label} onPick={(song) => onChange(songName(song))} />;
  return (
    <div class="field">
      <span class="label">{label}</span>
      <Tokens name={label} values={[value]} onRemove={() => onChange('')} />
    </div>
  );
}

function Mixture({ query, change }: Props) {
  const { topics, mixture_parts } = useTopics();
  const [all, setAll] = useState(Object.keys(query.mix).some((part) => !isTopic(part)));
  const parts = all ? [...topics, ...mixture_parts.filter((part) => !topics.includes(part))] : topics;
  const set = (part: string, weight: number) => {
    const { [part]: _, ...rest } = query.mix;
    change({ mix: weight > 0 ? { ...rest, [part]: weight } : rest }, false);
  };
  const used = Object.keys(query.mix).length > 0;
  return (
    <Section name="Mixture of topics" used={used}>
      <div class="stack tight">
        {parts.map((part) => (
          <Slider
            key={part}
            label={part}
            topic={part}
            value={query.mix[part] ?? 0}
            onChange={(weight) => set(part, weight)}
          />
        ))}
      </div>
      <div class="row">
        {mixture_parts.length > topics.length && (
          <button type="button" class="button slim" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'The eight topics only' : `All ${mixture_parts.length} parts`}
          </button>
        )}
        {used && (
          <button type="button" class="button slim plain" onClick={() => change({ mix: {} })}>
            All to zero
          </button>
        )}
      </div>
    </Section>
  );
}

function Filters({ query, change }: Props) {
  const library = useLibrary();
  const [artist, setArtist] = useState('');
  const [first = '', last = first] = query.years.split('-');
  const used =
    query.genre.length + query.artist.length > 0 ||
    query.years !== '' ||
    query.explicit !== 'allow' ||
    query.instrumental !== 'allow';
  const setYears = (from: string, to: string) => {
    const years = [from, to].map((year) => year.trim());
    if (years.some((year) => year !== '' && !/^\d{1,4}$/.test(year))) return;
    const [a = '', b = ''] = years;
    // An end that is left open is the library's own.
    const { first: earliest = a, last: latest = b } = library?.years ?? {};
    change({ years: a === '' && b === '' ? '' : `${a || (earliest ?? b)}-${b || (latest ?? a)}` });
  };
  return (
    <Section name="Only these" used={used}>
      <fieldset class="field">
        <legend class="label">Genre</legend>
        <div class="row chips">
          {library?.genres?.slice(0, 24).map((genre) => (
            <label key={genre.name} class="chip">
              <input
                type="checkbox"
                class="unseen"
                checked={query.genre.includes(genre.name)}
                onChange={() => change({ genre: toggled(query.genre, genre.name) })}
              />
              {genre.name}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="pair">
        <YearField
          label="Year from"
          value={first}
          hint={library?.years?.first}
          onChange={(year) => setYears(year, last)}
        />
        <YearField label="to" value={last} hint={library?.years?.last} onChange={(year) => setYears(first, year)} />
      </div>
      <form
        class="artist-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (artist.trim() !== '') change({ artist: [...new Set([...query.artist, artist.trim()])] });
          setArtist('');
        }}
      >
        <TextField label="Only these artists" value={artist} onChange={setArtist} placeholder="Name, then Enter" />
        <button class="button">Add</button>
      </form>
      <Tokens
        name="Artists"
        values={query.artist}
        onRemove={(name) => change({ artist: toggled(query.artist, name) })}
      />
      <div class="field">
        <span class="label">Strong words</span>
        <Segments
          name="Strong words"
          value={query.explicit === 'avoid' ? 'mild' : query.explicit}
          options={[
            { value: 'allow', label: 'Allow' },
            { value: 'mild', label: 'Mild ones' },
            { value: 'none', label: 'None' },
            { value: 'only', label: 'Only' },
          ]}
          onChange={(explicit) => change({ explicit })}
        />
      </div>
      <div class="field">
        <span class="label">Instrumentals</span>
        <Segments
          name="Instrumentals"
          value={query.instrumental}
          options={[
            { value: 'allow', label: 'Allow' },
            { value: 'avoid', label: 'Avoid' },
            { value: 'only', label: 'Only' },
          ]}
          onChange={(instrumental) => change({ instrumental })}
        />
      </div>
    </Section>
  );
}

interface YearProps {
  label: string;
  value: string;
  hint: number | null | undefined;
  onChange: (year: string) => void;
}

const YearField = ({ label, value, hint, onChange }: YearProps) => (
  <label class="field">
    <span class="label">{label}</span>
    <input
      class="input"
      inputMode="numeric"
      pattern="\d{1,4}"
      value={value}
      placeholder={hint ? String(hint) : 'any'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);

function Choice({ query, change }: Props) {
  const used =
    query.variety !== kDefaults.variety ||
    query.discover !== kDefaults.discover ||
    query.threshold !== kDefaults.threshold ||
    query.random ||
    query.fresh ||
    query.artist_cap !== kDefaults.artist_cap;
  return (
    <Section name="Choice and variety" used={used}>
      <Slider label="Variety" value={query.variety} onChange={(variety) => change({ variety }, false)} />
      {query.listener !== '' && (
        <Slider label="New artists" value={query.discover} onChange={(discover) => change({ discover }, false)} />
      )}
      <Slider
        label="Least probability"
        value={query.threshold}
        onChange={(threshold) => change({ threshold }, false)}
      />
      <NumberField
        label="Songs of one artist at most (0: any number)"
        value={query.artist_cap}
        min={0}
        max={kLimits.artist_cap.most}
        onChange={(artist_cap) => change({ artist_cap })}
      />
      <Check label="Draw at random" value={query.random} onChange={(random) => change({ random })} />
      {query.random && (
        <div class="seed">
          <NumberField
            label="Seed: the same one draws the same songs"
            value={query.seed}
            min={0}
            max={kLimits.seed.most}
            onChange={(seed) => change({ seed })}
          />
          <button type="button" class="button" onClick={() => change({ seed: query.seed + 1 })}>
            Draw again
          </button>
        </div>
      )}
      <Check label="Leave out what was answered lately" value={query.fresh} onChange={(fresh) => change({ fresh })} />
    </Section>
  );
}
