"""Songs that say something alike, by Leitmotif, for Quod Libet 4: into the queue, from a running `leitmotif serve`."""
import json
import os
import urllib.error
import urllib.request

from quodlibet import _, app
from quodlibet.plugins.songsmenu import SongsMenuPlugin
from quodlibet.qltk import Icons
from quodlibet.qltk.msg import ErrorMessage

SERVICE = os.environ.get("LEITMOTIF_SERVICE", "http://127.0.0.1:8080")
SONGS = 20


def question_about(songs):
    """The service's question for songs like these: named as it knows them."""
    return {"like": ["{} - {}".format(song.comma("artist"), song.comma("title")) for song in songs], "n": SONGS}


def ask(question, service=SERVICE):
    """The service's answer. Raises OSError, with its own words where it has some."""
    request = urllib.request.Request(service + "/api/v1/recommend", json.dumps(question).encode("utf-8"),
                                     {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise OSError(json.load(error)["error"]["message"]) from error


def songs_in(library, answer):
    """The library's own songs of an answer, by their files; those it does not have are left out."""
    found = (library.get(song.get("file", "")) for song in answer["songs"])
    return [song for song in found if song is not None]


class Leitmotif(SongsMenuPlugin):
    PLUGIN_ID = "leitmotif"
    PLUGIN_NAME = _("Songs That Say Something Alike")
    PLUGIN_DESC = _("Adds songs whose lyrics are like those of the chosen ones to the queue, by Leitmotif.")
    PLUGIN_ICON = Icons.EDIT_FIND

    def plugin_songs(self, songs):
        try:
            found = songs_in(app.library, ask(question_about(songs)))
        except OSError as error:
            ErrorMessage(self.plugin_window, self.PLUGIN_NAME, str(error)).run()
            return
        app.window.playlist.enqueue(found)
