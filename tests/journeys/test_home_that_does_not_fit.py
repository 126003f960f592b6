"""Scenario 5: hate crime, and a wheelchair. A home too high is allowed with a reason only, and a no costs nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from reciprocal.offers import rulings
from reciprocal.offers.models import Allowed, Offer
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker
from tests.people import ADDRESS, NOON, Now, Story, as_, request_row, tell

pytestmark = pytest.mark.browser
MAN = {"sex": "male"}
COUPLE: dict[str, Any] = {
    "primary_reason": "HATE",
    "adults": [{**MAN, "age": 44}, {**MAN, "age": 41, "relationship": "partner"}],
    "children": [],
    "risk_summary": "Racist and homophobic abuse on the stairs, and twice at the door, by people of the same block.",
    "bedrooms": 1,
    "highest_floor": "ground",
    "lift_needed": "no",
    "access_need": "level",
    "cannot_take": ["bedsit"],
    "place_reasons": ["none"],
}
WHY = "No ground-floor home is expected before the summer."
WORDS = "One of us cannot get out when the lift is broken."
TOO_HIGH = "The home is higher than they can manage"
# What neither the landlord of the home nor a partner that is kept away may read.
SECRET = ("Hate", "Racist", "omophobic", "Camden", "Alder", "DR-", "stairs", WHY, WORDS)
# What the applicant answered about himself, and nobody reads.
EQUALITY = ("Black, Black British, Caribbean or African", "Gay or lesbian", "gay_or_lesbian", "orientation")


def test_a_home_that_is_too_high_is_allowed_and_refused_for_nothing(now: Now, step_in: StepIn, as_role: Any) -> None:
    story = tell("circulating", now, bars=("Dogwood Homes",), **COUPLE)
    code, database = request_row(story).code or "", as_role("superuser")
    nadia, lena, clare, liam, bart = (step_in(name) for name in ("Nadia", "Lena", "Clare", "Liam", "Bart"))
    nadia_answers_what_is_for_statistics(nadia, story)

    story.home_id = lena_declares_it_and_asks(lena, story, code)
    with as_("clare"):
        assert not Offer.objects.exists()
    clare_allows_it(clare, code)
    lena_offers_it(lena, story, code)
    assert request_row(story).state == "under_offer"

    clare.worklist()
    clare.go(f"requests/{story.request_id}/")
    clare.sees("The coordinator allowed a home that does not fit. Refused for that, it does not count.")
    nadia_says_no(nadia, story)
    assert request_row(story).state == "circulating"
    with as_("nadia"):
        assert rulings.cap_of(story.request_id, NOON.date()).used == 0
        assert Offer.objects.get().state == "refused"
    clare.go(f"offers/{story.offer_id}/")
    clare.sees(WORDS, "allowed this home although it misses the floor. Refused for that, it does not count.")

    nobody_reads_what_is_not_theirs(lena, liam, bart, story, code)
    kept = database.execute("SELECT answer FROM property_requests_equalityanswer ORDER BY answer").fetchall()
    assert {("black",), ("gay_or_lesbian",)} < set(kept)
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("allow_home", "send_offer", "refuse"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 5],  # asked, agreed, circulated, allowed, offered
        "clare": ["next_step", "to_check", *["update"] * 2],  # offered, refused
        "moves_desk": ["next_step", "to_check", *["update"] * 2],
        "liam": ["to_decide"],
        "lena": ["update"] * 2,  # it is allowed, and it was not accepted
    }
    assert outcomes.pot(database) == {}


def nadia_answers_what_is_for_statistics(nadia: Walker, story: Story) -> None:
    """The applicant answers some of what is asked for statistics alone."""
    where = f"{nadia.site}/requests/{story.request_id}/equality"
    for page, question, answer in (
        ("ethnic_group_and_religion", "Which ethnic group would they say they belong to?", EQUALITY[0]),
        ("disability_and_orientation", "How would they describe their sexual orientation?", EQUALITY[1]),
    ):
        nadia.page.goto(f"{where}/{page}/")
        nadia.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
        nadia.button("Save and continue")


def lena_declares_it_and_asks(lena: Walker, story: Story, code: str) -> UUID:
    """Lena declares a flat on the second floor with a lift, cannot offer it, and asks whether it may be."""
    lena.go("homes/declare/")
    lena.fill("Bedrooms", "1")
    lena.select("Type", "Flat or maisonette")
    lena.select("Floor", "2nd floor")
    lena.answer("Lift", "Yes")
    lena.select("Access", "Level access, no steps")
    lena.select("Tenancy you would give", "Secure, lifetime")
    lena.fill("Rent each week", "118.20")
    lena.day(NOON.date())
    lena.choose("5 working days")
    lena.button("Declare home")
    lena.sees("No request fits this home today.", "Nobody on the list could live in this home today.")
    home = lena.page.url.split("/homes/")[1].split("/")[0]
    assert lena.go(f"homes/{home}/offer/{story.profile_id}/") == 409
    lena.sees(f"{TOO_HIGH}. Choose another home, or ask Example Moves Team to allow it")
    lena.go(f"homes/{home}/")
    lena.page.get_by_text("Nearly fits").click()
    lena.sees(code, "Higher than they can manage without a lift.")
    lena.link("Ask Example Moves Team to allow it")
    lena.button("Ask Example Moves Team")
    return UUID(home)


def clare_allows_it(clare: Walker, code: str) -> None:
    """Clare reads what does not fit; without a reason, and without the officer's yes, she can allow nothing."""
    clare.worklist()
    clare.link("Calls")
    clare.sees(f"Asks you to allow 1-bed flat, Croydon for {code}.")
    clare.link("Allow this home")
    clare.heading(f"Allow this home for {code}?")
    clare.sees("What does not fit:", TOO_HIGH, "An offer of it that is refused for what does not fit never counts.")
    clare.button("Allow")
    clare.sees("Enter why it should be offered", "The officer has to agree first")
    with as_("clare"):
        assert not Allowed.objects.exists()
    clare.fill("Why should it be offered?", WHY)
    clare.choose("The officer has agreed in writing")
    clare.button("Allow")
    clare.sees(f"Allowed. Cedar Council may offer this home for {code}.")


def lena_offers_it(lena: Walker, story: Story, code: str) -> None:
    lena.go(f"homes/{story.home_id}/")
    lena.sees(code, "allowed it.")
    lena.sees_not(*SECRET, *EQUALITY)
    lena.button("Offer this home")
    lena.sees_not(*SECRET, *EQUALITY)
    lena.select("Tenancy you would give", "Secure, lifetime")
    lena.day(NOON.date().replace(day=17))
    lena.day(NOON.date().replace(day=10), place=1)
    lena.tick_all()
    lena.fill("Address of the home", ADDRESS)
    lena.button("Send offer")
    lena.sees("Offer sent")
    story.offer_id = UUID(lena.page.url.split("/offers/")[1].split("/")[0])
    lena.sees_not(*SECRET, *EQUALITY)


def nadia_says_no(nadia: Walker, story: Story) -> None:
    nadia.go(f"offers/{story.offer_id}/")
    nadia.sees("allowed this home although it misses the floor. Refused for that, it does not count.")
    nadia.button("The applicant says no")
    nadia.fill("What did the applicant say, in their own words?", WORDS)
    nadia.choose("It lacks something they want")
    nadia.button("Save")
    nadia.sees("The applicant's no is recorded. It does not count. Partners can see the profile again.")


def nobody_reads_what_is_not_theirs(lena: Walker, liam: Walker, bart: Walker, story: Story, code: str) -> None:
    lena.go(f"offers/{story.offer_id}/")
    lena.heading("Nothing to show here")
    for where in (f"homes/{story.home_id}/", f"profiles/{story.profile_id}/", "profiles/", "worklist/"):
        lena.go(f"{where}")
        lena.sees_not(*SECRET, *EQUALITY)
    liam.go(f"decisions/{story.request_id}/")
    liam.sees("You agreed.", "Hate crime")
    liam.sees_not(code, "Cedar", "Croydon", WHY, WORDS, *EQUALITY)
    for where in ("worklist/", "profiles/", "homes/"):
        bart.go(f"{where}")
        bart.sees_not(code, *SECRET)
    assert bart.go(f"requests/{story.request_id}/") == 404
