// What several views need to know: the topics and the library's facts, asked for once and again when they change.
import { useEffect } from 'preact/hooks';
import { getLibrary, getTopics } from '../api/calls';
import { returns } from '../api/client';
import type { LibraryFacts, TopicNames } from '../api/types';
import { createStore, useStore } from './store';
import palette from '../../../data/palette.json';

// The eight topics are known before the service answers, so that the first page stands still.
const topics = createStore<TopicNames>({
  topics: Object.keys(palette),
  mixture_parts: Object.keys(palette),
  moods: [],
});
const facts = createStore<LibraryFacts | undefined>(undefined);

let asked = false;

export async function refreshLibrary(): Promise<void> {
  try {
    facts.set(await getLibrary());
  } catch {
    // The connection's own banner says so; the facts stay as they were.
  }
}

async function askOnce(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    const [names] = await Promise.all([getTopics(), refreshLibrary()]);
    topics.set(names);
  } catch {
    asked = false;
  }
}

returns.watch(() => {
  asked = false;
  void askOnce();
});

export function useTopics(): TopicNames {
  useEffect(() => void askOnce(), []);
  return useStore(topics);
}

export function useLibrary(): LibraryFacts | undefined {
  useEffect(() => void askOnce(), []);
  return useStore(facts);
}
