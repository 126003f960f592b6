"""Scenario 1: one household from the request to the keys, as each of the people involved, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from reciprocal.ui.words import long_date, month_year
from tests.journeys import outcomes
from tests.journeys.documents import approval_view, profile
from tests.journeys.fill_in import SUMMARY, fill_in_the_request
from tests.journeys.walk import Walker, plan_a_viewing
from tests.people import ADDRESS

pytestmark = pytest.mark.browser
Step = Callable[[str], Walker]
SECRET = ("Camden", "Alder", "Domestic abuse", "DASH", "Nadia", "Lantern")


def declare_and_offer(lena: Walker, code: str, today: date) -> None:
    """Lena declares a two-bedroom home, finds the request with the reason in words, and offers."""
    lena.link("Declare a home")
    lena.fill("Bedrooms", "2")
    lena.select("Type", "Flat or maisonette")
    lena.select("Floor", "1st floor")
    lena.answer("Lift", "No")
    lena.select("Access", "None")
    lena.select("Tenancy you would give", "Secure, lifetime")
    lena.fill("Rent each week", "142.50")
    lena.day(today + timedelta(days=7))
    lena.choose("5 working days")
    lena.button("Declare home")
    lena.sees("Home declared.")
    lena.heading("Who could live here")
    lena.sees(code, "Right size.", "The tenancy keeps the security they have.")
    row = lena.page.get_by_role("listitem").filter(has_text=code)
    with lena.page.expect_navigation():
        row.get_by_role("link", name="Read the profile").click()
    lena.sees(code, "Croydon", "This list may be incomplete.", "2 children (5 to 9)")
    lena.sees_not(*SECRET, "Bromley", "Ealing", "Lewisham", "Sutton")
    lena.page.go_back()
    with lena.page.expect_navigation():
        row.get_by_role("button", name="Offer this home").click()
    lena.fill("Address of the home", ADDRESS)
    lena.select("Tenancy you would give", "Secure, lifetime")
    lena.day(today + timedelta(days=14))
    lena.day(today + timedelta(days=7), place=1)
    lena.tick_all()
    lena.button("Send offer")
    lena.sees("Offer sent")


def the_two_documents(today: date) -> None:
    """What Alder Council decided on and what Cedar Council reads: these lines, and no other."""
    day = long_date(today)
    view = approval_view("liam")
    assert view[0][1].startswith("Ask the nominating officer for the name: Nadia, ")
    assert view[0][1].endswith(" Do not enter it here.")
    assert view[1:] == [
        ("Borough", "Camden · Secure, lifetime · Sole · In place · Arrears: none"),
        (
            "Home now",
            "2 bedrooms, 1st to 3rd floor, flat or maisonette · Overcrowded: no · Now in temporary accommodation",
        ),
        ("Household", "1 adult, 34, female. 2 children: girl 8, boy 5 · Needs 2 bedrooms"),
        (
            "Home needed",
            "Floor: any · lift: not needed · access: none · pets: none · not bedsit or studio · not shared facilities "
            "· not sheltered or age-restricted · entry phone or secure door",
        ),
        ("Own homes", "The officer says: no home of this landlord would be safe."),
        (
            "Reason",
            f"Domestic abuse · DASH 16 on {day} · The score · It is getting worse · "
            f"Independent domestic violence adviser (IDVA) since {month_year(today)}",
        ),
        ("Summary", SUMMARY),
        ("Safe boroughs", "5 chosen, 5 needed"),
        ("Practical points", "Arrange viewings through the officer only. Change the locks before the move"),
        ("Consent", f"Recorded on {day}"),
    ]
    assert profile("lena") == [
        ("Who", "1 adult (25 to 34). 2 children (5 to 9)."),
        ("Bedrooms", "Needs 2. Would not take 1. Could the children share? Yes, by each rule."),
        ("Floor", "Any"),
        ("Lift", "Not needed"),
        ("Access", "None"),
        ("Outside space", "Not needed"),
        ("Pets", "None"),
        ("Cannot take", "Bedsit, shared, sheltered"),
        ("Security", "Entry phone or secure door"),
        (
            "Safe in your boroughs",
            "Croydon\nThis list may be incomplete. Declare a home in any borough and we will tell you whether it may "
            "be offered.",
        ),
        ("Tenancy now", "Lifetime. Offer a lifetime tenancy."),
        ("Interpreter needed", "No"),
        ("Practical points", "Arrange viewings through the officer only. Change the locks before the move."),
        ("Consent recorded", "Yes"),
    ]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_one_household_from_request_to_keys(site: str, new_page: Any, as_role: Any, javascript: bool) -> None:
    today, database = date.today(), as_role("superuser")  # the demonstration begins today

    def step_in(name: str) -> Walker:
        return Walker(new_page(javascript=javascript), site, name)

    nadia, clare, liam, lena, bart = (step_in(name) for name in ("Nadia", "Clare", "Liam", "Lena", "Bart"))
    for walker in (clare, liam):
        walker.sees("Nothing is waiting for you.")
    lena.sees_not("DR-", "ARC-")  # whoever lets homes is asked about the week, and of nobody
    draft = fill_in_the_request(nadia, today)

    clare.worklist()
    assert draft in clare.rows()
    for other in (liam, lena, bart):
        other.worklist()
        other.sees_not(draft)
    clare.link(draft)
    request = clare.page.url
    request_id = UUID(request.rstrip("/").rpartition("/")[2])

    def state() -> str:
        return outcomes.state(database, request_id)

    assert state() == "submitted"
    clare.button("Ask the landlord to decide")
    clare.button("Ask the landlord to decide")
    clare.sees("With the landlord")
    assert state() == "awaiting_landlord"

    liam.worklist()
    liam.link(draft)
    liam.sees("Alder Council will owe the pot one home", "5 chosen, 5 needed")
    liam.sees_not("Bromley", "Croydon")
    liam.tick_all()
    liam.button("We agree")
    liam.sees("You agreed.")
    assert state() == "approved"

    clare.page.goto(request)
    code = clare.reference("ARC-")
    liam.sees_not(code)
    clare.button("Circulate now")
    clare.button("Circulate now")

    assert state() == "circulating"
    the_two_documents(today)
    bart.go("profiles/")
    bart.link(code)
    of_bart = bart.page.url.partition("/profiles/")[2]
    bart.sees("Bromley, Croydon and Sutton")
    bart.sees_not(*SECRET)
    lena.worklist()
    declare_and_offer(lena, code, today)
    assert state() == "under_offer"

    nadia.worklist()
    assert code in nadia.rows()
    nadia.link(code)
    nadia.sees("Cedar Council", "Croydon")
    nadia.link("Show the address")
    nadia.sees(ADDRESS)
    nadia.link("Back to the offer")
    nadia.button("Arrange viewing")
    plan_a_viewing(nadia, today)
    nadia.button("Save plan")
    nadia.button("Record the viewing")
    nadia.button("It took place")
    nadia.button("The applicant says yes")
    nadia.choose("No")
    nadia.tick_all()
    nadia.button("Record yes")
    assert state() == "moving"

    lena.worklist()
    lena.link(code)
    lena.button("Record signing")
    lena.day(today)
    lena.button("Save")
    lena.button("Record start of tenancy")
    lena.tick_all()
    lena.day(today)
    lena.button("Record start of tenancy")
    lena.sees("is owed 1")
    assert state() == "moved"

    liam.worklist()
    liam.sees_not(code, "Croydon", "Cedar")
    liam.link("Requests for decision")
    liam.link("All requests of your tenants")
    liam.link(draft)
    liam.sees("One home owed")
    liam.sees_not(code, "Croydon", "Cedar")
    liam.link("Statement")
    liam.sees("You owe the pot 1 home.", "One of your tenants moved", "−1")
    liam.sees_not(code, draft, "Croydon", "Cedar")
    clare.link("Pot")
    clare.sees("All balances add up to 0.", "Alder Council", "Cedar Council")
    nadia.page.goto(request)
    nadia.sees("The household has moved.")
    bart.go("profiles/")
    bart.sees_not(code)
    assert bart.go(f"profiles/{of_bart}") == 404
    what_it_came_to(database, request_id)


def what_it_came_to(database: Any, request_id: UUID) -> None:
    """Every step that was taken, who was told of what, and the two lines of the pot."""
    assert outcomes.steps(database, request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate", "send_offer"),
        *("arrange_viewing", "record_viewing", "accept", "record_signing", "record_start"),
    ]
    told = {
        "nadia": ["received", *["update"] * 6],  # asked, agreed, circulated, offered, signed, started
        "clare": ["next_step", "to_check", *["update"] * 4],  # offered, accepted, signed, started
        "moves_desk": ["next_step", "to_check", *["update"] * 4],
        "liam": ["statement", "to_decide"],
        "lena": ["update"] * 2,  # a viewing, and the yes
    }
    assert outcomes.told(database, request_id) == told
    assert outcomes.pot(database) == {"Alder Council": [-1], "Cedar Council": [1]}
