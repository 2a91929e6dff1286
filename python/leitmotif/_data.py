"""Where the shipped models and the songbook lie: inside a wheel, beside an installed program, or in the source tree."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find_data() -> None:
    """Sets LEITMOTIF_DATA for this process, unless it is set or there is no such folder."""
    if os.environ.get("LEITMOTIF_DATA"):
        return
    here = Path(__file__).resolve().parent
    places = [here / "data", Path(sys.prefix) / "share" / "leitmotif", Path("/usr/share/leitmotif")]
    if len(here.parents) > 3:  # ROOT/build/PRESET/python/leitmotif
        places.insert(1, here.parents[3] / "data")
    for place in places:
        if (place / "songbook").is_dir():
            os.environ["LEITMOTIF_DATA"] = str(place)
            return
