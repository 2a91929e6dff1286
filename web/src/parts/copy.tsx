import { useState } from 'preact/hooks';
import { Icon } from './icon';
import { say } from '../state/messages';

/** A text with a button that copies it; where the browser forbids that, the text gets selected. */
export function Copy({ text, name }: { text: string; name: string }) {
  const [done, setDone] = useState(false);
  const copy = async (event: MouseEvent) => {
    const pre = (event.currentTarget as HTMLElement).parentElement?.querySelector('pre');
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), 2000);
    } catch {
      if (pre) getSelection()?.selectAllChildren(pre);
      say('The browser does not let the page copy. The text is selected: copy it with the keyboard.');
    }
  };
  return (
    <div class="copy">
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
      <button type="button" class="button slim plain" onClick={copy} aria-label={`Copy ${name}`}>
        <Icon name="copy" />
        <span aria-live="polite">{done ? 'Copied' : 'Copy'}</span>
      </button>
    </div>
  );
}
