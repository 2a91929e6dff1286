"""The Python module: the same answers as the program, arrays without copies, errors, threads.

Run by ctest, or: PYTHONPATH=build/python/python LEITMOTIF_PROGRAM=build/python/bin/leitmotif \
    python3 -m unittest discover -s tests/python
"""

import concurrent.futures
import gc
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import numpy
except ImportError:
    print("skipped: numpy is not there (python3-numpy)")
    sys.exit(77)

import leitmotif

PROGRAM = os.environ.get("LEITMOTIF_PROGRAM", "")
RAIN = "tears fall like rain on my lonely pillow, crying for the love I lost tonight"
PARTY = "put your hands up and dance, the music is loud, we shake it all night long"
LYRICS = [RAIN, PARTY, "", "zzzz qqqq", "gun blood kill fight war and die in the street", "café añoranza ñandú"]


class Program(unittest.TestCase):
    def setUp(self):
        if not PROGRAM:
            self.skipTest("LEITMOTIF_PROGRAM does not name the program")

    def run_program(self, *arguments, text=None):
        return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, check=True).stdout

    def test_classify_is_the_programs_answer(self):
        lines = "".join(json.dumps({"id": i, "lyrics": text}) + "\n" for i, text in enumerate(LYRICS))
        for pipeline in ("corpus", "none"):
            printed = self.run_program("classify", "--jsonl", "--explain", "--pipeline", pipeline, text=lines).splitlines()
            answers = leitmotif.classify(LYRICS, pipeline=pipeline, explain=True)
            self.assertEqual([json.loads(line) for line in printed], list(answers))

    def test_recommend_is_the_programs_answer(self):
        with leitmotif.Library.memory() as library:
            for keys, options in (
                ({"topic": "sadness", "n": 5}, ["--topic", "sadness", "-n", "5"]),
                ({"mix": {"sadness": 0.7, "romantic": 0.3}, "variety": 0.2}, ["--mix", "sadness=0.7,romantic=0.3", "--variety", "0.2"]),
                ({"text": RAIN, "n": 3}, ["--text", RAIN, "-n", "3"]),
                ({"about": ["night"], "n": 4}, ["--about", "night", "-n", "4"]),
            ):
                with tempfile.TemporaryDirectory() as folder:
                    printed = json.loads(
                        self.run_program("--library", f"{folder}/l.db", "recommend", "--json", *options))
                answer = library.recommend(**keys)
                for one in (printed, answer):
                    del one["milliseconds"]
                self.assertEqual(printed, answer)


class Classify(unittest.TestCase):
    def test_one_lyric_is_a_dict(self):
        answer = leitmotif.classify(RAIN)
        self.assertEqual(answer["topic"], "sadness")
        self.assertAlmostEqual(sum(answer["topics"].values()), 1, places=5)

    def test_several_are_a_sequence_and_arrays(self):
        answers = leitmotif.classify(LYRICS, ids=list("abcdef"))
        self.assertEqual(len(answers), 6)
        self.assertEqual(answers[-1]["id"], "f")
        self.assertEqual([a["id"] for a in answers[1:3]], ["b", "c"])
        self.assertEqual(answers.probabilities.shape, (6, len(answers.labels)))
        self.assertEqual(answers.topics[0], "sadness")
        self.assertIsNone(answers.topics[2])
        self.assertEqual(answers.counted_words[2], 0)
        self.assertEqual(numpy.float32(answers[0]["topics"]["sadness"]),
                         answers.probabilities[0, answers.labels.index("sadness")])
        with self.assertRaises(IndexError):
            answers[6]

    def test_any_iterable_and_any_number_of_threads(self):
        many = [f"{text} {i}" for i in range(1200) for text in LYRICS]
        whole = leitmotif.classify(many, threads=1).probabilities
        numpy.testing.assert_array_equal(leitmotif.classify((text for text in many), threads=3).probabilities, whole)
        self.assertEqual(len(leitmotif.classify([])), 0)

    def test_arrays_are_shared_read_only_and_outlive_their_owner(self):
        answers = leitmotif.classify(LYRICS)
        first, second = answers.probabilities, answers.probabilities
        self.assertEqual(first.ctypes.data, second.ctypes.data)
        self.assertFalse(first.flags.writeable)
        before = first.copy()
        del answers, second
        gc.collect()
        leitmotif.classify(LYRICS * 50)
        numpy.testing.assert_array_equal(first, before)

    def test_what_is_no_lyric_is_refused(self):
        with self.assertRaisesRegex(TypeError, r"lyrics\[1\] is of type int"):
            leitmotif.classify(["a", 3])
        for wrong in (b"bytes", {"a": "b"}, 7):
            with self.assertRaises(TypeError):
                leitmotif.classify(wrong)
        with self.assertRaises(UnicodeEncodeError):
            leitmotif.classify(["\ud800"])
        with self.assertRaises(ValueError):
            leitmotif.classify(["a", "b"], ids=[1])

    def test_errors_have_the_librarys_kinds(self):
        with self.assertRaises(leitmotif.InvalidArgument) as caught:
            leitmotif.classify("a", pipeline="paper")
        self.assertEqual(caught.exception.kind, "invalid_argument")
        self.assertIsInstance(caught.exception, ValueError)
        with self.assertRaises(leitmotif.NotFound) as caught:
            leitmotif.classify("a", model="/nowhere/model.safetensors")
        self.assertIsInstance(caught.exception, leitmotif.Error)
        with tempfile.NamedTemporaryFile(suffix=".safetensors") as file:
            file.write(b"no model")
            file.flush()
            with self.assertRaises(leitmotif.CorruptData):
                leitmotif.classify("a", model=file.name)

    def test_words(self):
        self.assertIn("tear", leitmotif.words(RAIN))
        self.assertEqual(leitmotif.words(["two words", ""], pipeline="none"), [["two", "words"], []])


class Libraries(unittest.TestCase):
    def setUp(self):
        self.library = leitmotif.Library.memory()
        self.addCleanup(self.library.close)
        self.library.add([
            {"artist": "One", "title": "Rain", "year": 1999, "genre": "pop", "lyrics": RAIN},
            {"artist": "Two", "title": "Dance", "lyrics": PARTY},
            {"artist": "Three", "title": "Nothing"},
        ])

    def test_an_empty_one_answers_from_the_songbook(self):
        with leitmotif.Library.memory() as empty:
            self.assertTrue(empty.recommend(topic="sadness")["from_songbook"])
            self.assertGreater(len(empty.columns()), 3)

    def test_songs(self):
        self.assertEqual(len(self.library), 3)
        self.assertEqual([song["title"] for song in self.library.songs("pillow")], ["Rain"])
        number = self.library.songs("Dance")[0]["id"]
        self.assertEqual(self.library.song(number)["artist"], "Two")
        self.assertEqual(self.library.summary()["songs"], 3)
        exported = self.library.export(lyrics=True, vectors=True)
        self.assertEqual([song["title"] for song in exported], ["Rain", "Dance", "Nothing"])
        self.assertEqual(exported[0]["lyrics"], RAIN)

    def test_recommend(self):
        answer = self.library.recommend(topic="sadness", n=numpy.int64(1), genre=None)
        self.assertEqual(answer["songs"][0]["title"], "Rain")
        for keys in ({}, {"topic": "sadnes"}, {"topic": "sadness", "no_such_key": 1}, {"topic": "sadness", "n": "many"}):
            with self.assertRaises(leitmotif.InvalidArgument):
                self.library.recommend(**keys)
        with self.assertRaises(leitmotif.NotFound):
            self.library.similar(99)

    def test_columns_share_the_librarys_memory(self):
        columns, again = self.library.columns(), self.library.columns()
        for name in ("id", "year", "probabilities", "root_mixture", "counted_words"):
            one, other = getattr(columns, name), getattr(again, name)
            self.assertEqual(one.ctypes.data, other.ctypes.data, name)
            self.assertFalse(one.flags.writeable, name)
        self.assertEqual(columns.title, ["Rain", "Dance", "Nothing"])
        self.assertEqual(columns.genre[0], "pop")
        self.assertEqual(columns.topic[0], "sadness")
        self.assertEqual(columns.year.tolist(), [1999, columns.NO_YEAR, columns.NO_YEAR])
        self.assertAlmostEqual(float(columns.mixture[0].sum()), float(sum(self.library.song(1)["mixture"].values())), places=5)
        table = columns.table()
        self.assertTrue(all(len(column) == 3 for column in table.values()))
        self.assertTrue(numpy.isnan(table["year"][1]))

    def test_columns_outlive_the_library_and_do_not_change(self):
        columns = self.library.columns()
        kept = columns.probabilities
        before = kept.copy()
        self.library.add([{"artist": "Four", "title": "War", "lyrics": LYRICS[4]}])
        self.assertEqual(len(columns), 3)
        self.assertEqual(len(self.library.columns()), 4)
        del columns
        self.library.close()
        gc.collect()
        numpy.testing.assert_array_equal(kept, before)
        with self.assertRaises(ValueError):
            self.library.recommend(topic="sadness")

    def test_vectors_and_wishes(self):
        vectors = self.library.vectors()
        self.assertEqual(vectors.shape[0], 3)
        self.assertAlmostEqual(float(numpy.linalg.norm(vectors[0])), 1, places=2)
        self.assertFalse(vectors[2].any())
        self.assertIn("sad", [wish["name"] for wish in self.library.wishes()])
        scores = self.library.wish_scores("sad")
        self.assertGreater(scores[0], scores[1])
        with self.assertRaises(leitmotif.InvalidArgument):
            self.library.wish_scores("no such wish")

    def test_a_file_is_imported(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "songs.csv"
            file.write_text("artist,title,lyrics\nFive,Sea,ocean waves and the tears I cry\n")
            self.assertEqual(self.library.import_file(file)["imported"], 1)
            with self.assertRaises(leitmotif.NotFound):
                self.library.import_file(Path(folder) / "none.csv")

    def test_many_threads_at_once(self):
        expected = leitmotif.classify(LYRICS)[0]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: leitmotif.classify(LYRICS, threads=1)[0], range(40)))
            titles = list(pool.map(lambda _: self.library.recommend(topic="sadness")["songs"][0]["title"], range(40)))
        self.assertTrue(all(answer == expected for answer in answers))
        self.assertEqual(set(titles), {"Rain"})

    def test_other_threads_run_during_long_work(self):
        many = [f"{text} {i}" for i in range(700) for text in LYRICS]
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            work = pool.submit(lambda: leitmotif.classify(many, threads=1))
            turns = 0
            while not work.done():
                turns += 1
        self.assertGreater(turns, 100)
        self.assertEqual(len(work.result()), len(many))


class Importing(unittest.TestCase):
    def test_is_quick_and_light(self):
        code = ("import time, sys; begin = time.process_time(); import leitmotif; print(time.process_time() - begin);"
                "assert 'numpy' not in sys.modules and 'sklearn' not in sys.modules and 'pandas' not in sys.modules")
        seconds = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
                      for _ in range(3))
        self.assertLess(seconds, 0.2)

    def test_stubs_name_what_there_is(self):
        folder = Path(leitmotif.__file__).parent
        self.assertTrue((folder / "py.typed").exists())
        stub = (folder / "_native.pyi").read_text()
        for owner in (leitmotif._native, leitmotif._native.Engine, leitmotif._native.Reader, leitmotif._native.Columns,
                      leitmotif._native.Answers):
            for name in vars(owner):
                if not name.startswith("_"):
                    self.assertRegex(stub, rf"(def|class) {name}\b|\b{name}:", f"{owner} {name}")

    def test_every_public_name_has_a_docstring(self):
        for name in leitmotif.__all__:
            thing = getattr(leitmotif, name)
            self.assertTrue(thing.__doc__, name)
            for member, value in vars(thing).items() if isinstance(thing, type) else ():
                if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                    self.assertTrue(value.__doc__, f"{name}.{member}")


if __name__ == "__main__":
    unittest.main()
