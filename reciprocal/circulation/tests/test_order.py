"""The order of a list: the database's answer is the rule of `matching.ranking`."""

from __future__ import annotations

from typing import Any

from reciprocal.circulation.models import Priority, Profile
from reciprocal.circulation.queries import listed
from reciprocal.matching.ranking import Candidate, order
from tests.people import NOON, as_


def test_the_list_is_in_the_order_of_the_rule(staged: Any) -> None:
    for differs in (
        {},
        {"safe_tonight": "no"},
        {"risk_basis": ["score"], "dash_score": 3},
        {"risk_basis": ["judgement"]},
        {},
    ):
        staged("circulating", **differs)
    with as_("clare"):
        rows = Priority.objects.all()
        candidates = [Candidate(str(row.pk), row.risk_band, row.waiting_since, row.draw) for row in rows]
    assert len({candidate.band for candidate in candidates}) == 3
    with as_("lena"):
        shown = [str(one.profile.request_id) for one in listed(NOON.date())]
        assert Profile.objects.count() == len(shown) == 5
    assert shown == [position.candidate.id for position in order(candidates)]
