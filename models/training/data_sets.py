"""The texts that the bundled models are trained on, each a folder of files in the form in which it is distributed."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Sequence

from models.training.data import LabeledText


@dataclass(frozen=True)
class TextFile:
    name: str
    read: Callable[[Path], list[LabeledText]]


@dataclass(frozen=True)
class DataSet:
    name: str
    labels: tuple[str, ...]  # none: running text
    train: TextFile
    held_out: TextFile
    # "dev" chooses the best epoch; with "test" the last one is kept, so that the figure is not optimistic.
    held_out_kind: str


def _lines(path: Path) -> list[str]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        return file.read().split("\n")


def _read_sst2(path: Path) -> list[LabeledText]:
    """GLUE's tab-separated `sentence label`; its training phrases end in a space."""
    rows = (line.rsplit("\t", 1) for line in _lines(path)[1:] if line)
    return [LabeledText(text.strip(), int(label)) for text, label in rows]


_AG_NEWS_LABELS = ("World", "Sports", "Business", "Sci/Tech")


def _read_ag_news_rows(path: Path) -> list[LabeledText]:
    rows = (line.rsplit("\t", 1) for line in _lines(path) if line)
    return [LabeledText(_plain_news(text), _AG_NEWS_LABELS.index(label)) for text, label in rows]


def _read_ag_news_csv(path: Path) -> list[LabeledText]:
    """The official `class, title, description`; titles are left out, since the training rows have none."""
    with open(path, encoding="utf-8", newline="") as file:
        return [LabeledText(_plain_news(text), int(number) - 1) for number, _title, text in csv.reader(file)]


def _plain_news(text: str) -> str:
    """The corpus lost the ampersand of its character references and has backslashes for line ends."""
    return text.replace(" #39;", "'").replace("#39;", "'").replace("\\", " ").strip()


def _read_r8(path: Path) -> list[LabeledText]:
    rows = (line.split("\t", 1) for line in _lines(path) if line)
    return [LabeledText(text.strip(), _R8_LABELS.index(label)) for label, text in rows]


_R8_LABELS = ("acq", "crude", "earn", "grain", "interest", "money-fx", "ship", "trade")


def _read_imdb(path: Path) -> list[LabeledText]:
    """`id label rating text` under a header."""
    rows = (line.split("\t", 3) for line in _lines(path)[1:] if line)
    return [LabeledText(text.replace("<br />", " ").strip(), int(label)) for _id, label, _rating, text in rows]


_TREC_LABELS = ("ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM")


def _read_trec(path: Path) -> list[LabeledText]:
    rows = (line.split("\t", 2) for line in _lines(path) if line)
    return [LabeledText(text.strip(), _TREC_LABELS.index(coarse)) for coarse, _fine, text in rows]


def _read_sst2_gold(path: Path) -> list[LabeledText]:
    """`index sentence` without labels, which stand beside it in a file of `index label`."""
    sentences = dict(line.split("\t", 1) for line in _lines(path)[1:] if line)
    labels = dict(line.split("\t", 1) for line in _lines(path.with_name("test_gold.tsv"))[1:] if line)
    return [LabeledText(sentences[index].strip(), int(label)) for index, label in labels.items()]


def imdb_ratings(path: Path) -> list[int]:
    """Stars, 1 to 4 and 7 to 10, of the reviews in the order of the file."""
    return [int(line.split("\t", 3)[2]) for line in _lines(path)[1:] if line]


def _read_paragraphs(path: Path) -> list[LabeledText]:
    return [LabeledText(line.strip(), 0) for line in _lines(path) if line.strip()]


SST2 = DataSet("SST-2", ("negative", "positive"), TextFile("train.tsv", _read_sst2), TextFile("dev.tsv", _read_sst2),
               "dev")
AG_NEWS = DataSet("AG News, 10,001 of the training rows", _AG_NEWS_LABELS,
                  TextFile("train_subset.tsv", _read_ag_news_rows), TextFile("test.csv", _read_ag_news_csv), "test")
R8 = DataSet("Reuters-21578 R8", _R8_LABELS, TextFile("train.tsv", _read_r8), TextFile("test.tsv", _read_r8), "test")
TREC = DataSet("TREC", _TREC_LABELS, TextFile("train.tsv", _read_trec), TextFile("test.tsv", _read_trec), "test")
SST2_TEST = TextFile("test.tsv", _read_sst2_gold)
IMDB = DataSet("IMDB", ("negative", "positive"), TextFile("train.tsv.gz", _read_imdb),
               TextFile("test5k.tsv.gz", _read_imdb), "test")
WIKI_EN = DataSet("English Wikipedia, 1,125 articles", (), TextFile("train.txt.gz", _read_paragraphs),
                  TextFile("test.txt.gz", _read_paragraphs), "test")


def held_out_texts(data_set: DataSet, folder: Path) -> Sequence[LabeledText]:
    return data_set.held_out.read(folder / data_set.held_out.name)


def train_texts(data_set: DataSet, folder: Path) -> Sequence[LabeledText]:
    return data_set.train.read(folder / data_set.train.name)
