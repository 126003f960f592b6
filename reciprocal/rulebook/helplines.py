"""Helplines for people in danger: shown for 90 days after a check, since an old number is worse than none.

They are kept in `helplines.toml`. A row, and each line of text that names it, falls away by itself; 999 never does.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from reciprocal.rulebook.reading import Table

FILE: Final = Path(__file__).parent / "helplines.toml"
GOOD_FOR: Final = timedelta(days=90)


@dataclass(frozen=True)
class Helpline:
    """One helpline: its short name, who answers, for whom, when, and when and how the row was checked last."""

    key: str
    name: str
    number: str
    for_whom: str
    hours: str
    checked_on: date
    checked_by: str

    def shown(self, on: date) -> bool:
        """Say whether the row may stand on a page on a day."""
        return self.checked_on <= on <= self.checked_on + GOOD_FOR


@cache
def helplines() -> tuple[Helpline, ...]:
    """Read all helplines. Raises SchemeError, with one sentence, where the file has a mistake."""
    top = Table(tomllib.loads(FILE.read_text(encoding="utf-8")), FILE.name)
    found = []
    for row in top.tables("helplines"):
        found.append(
            Helpline(
                row.text("key"),
                row.text("name"),
                row.text("number"),
                row.text("for_whom"),
                row.text("hours"),
                row.day("checked_on"),
                row.text("checked_by"),
            )
        )
        row.done()
    top.done()
    return tuple(found)


def known(on: date) -> dict[str, str]:
    """Give name, number, hours and day of the check of each helpline that was checked lately, by its short name."""
    return {
        row.key: f"the {row.name} on {row.number} ({row.hours}; checked on {row.checked_on:%-d %B %Y})"
        for row in helplines()
        if row.shown(on)
    }
