"""The held-out test texts as files that `attnscope eval` reads, written once."""

import os
from pathlib import Path

from models.training.data_sets import WIKI_EN
from models.training.studies.corpora import wikipedia_texts
from models.training.studies.labeled_corpora import SOURCES, labeled_texts
from models.training.studies.study import Workplace
from models.training.write_evaluation_file import spread_sentences


def test_file(place: Workplace, data_set: str) -> Path:
    """Of the data set with this name: a paragraph a line, or `sentence label` with a tab between."""
    if data_set == WIKI_EN.name:
        return wikipedia_test_file(place)
    source = next(source for source in SOURCES.values() if source.data_set.name == data_set)
    _, _, test = labeled_texts(place, source)
    rows = [f"{item.text}\t{item.label}" for item in test]
    return _written(place, f"{source.name}-test.tsv", ["sentence\tlabel", *rows])


def wikipedia_test_file(place: Workplace) -> Path:
    return _written(place, "wikipedia-test.txt", [item.text for item in wikipedia_texts(place, WIKI_EN.held_out)])


def wikipedia_sentence_file(place: Workplace) -> Path:
    """200 sentences, evenly spaced over all articles."""
    paragraphs = (item.text for item in wikipedia_texts(place, WIKI_EN.held_out))
    return _written(place, "wikipedia-sentences.txt", spread_sentences(paragraphs, 200))


def _written(place: Workplace, name: str, lines: list[str]) -> Path:
    path = place.runs.parent / "texts" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        os.replace(unfinished, path)
    return path
