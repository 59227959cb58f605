"""Texts as the pieces of words that MiniLM-L6 knows (BERT's uncased WordPiece)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

START, END, UNKNOWN = 101, 102, 100
LONGEST_WORD = 100
REMEMBERED = 50_000

# As BERT counts them: CJK ideographs, each a word of its own.
IDEOGRAPHS = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F)),
    *((0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)


@dataclass(frozen=True, eq=False)
class Pieces:
    """The vocabulary (piece → number); words once cut are remembered."""

    numbers: Mapping[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, vocabulary: str) -> "Pieces":
        """From one piece per line."""
        return cls({piece: at for at, piece in enumerate(vocabulary.splitlines())})

    def cut(self, text: str, most: int) -> tuple[int, ...]:
        """The numbers of the text's pieces between start and end, `most` in all."""
        body = [number for word in words(text) for number in self._word(word)]
        return (START, *body[: most - 2], END)

    def _word(self, word: str) -> tuple[int, ...]:
        if word not in self.known:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[word] = self._pieces(word)
        return self.known[word]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Greedily the longest piece, then the longest that continues it; or unknown as a whole."""
        found: list[int] = []
        at = 0
        while at < len(word) <= LONGEST_WORD:
            end = next((end for end in range(len(word), at, -1) if self._is(word, at, end)), at)
            if end == at:
                return (UNKNOWN,)
            found.append(self.numbers[_piece(word, at, end)])
            at = end
        return tuple(found) or (UNKNOWN,)

    def _is(self, word: str, at: int, end: int) -> bool:
        return _piece(word, at, end) in self.numbers


def _piece(word: str, at: int, end: int) -> str:
    return word[at:end] if at == 0 else f"##{word[at:end]}"


def words(text: str) -> list[str]:
    """Lower-case words without accents; each mark of punctuation and each ideograph is one."""
    plain = text.lower() if text.isascii() else _plain(text)
    return plain.translate(SPACING).split()


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if unicodedata.category(each) != "Mn").lower()


class _Spacing(dict[int, str]):
    """What stands for each character; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _stands_for(chr(code))
        return self[code]


SPACING = _Spacing()


def _stands_for(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in "\t\n\r" or kind in {"Zs", "Zl", "Zp"}:
        return " "
    if letter == "\ufffd" or kind.startswith("C"):
        return ""
    return f" {letter} " if _stands_alone(letter, kind) else letter


def _stands_alone(letter: str, kind: str) -> bool:
    code = ord(letter)
    if code < 128:
        return not letter.isalnum() and letter.isprintable()
    return kind.startswith("P") or any(low <= code <= high for low, high in IDEOGRAPHS)
