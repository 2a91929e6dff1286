// Music that sounds: a tone as a FLAC file, with the tags of a song, made byte by byte.
// Source: the FLAC format (RFC 9639): stream information, a Vorbis comment, frames of verbatim subframes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const kRate = 8000;
const kBlock = 4096;

/** Bits, the most significant first. */
class Bits {
  private readonly bytes: number[] = [];
  private rest = 0;
  private count = 0;

  put(value: number, width: number): this {
    for (let bit = width - 1; bit >= 0; bit -= 1) {
      this.rest = (this.rest << 1) | (Math.floor(value / 2 ** bit) & 1);
      this.count += 1;
      if (this.count === 8) {
        this.bytes.push(this.rest);
        this.rest = 0;
        this.count = 0;
      }
    }
    return this;
  }
  done(): Buffer {
    return Buffer.from(this.bytes);
  }
}

function checksum(bytes: Buffer, polynomial: number, width: number): number {
  const top = 2 ** (width - 1);
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit += 1)
      sum = (sum & top) !== 0 ? ((sum << 1) ^ polynomial) & (2 * top - 1) : (sum << 1) & (2 * top - 1);
  }
  return sum;
}

/** Frame numbers are written as UTF-8 writes characters. */
const numbered = (frame: number): number[] => [...Buffer.from(String.fromCodePoint(frame))];

function frame(samples: number[], number: number): Buffer {
  const head = new Bits();
  head.put(0b11111111111110, 14).put(0, 2).put(0b0111, 4).put(0b0100, 4).put(0, 4).put(0b100, 3).put(0, 1);
  for (const byte of numbered(number)) head.put(byte, 8);
  head.put(samples.length - 1, 16);
  const begin = head.done();
  const body = new Bits();
  body.put(0, 1).put(0b000001, 6).put(0, 1);
  for (const sample of samples) body.put(sample < 0 ? sample + 65536 : sample, 16);
  const all = Buffer.concat([begin, Buffer.from([checksum(begin, 0x07, 8)]), body.done()]);
  const sum = checksum(all, 0x8005, 16);
  return Buffer.concat([all, Buffer.from([sum >> 8, sum & 255])]);
}

const block = (kind: number, body: Buffer, last: boolean): Buffer =>
  Buffer.concat([
    new Bits()
      .put(last ? 1 : 0, 1)
      .put(kind, 7)
      .put(body.length, 24)
      .done(),
    body,
  ]);

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** `seconds` of a tone of `hertz`. */
export function tone(hertz: number, seconds: number, tags: Record<string, string>): Buffer {
  const samples = Array.from({ length: Math.round(kRate * seconds) }, (_, i) =>
    Math.round(9000 * Math.sin((2 * Math.PI * hertz * i) / kRate)),
  );
  const info = new Bits();
  info
    .put(kBlock, 16)
    .put(kBlock, 16)
    .put(0, 24)
    .put(0, 24)
    .put(kRate, 20)
    .put(0, 3)
    .put(15, 5)
    .put(samples.length, 36);
  for (let i = 0; i < 16; i += 1) info.put(0, 8);
  const fields = Object.entries(tags).map(([name, value]) => text(`${name}=${value}`));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(fields.length);
  const parts = [
    Buffer.from('fLaC'),
    block(0, info.done(), false),
    block(4, Buffer.concat([text('leitmotif test'), count, ...fields]), true),
  ];
  for (let at = 0; at < samples.length; at += kBlock) parts.push(frame(samples.slice(at, at + kBlock), at / kBlock));
  return Buffer.concat(parts);
}

/** A picture of one point. */
const kPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const kSad = 'Tears fall and I cry, my heart will break\nLonely tonight, alone again\nCry, cry, broken heart\n';

/** A small collection: an album with words that are timed, songs without words, one that will be lost. */
export function writeMusic(folder: string): void {
  const write = (path: string, bytes: Buffer | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const song = (path: string, hertz: number, TITLE: string, ARTIST: string, ALBUM: string, DATE: string) =>
    write(path, tone(hertz, 6, { TITLE, ARTIST, ALBUM, DATE, GENRE: 'blues' }));
  song('Carport/1.flac', 220, 'Wet Umbrella', 'Nickel Orchard', 'Carport', '1994');
  song('Carport/2.flac', 247, 'Tape Over Me', 'Nickel Orchard', 'Carport', '1994');
  song('Carport/3.flac', 262, 'Kissing Gate', 'Nickel Orchard', 'Carport', '1994');
  song('Piers/1.flac', 330, 'Night Boat', 'Low Tide', 'Piers', '2011');
  song('Lost/1.flac', 392, 'Lost Train', 'Ada', 'Rails', '2001');
  song('Plain.flac', 440, 'Plain', 'Élodie', '', '');
  write('Carport/cover.png', kPicture);
  write(
    'Carport/1.lrc',
    '[00:00.50]You left your umbrella by the kitchen door\n[00:02.50]I cry, the tears fall on the floor\n',
  );
  write('Carport/2.txt', kSad);
  write('Carport/3.txt', 'I kiss your hand, hold me close tonight\nYour lips, your touch, kiss me\n');
  write('Piers/1.txt', kSad);
  write('Lost/1.txt', kSad);
}
