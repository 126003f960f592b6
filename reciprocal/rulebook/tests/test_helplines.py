"""A helpline stands on a page from the day of its check on, for 90 days, and not before or after."""

from datetime import date, timedelta

import pytest

from reciprocal.rulebook.exits import EXITS, in_words
from reciprocal.rulebook.helplines import GOOD_FOR, Helpline, helplines, known
from reciprocal.rulebook.tests.cases import LONDON


@pytest.mark.parametrize("row", helplines(), ids=lambda row: row.key)
def test_a_row_falls_away_by_itself(row: Helpline) -> None:
    last = row.checked_on + GOOD_FOR
    shown = [row.key in known(day) for day in (row.checked_on - timedelta(days=1), row.checked_on, last)]
    assert shown == [False, True, True]
    assert row.key not in known(last + timedelta(days=1))
    assert row.checked_by
    assert row.hours


def test_its_line_falls_away_with_it() -> None:
    day = max(row.checked_on for row in helplines())
    line = (
        "For domestic abuse, call the National Domestic Abuse Helpline on 0808 2000 247 (24 hours, free; checked on"
        " 24 November 2026)."
    )
    assert line in in_words(EXITS["E5"], LONDON, day, known(day)).ways
    later = day + timedelta(days=91)
    assert not any("0808" in way for way in in_words(EXITS["E5"], LONDON, later, known(later)).ways)


def test_no_key_stands_twice() -> None:
    keys = [row.key for row in helplines()]
    assert len(keys) == len(set(keys))
    assert known(date(2000, 1, 1)) == {}
