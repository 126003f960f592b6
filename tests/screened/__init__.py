"""Lines with marks in them, written for the identifier screen, and what is counted over them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SURE = {"phone", "email", "postcode", "national_insurance", "nhs_number", "vehicle"}
"""The kinds whose form says so much that 99 in a hundred are asked for."""
_MARK = re.compile(r"\{(?P<kind>[a-z_]+)\|(?P<words>[^}]+)\}")


@dataclass(frozen=True)
class Line:
    """A line without its marks, the places that were marked, and the part of the file in which it stands."""

    text: str
    marks: tuple[tuple[int, int, str], ...]
    part: str


def read(line: str, part: str = "") -> Line:
    """Takes the marks out of a line, and keeps where they were."""
    text, marks, last = "", [], 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match["words"]), match["kind"]))
        text += match["words"]
        last = match.end()
    return Line(text + line[last:], tuple(marks), part)


def lines(file: str) -> Iterator[Line]:
    """The lines of a file; `# == x` begins a part."""
    part = ""
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("# == "):
            part = line.removeprefix("# == ")
        elif line and not line.startswith("#"):
            yield read(line, part)


def with_interval(hits: int, of: int) -> dict[str, Any]:
    """A share with Wilson's interval of 95 in a hundred."""
    share, square = hits / of, 1.96**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = 1.96 * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return {
        "found": hits,
        "of": of,
        "share": round(share, 3),
        "interval": [round(middle - half, 3), round(middle + half, 3)],
    }
