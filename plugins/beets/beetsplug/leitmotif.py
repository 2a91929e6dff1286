"""What songs say, by Leitmotif: the fields leitmotif_topic and leitmotif_confidence, from the lyrics that beets has.

For beets 1.6 and later. In config.yaml:

    pluginpath: /usr/share/leitmotif/plugins/beets/beetsplug
    plugins: leitmotif
    leitmotif:
        auto: yes            # songs that are imported, at the end of the import
        command: leitmotif   # the program
"""
import json
import subprocess

from beets.dbcore import types
from beets.plugins import BeetsPlugin
from beets.ui import Subcommand, UserError


class LeitmotifPlugin(BeetsPlugin):
    item_types = {"leitmotif_confidence": types.FLOAT}

    def __init__(self):
        super().__init__()
        self.config.add({"auto": True, "command": "leitmotif"})
        self.imported = []
        if self.config["auto"].get(bool):
            self.register_listener("item_imported", self.note_item)
            self.register_listener("album_imported", self.note_album)
            self.register_listener("cli_exit", self.read_imported)

    def note_item(self, lib, item):
        self.imported.append(item)

    def note_album(self, lib, album):
        self.imported.extend(album.items())

    def read_imported(self, lib):
        """One program for all songs of an import: it loads its model once."""
        try:
            self.read(lib, self.imported)
        except UserError as error:
            self._log.warning("{}", error)

    def commands(self):
        command = Subcommand("leitmotif", help="read lyrics for what they say")
        command.parser.add_option("-f", "--force", action="store_true", help="songs that were read before too")
        command.func = self.run
        return [command]

    def run(self, lib, options, arguments):
        items = [item for item in lib.items(arguments) if options.force or not item.get("leitmotif_topic")]
        self._log.info("{} songs read", self.read(lib, items))

    def read(self, lib, items):
        """Gives the items their fields; how many have a topic now."""
        sung = {str(item.id): item for item in items if item.get("lyrics")}
        if not sung:
            return 0
        lines = "".join(json.dumps({"id": key, "lyrics": item["lyrics"]}) + "\n" for key, item in sung.items())
        words = [self.config["command"].as_str(), "classify", "--jsonl", "-"]
        try:
            answer = subprocess.run(words, input=lines, capture_output=True, encoding="utf-8", check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise UserError("leitmotif: " + str(getattr(error, "stderr", "") or error).strip()) from error
        told = [said for said in map(json.loads, answer.splitlines()) if said.get("topic")]
        with lib.transaction():
            for said in told:
                item = sung[said["id"]]
                item["leitmotif_topic"] = said["topic"]
                item["leitmotif_confidence"] = round(said["confidence"], 6)
                item.store()
        return len(told)
