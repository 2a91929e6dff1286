"""The plugin in the real MusicBrainz Picard 2: loaded by its plugin manager, its action run on files as Picard reads them.

Usage: picard_check.py FOLDER_OF_THE_PLUGIN FLAC_FILE...; prints one line of JSON a file: its title and its moods.
"""
import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, "/usr/lib/picard")

from PyQt5 import QtCore, QtWidgets

from picard import config
from picard.formats import vorbis
from picard.pluginmanager import PluginManager
from picard.ui import itemviews
from picard.ui.options import dialog  # noqa: F401, which says what settings there are


class Application(QtWidgets.QApplication):
    """As much of Picard's main object as files and actions ask for."""

    tagger_stats_changed = QtCore.pyqtSignal()

    def __init__(self):
        super().__init__([])
        self.thread_pool = QtCore.QThreadPool(self)

    def event(self, event):
        if hasattr(event, "run"):
            event.run()
            return True
        return super().event(event)


def load_action(folder):
    """The plugin's action, as Picard has it in the menu of files."""
    manager = PluginManager(plugins_directory=os.path.join(os.environ["HOME"], "plugins"))
    manager.load_plugins_from_directory(folder)
    assert [plugin.module_name for plugin in manager.plugins] == ["leitmotif"], manager.plugins
    config.get_config().setting["enabled_plugins"] = ["leitmotif"]
    actions = [action for action in itemviews._file_actions if type(action).__module__.endswith("leitmotif")]
    assert len(actions) == 1, actions
    return actions[0]


def main(folder, names):
    application = Application()
    QtCore.QObject.tagger = application
    config.setup_config(application, os.path.join(os.environ["HOME"], "picard.ini"))
    action = load_action(folder)
    files = []
    for name in names:
        file = vorbis.FLACFile(name)
        file.metadata.copy(file._load(name))
        file.orig_metadata.copy(file.metadata)
        files.append(file)
    action.callback(files)
    application.thread_pool.waitForDone()
    application.processEvents()
    for file in files:
        print(json.dumps({"title": file.metadata["title"], "moods": file.metadata.getall("mood")}))


main(sys.argv[1], sys.argv[2:])
