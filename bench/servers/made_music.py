"""Made-up songs as FLAC files with lyrics in their tags."""
import os
import random
import struct

WORDS = ("tears", "river", "night", "dance", "knife", "love", "road", "rain", "home", "fire", "heart", "alone", "money",
         "mother", "light", "kiss", "war", "street", "summer", "drink", "music", "train", "lonely", "sing")


def last_block(tags):
    """A Vorbis comment with these tags as the last block of a file: https://xiph.org/flac/format.html."""
    texts = [f"{name}={text}".encode() for name, text in tags.items()]
    comment = struct.pack("<II", 0, len(texts)) + b"".join(struct.pack("<I", len(text)) + text for text in texts)
    return struct.pack(">I", 0x84 << 24 | len(comment)) + comment


def without_sound(tags):
    """A file that says it is three minutes long."""
    rate, channels, bits, samples = 44100, 2, 16, 44100 * 180
    info = struct.pack(">HH", 4096, 4096) + bytes(6)
    info += struct.pack(">Q", rate << 44 | (channels - 1) << 41 | (bits - 1) << 36 | samples) + bytes(16)
    return b"fLaC" + struct.pack(">I", len(info)) + info + last_block(tags)


def with_tags(flac, tags):
    """The file with these tags and no other block than its first."""
    at = 4
    while not flac[at] & 0x80:
        at += 4 + int.from_bytes(flac[at + 1:at + 4], "big")
    sound = at + 4 + int.from_bytes(flac[at + 1:at + 4], "big")
    return flac[:4] + b"\0" + flac[5:42] + last_block(tags) + flac[sound:]


def make_music(folder, count, file_of):
    """Ten songs an album, whose files are what `file_of` makes of their tags; their artists and titles."""
    draw = random.Random(1)
    songs = []
    for number in range(count):
        # supysonic answers lyrics of any title that has the asked one in it.
        artist, title = f"Artist {number // 10:03}", f"Song {number:05}"
        lyrics = "\n".join(" ".join(draw.choice(WORDS) for _ in range(6)) for _ in range(24))
        place = os.path.join(folder, f"{number // 10:03}")
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, f"{number:05}.flac"), "wb") as file:
            file.write(file_of({"ARTIST": artist, "ALBUM": f"Album {number // 10}", "TITLE": title, "LYRICS": lyrics}))
        songs.append((artist, title))
    return songs
