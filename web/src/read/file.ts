// A dropped lyric file as text, whatever it was written in.

/** UTF-8, UTF-16 with its mark, or else Windows-1252; line ends become \n. */
export function decode(bytes: Uint8Array): string {
  const name =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  return text.replace(/\r\n?/g, '\n');
}

/** An .lrc text without its time stamps and head lines. */
export const withoutStamps = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*\[[a-z]+:[^\]]*\]\s*$/i.test(line))
    .map((line) => line.replace(/\[\d+:\d+(?:[.:]\d+)?\]|<\d+:\d+(?:[.:]\d+)?>/g, '').replace(/^ +/, ''))
    .join('\n')
    .trim();

export function lyricOf(name: string, bytes: Uint8Array): string {
  const text = decode(bytes);
  return name.toLowerCase().endsWith('.lrc') ? withoutStamps(text) : text;
}
