"""Files as pieces of a megabyte, as they are kept in the database: no path is trusted, every server reads them."""

from collections.abc import Iterable, Iterator

MEGABYTE = 2**20


def megabytes(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes cut anew into pieces of a megabyte; the last may be shorter.

    >>> [len(piece) for piece in megabytes([b"a" * 700_000] * 3)]
    [1048576, 1048576, 2848]
    """
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= MEGABYTE:
            yield bytes(held[:MEGABYTE])
            del held[:MEGABYTE]
    if held:
        yield bytes(held)
