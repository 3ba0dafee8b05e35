"""The held-out texts as files that `attnscope eval` reads, written once."""

import os
from pathlib import Path
from typing import Iterable

from models.training.data_sets import WIKI_EN
from models.training.studies.corpora import wikipedia_texts
from models.training.studies.study import Workplace


def wikipedia_test_file(place: Workplace) -> Path:
    """One paragraph a line."""
    return _written(place, "wikipedia-test.txt", lambda: (item.text for item in wikipedia_texts(place, WIKI_EN.held_out)))


def _written(place: Workplace, name: str, lines) -> Path:
    path = place.runs.parent / "texts" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
        os.replace(unfinished, path)
    return path
