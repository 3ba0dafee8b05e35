"""Noise in the words of a text: a share of them dropped, or misspelled."""

import random
from typing import Callable, Sequence

from models.training.data import LabeledText

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)


def _dropped(_word: str, _generator: random.Random) -> str:
    return ""


def _misspelled(word: str, generator: random.Random) -> str:
    """Two neighboring letters change places; a single letter becomes another."""
    if len(word) < 2:
        return generator.choice("abcdefghijklmnopqrstuvwxyz")
    first = generator.randrange(len(word) - 1)
    return word[:first] + word[first + 1] + word[first] + word[first + 2:]


NOISES: dict[str, Callable[[str, random.Random], str]] = {"dropped": _dropped, "misspelled": _misspelled}


def noisy(texts: Sequence[LabeledText], noise: str, share: float, seed: int) -> list[LabeledText]:
    """Each word with probability `share`; the words of a larger share include those of a smaller one."""
    generator = random.Random(seed)
    return [LabeledText(_noisy_text(item.text, NOISES[noise], share, generator), item.label) for item in texts]


def _noisy_text(text: str, change: Callable[[str, random.Random], str], share: float, generator: random.Random) -> str:
    words: list[str] = []
    for word in text.split():
        is_hit, of_word = generator.random() < share, random.Random(generator.random())
        words.append(change(word, of_word) if is_hit else word)
    return " ".join(word for word in words if word)
