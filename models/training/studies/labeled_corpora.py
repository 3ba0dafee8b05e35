"""Labeled texts in three parts. Where a data set has no validation texts, every tenth training text is one."""

import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Sequence

from models.training import data, vocabulary
from models.training.data import LabeledText
from models.training.data_sets import AG_NEWS, IMDB, R8, SST2, SST2_TEST, TREC, DataSet, TextFile
from models.training.studies.corpora import StudyCorpus, stored
from models.training.studies.study import Workplace
from models.training.word_piece import WordPieceTokenizer

_TRAINING_TEXTS_FOR_ONE_OF_VALIDATION = 10


@dataclass(frozen=True)
class LabeledSource:
    name: str  # of its folder too
    data_set: DataSet
    validation: TextFile | None  # none: cut from the training texts
    test: TextFile

    def chosen_on_validation(self) -> DataSet:
        """The data set as the training loop sees it: what it holds out may choose the epoch."""
        return replace(self.data_set, held_out_kind="dev")


SOURCES = {source.name: source for source in (
    LabeledSource("sst2", SST2, SST2.held_out, SST2_TEST),
    LabeledSource("trec", TREC, None, TREC.held_out),
    LabeledSource("ag_news", AG_NEWS, None, AG_NEWS.held_out),
    LabeledSource("reuters_r8", R8, None, R8.held_out),
    LabeledSource("imdb", IMDB, None, IMDB.held_out),
)}


@dataclass(frozen=True)
class Encoding:
    """How texts become numbers."""

    pieces: int = 8000  # of the vocabulary, cut to the training texts
    longest: int | None = None  # tokens of a training or validation text; test texts are cut by the model alone
    special_tokens: bool = True


def labeled_corpus(place: Workplace, source: LabeledSource, encoding: Encoding) -> StudyCorpus:
    def read() -> StudyCorpus:
        train, _, _ = labeled_texts(place, source)
        return encoded(place, source, encoding, vocabulary.cut(vocabulary.read(place.vocabulary),
                                                               (item.text for item in train), encoding.pieces))
    return stored(place, f"{source.name}-{encoding.pieces}-{encoding.longest}-{encoding.special_tokens}", read)


def encoded(place: Workplace, source: LabeledSource, encoding: Encoding, tokens: Sequence[str]) -> StudyCorpus:
    train, validation, test = labeled_texts(place, source)
    tokenizer = WordPieceTokenizer(tokens, add_special_tokens=encoding.special_tokens)
    return StudyCorpus(data.encode(train, tokenizer, encoding.longest),
                       data.encode(validation, tokenizer, encoding.longest), data.encode(test, tokenizer), tokens)


def labeled_texts(place: Workplace, source: LabeledSource) -> tuple[list[LabeledText], ...]:
    """Training, validation and test texts."""
    folder = place.data / source.name
    train = _without_repeats(source.data_set.train.read(folder / source.data_set.train.name))
    test = source.test.read(folder / source.test.name)
    if source.validation:
        return train, source.validation.read(folder / source.validation.name), test
    order = random.Random(1).sample(train, len(train))
    return (*_split(order), test)


def _split(texts: list[LabeledText]) -> tuple[list[LabeledText], list[LabeledText]]:
    step = _TRAINING_TEXTS_FOR_ONE_OF_VALIDATION
    return [item for index, item in enumerate(texts) if index % step], texts[::step]


def _without_repeats(texts: Sequence[LabeledText]) -> list[LabeledText]:
    """A text that occurs twice could be learned and judged at once."""
    return list({item.text: item for item in texts}.values())
