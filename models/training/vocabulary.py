"""Vocabulary files (one token a line, id = line number) and the cut of a large one to a training text."""

from pathlib import Path
from typing import Iterable, Sequence

from models.training.word_piece import CONTINUATION, SPECIAL_TOKENS, WordPieceTokenizer


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def write(path: Path, vocabulary: Sequence[str]) -> None:
    path.write_text("".join(f"{token}\n" for token in vocabulary), encoding="utf-8")


def cut(full: Sequence[str], texts: Iterable[str]) -> list[str]:
    """The special tokens, the pieces that occur in the texts and every single character, in the full list's order.

    The texts keep their tokens: the longest piece of the full list is still there. The characters make sure that
    whatever the full list can spell, the cut can spell as well.
    """
    tokenizer = WordPieceTokenizer(full, add_special_tokens=False)
    occurring = {token for text in texts for token in tokenizer.tokens(text)}
    kept = [token for token in full
            if token not in SPECIAL_TOKENS and (token in occurring or _is_single_character(token))]
    return [*SPECIAL_TOKENS, *kept]


def _is_single_character(token: str) -> bool:
    return len(token.removeprefix(CONTINUATION)) == 1
