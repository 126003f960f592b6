"""The worklist: whose turn it is, who waits, and nobody else sees that there is anything."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.worklist.queries import items
from tests.people import ACTORS, NOON, Story, as_, request_row

# State → whose turn it is, and who waits; written by hand. Nobody else has it on the worklist.
TURNS = {
    "draft": ("nadia", ""),
    "submitted": ("clare", "nadia"),
    "information_needed": ("nadia", "clare"),
    "awaiting_landlord": ("liam", "nadia clare"),
    "decline_proposed": ("nadia", "liam clare"),
    "approved": ("clare", "nadia"),
    "circulating": ("", "nadia clare"),
    "under_offer": ("nadia", "clare lena"),
    "ruling_awaited": ("clare", "nadia"),
    "moving": ("lena", "nadia clare"),
    "on_hold": ("clare", "nadia"),
    "moved": ("", ""),
    "declined": ("", ""),
    "closed": ("", ""),
}


def names(story: Story) -> set[str]:
    """By which references anybody may know the request."""
    row = request_row(story)
    return {row.draft_reference, row.code or row.draft_reference}


@pytest.mark.parametrize("state", TURNS)
def test_it_is_on_the_worklist_of_whoever_acts_or_waits_and_of_nobody_else(staged: Any, state: str) -> None:
    known_as = names(story := staged(state, bars=("Dogwood Homes",)))
    acts: set[str] = set()
    waits: set[str] = set()
    for who in ACTORS:
        with as_(who) as actor:
            for item in items(actor, NOON.date()):
                if item.reference in known_as:
                    (acts if item.mine else waits).add(who)
    assert (acts, waits) == tuple(set(turn.split()) for turn in TURNS[state]), story


def test_the_landlord_knows_it_by_its_draft_reference_alone(staged: Any, client_of: Any) -> None:
    story = staged("approved")
    row = request_row(story)
    page = client_of("liam").get("/worklist/").content.decode()
    assert row.code not in page
    assert row.draft_reference in page  # in what Liam was told


def test_what_is_late_comes_first_and_says_so(staged: Any, client_of: Any, now: Any) -> None:
    staged("submitted")
    now.forward(days=8)
    page = client_of("clare").get("/worklist/").content.decode()
    assert "1 thing is waiting for you. 1 is overdue." in page
    assert "Overdue (1)" in page
    assert "4 working days overdue" in page


@pytest.mark.parametrize("who", ["petra", "max", "anya", "audrey"])
def test_whoever_has_nothing_to_do_with_cases_has_an_empty_list(staged: Any, client_of: Any, who: str) -> None:
    staged("circulating")
    assert "Nothing is waiting for you." in client_of(who).get("/worklist/").content.decode()
