"""Clare brings the balances of before into the pot: all at once, and they add up to zero."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.ledger import actions
from reciprocal.ledger.models import Line, Pair
from reciprocal.ledger.queries import balances, statement
from tests.people import as_, organisation_id

YEAR_END = "Alder Council −4\nbirch homes\t+3\n\nCedar Council, 3\nDogwood Homes -2\n"
WHY = "The list of the steering group at the end of the year."


def recorded(client_of: Any, balances: str = YEAR_END, reason: str = WHY) -> Any:
    return client_of("clare").post("/pot/opening/", {"balances": balances, "reason": reason}, follow=True)


def test_several_partners_come_in_at_once(client_of: Any, now: Any) -> None:
    assert "Saved. 4 partners have their opening balance." in recorded(client_of).content.decode()
    with as_("clare"):
        assert [(name, total) for name, total, _, _ in balances(now.at.date())] == [
            ("Alder Council", -4),
            ("Dogwood Homes", -2),
            ("Birch Homes", 3),
            ("Cedar Council", 3),
        ]
        assert set(Pair.objects.values_list("words", flat=True)) == {WHY}
    with as_("petra") as petra:
        (march,) = statement(petra.organisation)
        assert march.lines == (("Opening balance", -4),)


@pytest.mark.parametrize(
    ("balances", "says"),
    [
        ("", "Enter the balances"),
        ("Alder Council −4\nBirch Homes 3", "These balances add up to −1. They have to add up to 0"),
        ("Alder Council −4\nElder Homes 4", "Line 2: there is no partner called Elder Homes"),
        ("Alder Council", "Line 1: enter a partner and a whole number, like Alder Council −4"),
        ("Alder Council 1.5", "Line 1: enter a partner and a whole number"),
        ("Alder Council −4\nalder council 4", "Line 2: alder council stands here twice"),
        ("Lantern Support −4", "Line 1: there is no partner called Lantern Support"),
    ],
)
def test_a_list_that_is_not_right_comes_back_with_a_sentence(
    client_of: Any, now: Any, balances: str, says: str
) -> None:
    page = recorded(client_of, balances)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert balances.split("\n", maxsplit=1)[0] in page.content.decode()
    with as_("clare"):
        assert not Line.objects.exists()


def test_a_partner_comes_in_once(client_of: Any, now: Any) -> None:
    recorded(client_of)
    page = recorded(client_of, "Alder Council 1\nFir Homes −1")
    assert "Line 1: Alder Council has an opening balance already. Record a correction instead" in page.content.decode()
    both = {organisation_id("Alder Council"): 1, organisation_id("Fir Homes"): -1}
    with as_("clare") as clare, pytest.raises(RefusedError, match="has an opening balance already"):
        actions.record_opening(clare, both, at=now.at, reason=WHY)


@pytest.mark.parametrize("who", ["nadia", "liam", "petra", "lena", "max", "bart"])
def test_nobody_but_a_coordinator_writes_balances(client_of: Any, now: Any, who: str) -> None:
    assert client_of(who).post("/pot/opening/", {"balances": YEAR_END, "reason": WHY}).status_code == 404
    with as_(who) as actor, pytest.raises(HiddenError):
        actions.record_opening(actor, {}, at=now.at, reason=WHY)


def test_a_correction_is_of_two_partners(client_of: Any, now: Any) -> None:
    alder = str(organisation_id("Alder Council"))
    month = {"month-month": "1", "month-year": "2026"}
    page = client_of("clare").post("/pot/correction/", {"owes": alder, "owed": alder, **month, "reason": WHY})
    assert "Select two different partners" in page.content.decode()
    page = client_of("clare").post("/pot/correction/", {})
    for error in ("Select the partner that owes a home", "Select the partner that is owed one"):
        assert error in page.content.decode()
