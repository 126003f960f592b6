"""A date is a date of birth only where the words beside it say so; tested on both sides."""

from __future__ import annotations

import pytest

from reciprocal.screen.births import dates_of_birth
from reciprocal.screen.look import look


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in dates_of_birth(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("DOB 04/11/1987", ["04/11/1987"]),
        ("d.o.b. is 4-11-87", ["4-11-87"]),
        ("born in Leeds on 4 November 1987", ["4 November 1987"]),
        ("her birthday is 12th of June", ["12th of June"]),
        ("21/02/1990 is her date of birth", ["21/02/1990"]),
        ("DOBs: 1/2/2014 and 3/4/2016", ["1/2/2014", "3/4/2016"]),
        ("turned 18 on 9 May", ["9 May"]),
        ("her son (14/08/2014) has asthma", ["14/08/2014"]),
        ("born 1979", ["1979"]),
    ],
)
def test_a_date_beside_the_word_is_found(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "tenancy began 04/11/1987",
        "notice served 1/2/2024, expires 3/4/2024",
        "hearing on 12 May 2024",
        "born here, moved out 3/4/2019",
        "newborn, discharged on 4 June",
        "the review (14/08/2024) was refused",
        "since 1979",
    ],
)
def test_any_other_date_stays_clean(text: str) -> None:
    assert found(text) == []


def test_a_tenancys_date_beside_a_date_of_birth_stays_clean() -> None:
    assert found("tenancy since 3/4/2019, DOB 04/11/1987, notice 5/6/2024") == ["04/11/1987"]


def looked(text: str) -> list[str]:
    return [text[one.start : one.end] for one in look(text) if one.kind == "date_of_birth"]


def test_an_old_date_right_behind_a_name_is_a_date_of_birth() -> None:
    assert looked("perp Liam Farah 17 Feb 1984, drives a van") == ["17 Feb 1984"]
    assert looked("kids: Liam 12/3/15, Petra 4/5/17") == ["12/3/15", "4/5/17"]
    assert looked("applicant: 12/03/1981, Nadia Farah") == ["12/03/1981"]
    assert looked("Nadia (3.4.2016) and Petra (11/10/2018) share a room") == ["3.4.2016", "11/10/2018"]


def test_a_date_of_these_years_behind_a_name_is_a_visit_and_one_behind_another_word_any_date() -> None:
    assert looked("spoke to Nadia 17 Feb 2025") == []
    assert looked("Nadia Farah moved 17 Feb 1994") == []
    assert looked("seen by Nadia (3.4.2026)") == []
