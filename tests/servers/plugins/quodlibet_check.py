"""The plugin in the real Quod Libet 4: found by its plugin manager, run on a song of its library.

Usage: quodlibet_check.py FOLDER_OF_THE_PLUGIN FILE...; LEITMOTIF_SERVICE says where to ask. The first file is the one that
is chosen; prints one line of JSON: the titles that went into the queue, and what was said when something failed.
"""
import json
import sys

import quodlibet

quodlibet.init_cli()
quodlibet.init()

from quodlibet import app, config
from quodlibet.formats import MusicFile
from quodlibet.library import SongLibrary
from quodlibet.plugins import PluginManager
from quodlibet.qltk.songsmenu import SongsMenuPluginHandler

config.init()


class Playlist:
    """The part of the main window that takes songs into the queue."""

    def __init__(self):
        self.queued = []

    def enqueue(self, songs):
        self.queued += songs


class Window:
    def __init__(self):
        self.playlist = Playlist()


def load_plugin(folder):
    manager = PluginManager(folders=[folder])
    manager.register_handler(SongsMenuPluginHandler())
    manager.rescan()
    assert not manager.failures, manager.failures
    plugins = manager.plugins
    assert [plugin.id for plugin in plugins] == ["leitmotif"], plugins
    manager.enable(plugins[0], True)
    return plugins[0].cls


def main(folder, names):
    app.library = SongLibrary()
    songs = [MusicFile(name) for name in names]
    app.library.add(songs)
    app.window = Window()
    plugin = load_plugin(folder)
    said = []
    module = sys.modules[plugin.__module__]

    class Message:
        """Quod Libet's own would wait for somebody to close it."""

        def __init__(self, window, title, text):
            said.append(text)

        def run(self):
            pass

    module.ErrorMessage = Message
    plugin(songs[:1]).plugin_songs(songs[:1])
    print(json.dumps({"queued": [song("title") for song in app.window.playlist.queued], "said": said}))


main(sys.argv[1], sys.argv[2:])
