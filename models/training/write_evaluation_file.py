"""Writes the held-out texts of a recipe in the form that `attnscope eval --data` reads.

    python3 -m models.training.write_evaluation_file RECIPE --data DATA_FOLDER --out F.tsv

Classification: `sentence label` with a tab between, the label as a number. Running text: one paragraph a line, or with
`--sentences N` so many of its sentences, evenly spaced over all articles.
"""

import argparse
import re
from pathlib import Path
from typing import Iterable, Iterator

from models.training.data import LabeledText
from models.training.data_sets import held_out_texts
from models.training.recipes import RECIPES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m models.training.write_evaluation_file")
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("--data", type=Path, required=True, help="folder with the files of the data set")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("--sentences", type=int, help="of running text: this many sentences in place of paragraphs")
    options = parser.parse_args()
    data_set = RECIPES[options.recipe].data_set
    lines = _lines(held_out_texts(data_set, options.data), has_labels=bool(data_set.labels))
    if options.sentences:
        lines = spread_sentences(lines, options.sentences)
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _lines(texts: Iterable[LabeledText], has_labels: bool) -> list[str]:
    if not has_labels:
        return [item.text for item in texts]
    return ["sentence\tlabel", *(f"{item.text}\t{item.label}" for item in texts)]


# Neither fragments nor what the models would cut: 64 word pieces are some 40 words.
FEWEST_WORDS, MOST_WORDS = 6, 30


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in re.split(r"(?<=[.!?]) +(?=[A-Z\"])", paragraph.strip()):
            if FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS and sentence[-1] in ".!?":
                yield sentence


def spread_sentences(paragraphs: Iterable[str], count: int) -> list[str]:
    """So many sentences, evenly spaced."""
    sentences = list(_sentences(paragraphs))
    return [sentences[index * len(sentences) // count] for index in range(min(count, len(sentences)))]


if __name__ == "__main__":
    main()
