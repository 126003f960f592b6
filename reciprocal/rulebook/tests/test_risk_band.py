"""Who is not safe tonight comes first, and nobody is behind for want of a form."""

from dataclasses import replace
from typing import Any

import pytest

from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import needs_emergency_page, risk_band
from reciprocal.rulebook.tests.cases import DAY, LONDON, PLAIN, TINY


@pytest.mark.parametrize(
    ("danger_now", "safe_tonight", "shown"),
    [
        ("yes", "here", True),
        ("not_sure", "here", True),
        ("no", "no", True),
        ("no", "not_known", True),
        ("no", "here", False),
        ("no", "elsewhere", False),
    ],
)
def test_emergency_help_comes_first(danger_now: str, safe_tonight: str, shown: bool) -> None:
    assert needs_emergency_page(Answers(danger_now=danger_now, safe_tonight=safe_tonight)) is shown


@pytest.mark.parametrize(
    ("changed", "band"),
    [
        ({"safe_tonight": "no", "dash_score": None, "risk_basis": ()}, 1),
        ({"safe_tonight": "not_known", "dash_score": 3, "risk_basis": ()}, 1),
        ({"dash_score": 14, "risk_basis": ()}, 2),
        ({"dash_score": 13, "risk_basis": ("score",)}, 3),
        ({"dash_score": 3, "risk_basis": ("judgement",)}, 2),
        ({"dash_score": 3, "risk_basis": ("worse",)}, 2),
        ({"dash_score": None, "risk_basis": ("judgement",)}, 2),
        ({"dash_score": None, "risk_basis": ("score",)}, 2),
        ({"dash_score": None, "risk_basis": ()}, 3),
    ],
)
def test_the_risk_band_puts_who_is_not_safe_tonight_first(changed: dict[str, Any], band: int) -> None:
    assert risk_band(replace(PLAIN, **changed), DAY, LONDON) == band


def test_the_risk_band_follows_the_number_of_the_scheme() -> None:
    twelve = replace(PLAIN, dash_score=12, risk_basis=())
    assert risk_band(twelve, DAY, LONDON) == 3
    assert risk_band(twelve, DAY, TINY) == 2
