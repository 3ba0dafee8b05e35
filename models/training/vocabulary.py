"""Vocabulary files (one token a line, id = line number) and the cut of a large one to a training text."""

from collections import Counter
from pathlib import Path
from typing import Iterable, Sequence

from models.training.word_piece import CONTINUATION, SPECIAL_TOKENS, WordPieceTokenizer, split_words


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def write(path: Path, vocabulary: Sequence[str]) -> None:
    path.write_text("".join(f"{token}\n" for token in vocabulary), encoding="utf-8")


def cut(full: Sequence[str], texts: Iterable[str], pieces: int) -> list[str]:
    """The special tokens, the pieces that are most frequent in the texts, and their characters, in the full list's order.

    The characters spell every word of the texts that the full list can spell. Others would keep their random
    embedding, where [UNK] is trained.
    """
    words = Counter(word for text in texts for word in split_words(text) if word not in SPECIAL_TOKENS)
    frequent = {piece for piece, _ in _piece_counts(full, words).most_common(pieces)}
    characters = {character for word in words for character in word}
    kept = [token for token in full if token not in SPECIAL_TOKENS
            and (token in frequent or token.removeprefix(CONTINUATION) in characters)]
    return [*SPECIAL_TOKENS, *kept]


def _piece_counts(full: Sequence[str], words: Counter[str]) -> Counter[str]:
    tokenizer = WordPieceTokenizer(full)
    counts: Counter[str] = Counter()
    for word, occurrences in words.items():
        for piece in tokenizer.word_pieces(word):
            counts[piece] += occurrences
    return counts
