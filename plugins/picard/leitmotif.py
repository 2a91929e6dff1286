"""What songs say, by Leitmotif, for MusicBrainz Picard 2: an action for files whose lyrics are in their tags."""
PLUGIN_NAME = "Leitmotif"
PLUGIN_AUTHOR = "Leitmotif"
PLUGIN_DESCRIPTION = "Adds what a song's lyrics are about to its tag <i>mood</i>. Needs the program leitmotif."
PLUGIN_VERSION = "0.1"
PLUGIN_API_VERSIONS = ["2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13"]
PLUGIN_LICENSE = "MIT"
PLUGIN_LICENSE_URL = "https://opensource.org/licenses/MIT"

import json
import subprocess

from picard import log
from picard.ui.itemviews import BaseAction, register_file_action
from picard.util import thread

LEAST_CONFIDENCE = 0.5


def topics_of(lyrics):
    """Topics and confidences of many lyrics, by one program; {} of those the model cannot tell."""
    lines = "".join(json.dumps({"id": str(i), "lyrics": text}) + "\n" for i, text in enumerate(lyrics))
    answer = subprocess.run(["leitmotif", "classify", "--jsonl", "-"], input=lines, capture_output=True,
                            encoding="utf-8", check=True).stdout
    return [json.loads(line) for line in answer.splitlines()]


def lyrics_in(metadata):
    """The first lyric of a file's tags: Picard names them lyrics, or lyrics:DESCRIPTION."""
    for name in metadata:
        if name == "lyrics" or name.startswith("lyrics:"):
            return metadata[name]
    return ""


def add_mood(metadata, said):
    """Adds a topic that is sure enough; what was there stays."""
    if said.get("topic") and said["confidence"] >= LEAST_CONFIDENCE:
        metadata.add_unique("mood", said["topic"])
        return True
    return False


class ReadLyrics(BaseAction):
    NAME = "Read lyrics by Leitmotif"

    def callback(self, objs):
        files = [file for obj in objs for file in obj.iterfiles() if lyrics_in(file.metadata)]
        if files:
            thread.run_task(lambda: topics_of([lyrics_in(file.metadata) for file in files]),
                            lambda result=None, error=None: self.take(files, result, error))

    def take(self, files, result, error):
        if error is not None:
            log.error("leitmotif: %s", getattr(error, "stderr", "") or error)
            return
        for file, said in zip(files, result):
            if add_mood(file.metadata, said):
                file.update()


register_file_action(ReadLyrics())
