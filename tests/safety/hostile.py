"""Values that nobody means well with, for every place in which a value can stand."""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote

LONG = "x" * 1_000_000


@dataclass(frozen=True)
class Value:
    """A value as it goes over the wire: `quoted` in addresses and forms, `written` in JSON.

    `is_unfit` says that the input shell refuses it wherever it stands.
    """

    name: str
    quoted: str = ""
    written: str = ""
    is_unfit: bool = False

    def __str__(self) -> str:
        return self.name


def text(name: str, value: str, *, is_unfit: bool = False) -> Value:
    """A text, which may stand anywhere."""
    quoted = quote(value, safe="", errors="surrogatepass")
    return Value(name, quoted, json.dumps(value), is_unfit)


def cursor(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


UNFIT = [
    text("NUL", "a\0b", is_unfit=True),
    text("lone surrogate", "a\ud800b", is_unfit=True),
    text("surrogates the wrong way round", "\udc00\ud800", is_unfit=True),
]
TEXTS = [
    text(name, value)
    for name, value in {
        "nothing": "",
        "blank": " \t ",
        "a million characters": LONG,
        "a million emoji": "🧨" * 250_000,
        "right to left": "\u202eevil\u202c שלום العالم",
        "zero width": "a\u200b\u200d\u2060\ufeffb",
        "combining": "Z" + "\u0301\u0316\u0334" * 60,
        "joined emoji": "👩‍👩‍👧‍👦🏴\U000e0067\U000e007f",
        "not characters": "\uffff\ufdd0\U0010ffff\ufffd",
        "control characters": "a\x01\x08\x0b\x1b[31m\x7f\x85",
        "line breaks": "a\r\nSet-Cookie: b=c\r\n\r\nd\u2028e",
        "dotless and sharp": "İıßſK\u0130",
        "SQL end": "'; DROP TABLE leadline; --",
        "SQL or": "1' OR '1'='1",
        "SQL union": "x) UNION SELECT 1,2,3--",
        "LIKE": "%_\\%",
        "template": "{{ 7*7 }}{% debug %}${7*7}#{7*7}",
        "format": "%s%n%d{0.__class__}{member}",
        "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "path": "../../../../etc/passwd",
        "Windows path": "..\\..\\boot.ini",
        "regular expression": "(((((a+)+)+)+)+)$[",
        "search syntax": "\"a* OR -b NEAR(c",
        "zero": "0",
        "minus one": "-1",
        "half": "0.5",
        "more than 32 bits": "2147483648",
        "more than 64 bits": "9223372036854775808",
        "thirty digits": "9" * 30,
        "five thousand digits": "9" * 5_000,
        "1e400": "1e400",
        "1e-400": "1e-400",
        "1e308": "1e308",
        "nan": "nan",
        "infinity": "-Infinity",
        "other digits": "٣٤",
        "no decimal digit": "²",
        "underscored": "1_000",
        "many places": "1.00000000000000000001",
        "no date": "2026-02-30",
        "year 0": "0000-01-01",
        "year 1": "0001-01-01",
        "year 9999": "9999-12-31",
        "year 10000": "10000-01-01",
        "instant": "2026-01-01T00:00:00+99:99",
        "no UUID": "01900000-zzzz-7000-8000-000000000000",
        "nil UUID": "00000000-0000-0000-0000-000000000000",
        "unknown UUID": "01900000-0000-7000-8000-000000000000",
        "UUID in braces": "{01900000-0000-7000-8000-000000000000}",
        "cursor of nothing": cursor(b"\x1f\x1f"),
        "cursor of words": cursor(b"a\x1fb"),
        "cursor of one number": cursor(b"9" * 40),
        "cursor of far days": cursor(b"0001-01-01T00:00:00+14:00\x1f01900000-0000-7000-8000-000000000000"),
        "cursor of big numbers": cursor(b"9" * 40 + b"\x1f01900000-0000-7000-8000-000000000000"),
        "cursor of NUL": cursor(b"a\0b\x1f01900000-0000-7000-8000-000000000000"),
        "cursor of no text": cursor(b"\xff\xfe\x1f\xff"),
        "cursor of NaN": cursor(b"NaN\x1fNaN"),
        "cursor cut short": "YQ=",
        "key of an item too far": "OWN-99999999999999999999",
        "list in brackets": "[1,2,3]",
    }.items()
]  # fmt: skip
WRITTEN = [
    *(
        Value(f"JSON {name}", written=written, is_unfit=True)
        for name, written in {
            "NaN": "NaN",
            "infinity": "-Infinity",
            "1e400": "1e400",
            "400 digits": "9" * 400,
            "five thousand digits": "9" * 5_000,
            "the same key twice": '{"a": 1, "a": 2}',
            "66 levels": "[" * 66 + "]" * 66,
            "a hundred thousand levels": "[" * 100_000 + "]" * 100_000,
            "half a list": "[1, 2",
            "escaped NUL": '"\\u0000"',
            "escaped surrogate": '"\\ud83d"',
            "key with NUL": '{"\\u0000": 1}',
        }.items()
    ),
    *(
        Value(f"JSON {name}", written=written)
        for name, written in {
            "null": "null",
            "true": "true",
            "false": "false",
            "zero": "0",
            "minus one": "-1",
            "minus zero": "-0.0",
            "half": "0.5",
            "1e308": "1e308",
            "1e-320": "1e-320",
            "thirty digits": "9" * 30,
            "300 digits": "9" * 300,
            "empty list": "[]",
            "list of null": "[null]",
            "list of a text": '["x"]',
            "list of lists": '[["x"], [["y"]]]',
            "ten thousand entries": json.dumps(["x"] * 10_000),
            "ten thousand ids": json.dumps(["01900000-0000-7000-8000-000000000000"] * 10_000),
            "the same id twice": json.dumps(["01900000-0000-7000-8000-000000000000"] * 2),
            "empty object": "{}",
            "object": '{"id": 1}',
            "object of odd keys": '{"__proto__": {"x": 1}, "": "", "💥": []}',
            "60 levels": '{"a":' * 60 + "1" + "}" * 60,
        }.items()
    ),
]
IN_ADDRESSES = [*UNFIT, *TEXTS]
IN_FORMS = IN_ADDRESSES
IN_JSON = [*UNFIT, *TEXTS, *WRITTEN]
BODIES = [
    Value("no body", written=""),
    Value("white space", written="  \n"),
    Value("byte order mark", written="\ufeff{}", is_unfit=True),
    Value("two objects", written="{} {}", is_unfit=True),
    Value("words", written="hello", is_unfit=True),
    Value("JSON with comments", written='{"a": 1 /* one */}', is_unfit=True),
    *(value for value in WRITTEN if not value.is_unfit and len(value.written) < 5_000),
    *(value for value in WRITTEN if value.is_unfit),
]
"""What may come in place of a whole JSON body."""
