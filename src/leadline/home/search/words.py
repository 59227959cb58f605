"""What a word is: the same rules for what is found and for what is asked, on both databases.

Text is put in lower case (Unicode case folding), marks above and below letters are taken off,
and compatibility forms are made plain. A word is a run of letters and digits; each Chinese,
Japanese or Korean character is a word of its own, since those scripts put no space between words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

LONGEST_WORD = 40
MOST_ASKED = 8
MARKS = re.compile("[\u0300-\u036f]+")
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


def folded(text: str) -> str:
    """The text in lower case and without diacritics: "Ångström" is "angstrom"."""
    if text.isascii():
        return text.lower()
    apart = MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFKC", apart)


def words_of(text: str) -> list[str]:
    """The words of a text, in their order."""
    return [word[:LONGEST_WORD] for word in WORD.findall(folded(text))]


def asked_words(query: str) -> list[str]:
    """The words of a question: each once, and no more than the first eight."""
    return [*dict.fromkeys(words_of(query))][:MOST_ASKED]


def hits(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that are, or begin with, one of the folded words."""
    if text.isascii():
        begun = "|".join(map(re.escape, words))
        for match in re.finditer(rf"(?<![a-z0-9])(?:{begun})[a-z0-9]*", text.lower()):
            yield match.span()
        return
    for match in re.finditer(r"[^\W_]+", text):
        if folded(match.group()).startswith(tuple(words)):
            yield match.span()
