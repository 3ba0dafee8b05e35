"""BERT's tokenizer: text -> words (normalize, split at white space and punctuation) -> WordPieces."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Mapping, Sequence

SPECIAL_TOKENS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
CONTINUATION = "##"

# A longer word becomes one [UNK], as in BERT.
_LONGEST_WORD = 100

_SPECIAL_TOKEN = re.compile("(" + "|".join(map(re.escape, SPECIAL_TOKENS)) + ")")
_CJK_RANGES = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
               (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


@dataclass
class WordPieceTokenizer:
    """Lower-cases, strips accents and sets CJK characters apart, as bert-base-uncased does."""

    vocabulary: Sequence[str]
    add_special_tokens: bool = True
    _id_of: Mapping[str, int] = field(init=False, repr=False)
    # A corpus repeats its words.
    _pieces_of: dict[str, list[str]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._id_of = {token: index for index, token in enumerate(self.vocabulary)}

    def tokens(self, text: str) -> list[str]:
        pieces = [piece for word in split_words(text) for piece in self.word_pieces(word)]
        return ["[CLS]", *pieces, "[SEP]"] if self.add_special_tokens else pieces

    def ids(self, text: str) -> list[int]:
        return [self._id_of[token] for token in self.tokens(text)]

    def word_pieces(self, word: str) -> list[str]:
        if word not in self._pieces_of:
            self._pieces_of[word] = self._split_word(word)
        return self._pieces_of[word]

    def _split_word(self, word: str) -> list[str]:
        """Takes the longest piece that fits, from the left; a word with a part that nothing fits is [UNK]."""
        if word in SPECIAL_TOKENS:
            return [word]
        if len(word) > _LONGEST_WORD:
            return ["[UNK]"]
        pieces: list[str] = []
        start = 0
        while start < len(word):
            piece, start = self._longest_piece(word, start)
            if piece is None:
                return ["[UNK]"]
            pieces.append(piece)
        return pieces

    def _longest_piece(self, word: str, start: int) -> tuple[str | None, int]:
        prefix = CONTINUATION if start > 0 else ""
        for end in range(len(word), start, -1):
            piece = prefix + word[start:end]
            if piece in self._id_of:
                return piece, end
        return None, start


def split_words(text: str) -> list[str]:
    """Words and punctuation marks in order; special tokens written in the text stay whole."""
    words: list[str] = []
    for part in _SPECIAL_TOKEN.split(text):
        if part in SPECIAL_TOKENS:
            words.append(part)
        else:
            words.extend(_split_plain_text(part))
    return words


def _split_plain_text(text: str) -> list[str]:
    spaced = "".join(map(_spaced_character, text))
    return "".join(map(_set_apart_punctuation, _strip_accents(spaced.lower()))).split()


@cache
def _spaced_character(character: str) -> str:
    if character in "\t\n\r" or unicodedata.category(character) == "Zs":
        return " "
    if character in "\0\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    return f" {character} " if _is_cjk(character) else character


def _strip_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


@cache
def _set_apart_punctuation(character: str) -> str:
    return f" {character} " if _is_punctuation(character) else character


def _is_punctuation(character: str) -> bool:
    """ASCII symbols such as $ and ^ count too, although Unicode does not call them punctuation."""
    is_ascii_symbol = "!" <= character <= "~" and not character.isalnum()
    return is_ascii_symbol or unicodedata.category(character).startswith("P")


def _is_cjk(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _CJK_RANGES)
