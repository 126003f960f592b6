"""Lena puts a home of Cedar Council on the list, holds it longer, and takes it off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.homes import actions
from reciprocal.homes.models import Home
from reciprocal.homes.words import floor_in_words, label_for
from reciprocal.workflow.due import day_of
from tests.people import HOME, NOON, as_, declare

pytestmark = pytest.mark.django_db
LATER = day_of(NOON) + timedelta(days=60)


def test_a_home_stands_in_a_place_where_the_partner_has_homes() -> None:
    with as_("lena") as lena:
        with pytest.raises(RefusedError, match="not a borough where you told us you have homes"):
            declare(lena, NOON, place="sutton")
        declare(lena, NOON)
        assert Home.objects.get().organisation_id == lena.organisation
    with as_("bart"):
        assert not Home.objects.exists()


def test_only_lettings_officers_declare_homes() -> None:
    for key in ("nadia", "liam", "clare", "petra", "otto"):
        with as_(key) as actor, pytest.raises(HiddenError):
            declare(actor, NOON)


def test_a_home_leaves_the_list_with_its_fate() -> None:
    with as_("lena") as lena:
        home = declare(lena, NOON)
        actions.take_off(lena, home, at=NOON, fate="withdrawn", why="works")
        found = Home.objects.get()
        assert (found.state, found.fate, found.fate_why) == ("off_list", "withdrawn", "works")
        with pytest.raises(RefusedError):
            actions.take_off(lena, home, at=NOON, fate="nobody_fitted")


def test_a_home_is_held_longer_by_its_own_partner_while_it_is_open(staged: Any) -> None:
    with as_("lena") as lena:
        home = declare(lena, NOON)
        actions.hold_longer(lena, home, at=NOON, until=LATER)
        assert Home.objects.get().hold_until == LATER
    with as_("bart") as bart, pytest.raises(HiddenError):
        actions.hold_longer(bart, home, at=NOON, until=LATER)
    story = staged("under_offer")
    with as_("lena") as lena, pytest.raises(RefusedError, match="is open only while the home is: open"):
        actions.hold_longer(lena, story.home_id, at=NOON, until=LATER)


def test_a_home_is_not_held_until_a_day_that_has_passed() -> None:
    with as_("lena") as lena:
        home = declare(lena, NOON)
        with pytest.raises(RefusedError, match="today or in the future"):
            actions.hold_longer(lena, home, at=NOON, until=day_of(NOON) - timedelta(days=1))


def test_the_details_of_an_open_home_are_corrected_and_its_place_stays(staged: Any) -> None:
    facts = {**{name: HOME[name] for name in ("kind", "lift", "access", "tenancy", "rent")}, "ready_from": day_of(NOON)}
    with as_("lena") as lena:
        home = declare(lena, NOON)
        actions.change_home(lena, home, at=NOON, bedrooms=3, floor=0, **facts)
        found = Home.objects.get()
        assert (found.label, found.bedrooms, found.floor, found.place) == ("3-bed flat, Croydon", 3, 0, "croydon")
    with as_("bart") as bart, pytest.raises(HiddenError):
        actions.change_home(bart, home, at=NOON, bedrooms=1, floor=0, **facts)
    story = staged("under_offer")
    with as_("lena") as lena, pytest.raises(RefusedError, match="is open only while the home is: open"):
        actions.change_home(lena, story.home_id, at=NOON, bedrooms=1, floor=0, **facts)


def test_labels() -> None:
    assert label_for(2, "flat", "croydon") == "2-bed flat, Croydon"
    assert label_for(0, "flat", "sutton") == "Studio flat, Sutton"
    assert label_for(1, "bedsit", "sutton") == "Bedsit, Sutton"
    assert [floor_in_words(n) for n in (-1, 0, 1, 2, 3, 4, 11, 20)] == [
        "Basement",
        "Ground floor",
        "1st floor",
        "2nd floor",
        "3rd floor",
        "4th floor",
        "11th floor",
        "20th floor",
    ]
