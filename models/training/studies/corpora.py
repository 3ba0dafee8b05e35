"""The texts of the studies in three parts: to train on, to choose by, and to judge by, which choose nothing."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence

import torch

from models.training import data, vocabulary
from models.training.data import Example, LabeledText
from models.training.data_sets import IMDB, WIKI_EN, TextFile
from models.training.studies.study import Workplace
from models.training.word_piece import WordPieceTokenizer

PIECES = 4000
_WIKI_VALIDATION = TextFile("valid.txt.gz", WIKI_EN.train.read)


@dataclass(frozen=True)
class StudyCorpus:
    train: Sequence[Example]
    validation: Sequence[Example]
    test: Sequence[Example]
    vocabulary: Sequence[str]


# What a masked model is trained on.
TEXTS = ("wikipedia", "wikipedia-articles", "wikipedia+reviews")


def masked_corpus(place: Workplace, text: str, length: int) -> StudyCorpus:
    """Texts in parts of at most `length` pieces; each split has its own articles and reviews.

    wikipedia           paragraphs of English Wikipedia
    wikipedia-articles  the same, joined to whole articles, so that nearly every part has the full length
    wikipedia+reviews   paragraphs, and after them reviews of IMDB
    """
    return stored(place, f"{text}-{length}", lambda: _read_masked(place, text, length))


def wikipedia_texts(place: Workplace, file: TextFile) -> list[LabeledText]:
    return file.read(place.data / "wiki_en" / file.name)


def _read_masked(place: Workplace, text: str, length: int) -> StudyCorpus:
    parts = [wikipedia_texts(place, file) for file in (WIKI_EN.train, _WIKI_VALIDATION, WIKI_EN.held_out)]
    if text == "wikipedia-articles":
        parts = [_articles(part) for part in parts]
    if text == "wikipedia+reviews":
        parts = [part + reviews for part, reviews in zip(parts, _reviews(place))]
    train, validation, test = parts
    tokens = vocabulary.cut(vocabulary.read(place.vocabulary), (item.text for item in train), PIECES)
    tokenizer = WordPieceTokenizer(tokens)
    return StudyCorpus(*(data.encode_in_parts(texts, tokenizer, length) for texts in (train, validation, test)), tokens)


def _articles(paragraphs: Sequence[LabeledText]) -> list[LabeledText]:
    """An article starts with a line `= Title =`."""
    articles: list[list[str]] = []
    for item in paragraphs:
        if item.text.startswith("= ") and item.text.endswith(" =") or not articles:
            articles.append([])
        articles[-1].append(item.text)
    return [LabeledText(" ".join(article), 0) for article in articles]


def _reviews(place: Workplace) -> tuple[list[LabeledText], list[LabeledText], list[LabeledText]]:
    """Of the training reviews every fiftieth for validation; of the test reviews every tenth."""
    train, test = (file.read(place.data / "imdb" / file.name) for file in (IMDB.train, IMDB.held_out))
    return [item for index, item in enumerate(train) if index % 50], train[::50], test[::10]


def stored(place: Workplace, name: str, read: Callable[[], StudyCorpus]) -> StudyCorpus:
    """Tokenized once; every later process loads the file."""
    path = place.runs.parent / "corpora" / f"{name}.pt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        torch.save(read(), unfinished)
        os.replace(unfinished, path)
    return torch.load(path)
