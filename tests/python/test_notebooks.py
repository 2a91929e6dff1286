"""The notebooks of examples/notebooks: their cells run one after the other, as in Jupyter, which need not be there."""

import contextlib
import io
import json
import os
import sys
import unittest
from pathlib import Path

try:
    import numpy
except ImportError:
    print("skipped: numpy is not there (python3-numpy)")
    sys.exit(77)

NOTEBOOKS = Path(__file__).resolve().parents[2] / "examples" / "notebooks"


def run_notebook(name):
    """What the cells leave behind, and what they printed."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    space, printed, before = {"__name__": "__main__"}, io.StringIO(), os.getcwd()
    path = list(sys.path)
    os.chdir(NOTEBOOKS)
    try:
        with contextlib.redirect_stdout(printed):
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    exec(compile("".join(cell["source"]), f"{name}, {cell['id']}", "exec"), space)
    finally:
        os.chdir(before)
        sys.path[:] = path
    return space, printed.getvalue()


class Notebooks(unittest.TestCase):
    def test_there_is_a_test_for_each_and_none_holds_answers(self):
        names = sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb"))
        self.assertEqual(names, ["own_lyrics", "topic_table"])
        for name in names:
            notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
            self.assertEqual(notebook["nbformat"], 4)
            for cell in notebook["cells"]:
                self.assertFalse(cell.get("outputs"), "what a cell printed is not kept")

    def test_a_study_of_own_lyrics(self):
        left, printed = run_notebook("own_lyrics")
        self.assertGreater(min(left["scores"]["logistic"]), 0.95)
        self.assertGreaterEqual(left["curve"][480], left["curve"][15])
        self.assertEqual(set(left["strongest"]), {"city", "garden", "sea"})
        self.assertIn("(600, ", printed)

    def test_the_table_of_topics(self):
        os.environ.pop("LEITMOTIF_SONGS", None)
        left, printed = run_notebook("topic_table")
        self.assertIn("720 songs to learn from, 180 to ask about", printed)
        self.assertIn("weighted", printed)
        self.assertTrue(0 < left["p"] <= 1)

    def test_the_table_of_the_music_data_set(self):
        data = NOTEBOOKS.parents[2] / "shared" / "data" / "music-train.csv"
        if not data.exists():
            self.skipTest("the data set is not there")
        os.environ["LEITMOTIF_SONGS"] = str(data)
        try:
            left, _ = run_notebook("topic_table")
        finally:
            del os.environ["LEITMOTIF_SONGS"]
        self.assertGreater((left["answers"]["logistic"] == left["truth"]).mean(), 0.93)
        self.assertLess(left["p"], 0.001)


if __name__ == "__main__":
    unittest.main()
