"""Which characters the bytes of a text file stand for."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leadline.foundation.tabular.limits import Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OFFERED = (
    "utf-8", "cp1252", "utf-16", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_15", "mac_roman",
    "cp932", "gb18030", "big5", "euc_kr",
)  # fmt: skip
SAMPLE = 256 * 1024
HIGH_LINES = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True)
class Encoding:
    """A codec, and whether bytes that do not fit it are shown as � instead of refused."""

    name: str
    lenient: bool = False

    @property
    def errors(self) -> str:
        """What `open` does with bytes that do not fit."""
        return "replace" if self.lenient else "strict"


def detect(path: Path) -> Encoding:
    """The encoding of a file: by its mark, else UTF-8 where it fits, else by its statistics.

    Raises `Unreadable` for what is no text.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    for mark, name in BOMS:
        if head.startswith(mark):
            return Encoding(name, lenient=True)
    if wide := _utf16_without_mark(head):
        return Encoding(wide, lenient=True)
    _refuse_binary(head)
    valid, broken, sample = _look_through(path)
    if not broken:
        return Encoding("utf-8")
    if valid > 5 * broken:
        return Encoding("utf-8", lenient=True)
    return Encoding(_guess(sample), lenient=True)


def text_of(path: Path) -> str:
    """All that the file says, without NUL; raises `Unreadable` for what is no text."""
    found = detect(path)
    with path.open(encoding=found.name, errors=found.errors, newline="") as file:
        return file.read().replace("\x00", "")


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _refuse_binary(head: bytes) -> None:
    odd = sum(head.count(bytes([code])) for code in (0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16))
    if odd > max(8, len(head) // 100):
        raise Unreadable(
            "This is no text file.", "Export the work as CSV or as an Excel workbook (.xlsx)."
        )


def _look_through(path: Path) -> tuple[int, int, bytes]:
    """How many characters of several bytes are sound UTF-8, how many are not, and lines with high bytes."""
    valid = broken = 0
    sample = bytearray()
    for block in _blocks(path):
        try:
            block.decode("utf-8")
            valid += 0 if block.isascii() else len(MULTIBYTE.findall(block))
        except UnicodeDecodeError:
            found = len(MULTIBYTE.findall(block))
            valid += found
            broken += max(1, _high_bytes(MULTIBYTE.sub(b"", block)))
            if len(sample) < SAMPLE:
                sample += b"".join(HIGH_LINES.findall(block))[:SAMPLE]
    return valid, broken, bytes(sample)


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks that end with a line, so that no character is cut in two."""
    with path.open("rb") as file:
        rest = b""
        while block := file.read(SAMPLE):
            block = rest + block
            end = block.rfind(b"\n") + 1
            if not end and len(block) < 8 * SAMPLE:
                rest = block
                continue
            end = end or len(block)
            yield block[:end]
            rest = block[end:]
        if rest:
            yield rest


def _high_bytes(block: bytes) -> int:
    return sum(1 for byte in block if byte > 0x7F)


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(OFFERED[1:2] + OFFERED[3:])).best()
    if found is None or found.encoding in ("cp1250", "mac_roman", "iso8859_15", "cp1254"):
        # Short western texts fit these as well; by far most of them are Windows'.
        return "cp1252" if _fits_western(sample) else (found.encoding if found else "cp1252")
    return str(found.encoding)


def _fits_western(sample: bytes) -> bool:
    letters = sum(1 for byte in sample if byte >= 0xC0)
    marks = sum(1 for byte in sample if 0x80 <= byte < 0xC0)
    return b"\x81" not in sample and letters >= marks
