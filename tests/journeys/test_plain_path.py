"""Scenario 1: one household from the request to the keys, as each of the people involved, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from reciprocal.ui.words import long_date, month_year
from tests.journeys.documents import approval_view, profile
from tests.journeys.walk import Walker

pytestmark = pytest.mark.browser
Step = Callable[[str], Walker]
SUMMARY = (
    "The person causing harm knows the home and has come back to it twice since January. Threats were made through "
    "a relative who lives nearby."
)
SECRET = ("Camden", "Alder", "Domestic abuse", "DASH", "Nadia", "Lantern")


def fill_in_the_request(nadia: Walker, today: date) -> str:
    """Nadia fills in the request with the applicant and sends it; gives the draft reference."""
    nadia.link("New request")
    nadia.button("Start a property request")
    for answer in (
        "No",
        "Yes, they are staying somewhere else",
        "Yes",
        "Domestic abuse",
        "No other reasons",
        "Yes",
        "Yes, in their own name",
    ):
        nadia.choose(answer)
        nadia.go_on()
    nadia.select("Who is the applicant's landlord?", "Alder Council")
    nadia.go_on()
    nadia.select("Which borough is the applicant's home in?", "Camden")
    nadia.go_on()
    for answer in ("Yes", "Yes", "No home of this landlord would be safe"):
        nadia.choose(answer)
        nadia.go_on()
    nadia.choose("A homelessness application to any council", "Refuge or other emergency accommodation")
    nadia.day(today)
    nadia.go_on()
    nadia.section_finished()
    nadia.link("Record consent")
    nadia.tick_all()
    nadia.go_on()
    nadia.tick_all()
    nadia.day(today)
    nadia.go_on()
    nadia.choose("Face to face", "No, they did not need one")
    nadia.go_on()
    nadia.section_finished()
    describe_tenancy_household_and_places(nadia)
    describe_home_risk_and_contacts(nadia, today)
    nadia.link("Check answers")
    nadia.button("Continue")
    nadia.tick_all()
    nadia.button("Send request")
    nadia.heading("Request sent")
    return nadia.reference("DR-")


def describe_tenancy_household_and_places(nadia: Walker) -> None:
    nadia.link("Describe the tenancy")
    nadia.choose("Secure, lifetime")
    nadia.go_on()
    nadia.choose("Yes")
    nadia.go_on()
    nadia.fill("How many bedrooms does it have?", "2")
    nadia.choose("1st to 3rd", "Flat or maisonette")
    nadia.go_on()
    nadia.choose("No")
    nadia.go_on()
    nadia.choose("In temporary accommodation")
    nadia.choose("Yes")
    nadia.select("Which council placed them?", "Another council")
    nadia.go_on()
    nadia.choose("No")
    nadia.go_on()
    nadia.section_finished()
    nadia.link("Say who is moving")
    nadia.heading("Tell us about the applicant")
    nadia.fill("Age", "34")
    nadia.choose("Female", "None of these")
    nadia.go_on()
    nadia.heading("You have added 1 adult")
    nadia.choose("No")
    nadia.go_on()
    nadia.choose("Yes")
    nadia.go_on()
    for age, sex, another in (("8", "Female", "Yes"), ("5", "Male", "No")):
        nadia.fill("Age", age)
        nadia.choose(sex, "All the time")
        nadia.answer("Does the child need a room of their own because of a disability?", "No")
        nadia.go_on()
        nadia.choose(another)
        nadia.go_on()
    nadia.page.get_by_role("radio", name="No", exact=True).check()  # nobody is pregnant; what would follow is hidden
    nadia.go_on()
    for answer in ("No help needed", "No"):  # and no pets
        nadia.choose(answer)
        nadia.go_on()
    nadia.section_finished()
    nadia.link("Choose safe places")
    nadia.go_on()
    nadia.choose("Bromley", "Croydon", "Ealing", "Lewisham")
    nadia.go_on()
    nadia.sees("You have chosen 4. Choose at least 5.")
    nadia.choose("Sutton")  # what was chosen before is still there
    nadia.go_on()
    nadia.choose("None known")
    nadia.go_on()
    nadia.choose("A child's school")
    nadia.go_on()
    nadia.section_finished()


def describe_home_risk_and_contacts(nadia: Walker, today: date) -> None:
    nadia.link("Describe the home needed")
    nadia.sees("National bedroom standard", "Benefit size rule", "Borough rule: own room from 18")
    nadia.fill("Number of bedrooms", "2")
    nadia.choose("Mine")
    nadia.answer("Would they take one bedroom fewer?", "No")
    nadia.go_on()
    nadia.choose("Any")
    nadia.answer("Do they need a lift above that?", "No")
    nadia.answer("Is outside space needed for health or care?", "No")
    nadia.go_on()
    nadia.choose("None")
    nadia.go_on()
    nadia.choose("Bedsit or studio", "Shared facilities", "Sheltered or age-restricted")
    nadia.go_on()
    nadia.choose("Entry phone or secure door")
    nadia.go_on()
    nadia.choose("Arrange viewings through the officer only", "Change the locks before the move")
    nadia.go_on()
    nadia.section_finished()
    nadia.link("Describe the risk")
    nadia.fill("What is the risk, in a few sentences?", SUMMARY)
    nadia.go_on()
    nadia.choose("DASH")
    nadia.fill('Number of "yes" answers', "16")
    nadia.day(today)
    nadia.choose("The score", "It is getting worse")
    nadia.go_on()
    for answer in ("No", "No", "None"):  # no MARAC, no police reference, no orders
        nadia.choose(answer)
        nadia.go_on()
    nadia.choose("No, none known")
    nadia.go_on()
    nadia.section_finished()
    nadia.link("Say who is supporting them")
    nadia.choose("Independent domestic violence adviser (IDVA)")
    nadia.month(today)
    nadia.go_on()
    for answer in ("A service is already involved", "They cannot use it"):
        nadia.choose(answer)
        nadia.go_on()
    nadia.section_finished()
    nadia.link("Give contacts")
    nadia.go_on()  # the officer's own details are there already
    nadia.choose("Yes, I will add one within 5 working days")
    nadia.go_on()
    nadia.choose("Yes, and I know when it is safe to call")
    nadia.go_on()
    nadia.section_finished()


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
def test_one_household_from_request_to_keys(site: str, new_page: Any, javascript: bool) -> None:
    today = date.today()  # the demonstration begins today

    def step_in(name: str) -> Walker:
        return Walker(new_page(javascript=javascript), site, name)

    nadia, clare, liam, lena = (step_in(name) for name in ("Nadia", "Clare", "Liam", "Lena"))
    for walker in (clare, liam):
        walker.sees("Nothing is waiting for you.")
    lena.sees_not("DR-", "ARC-")  # whoever lets homes is asked about the week, and of nobody
    draft = fill_in_the_request(nadia, today)

    clare.worklist()
    assert draft in clare.rows()
    for other in (liam, lena):
        other.worklist()
        other.sees_not(draft)
    clare.link(draft)
    request = clare.page.url
    clare.button("Ask the landlord to decide")
    clare.button("Ask the landlord to decide")
    clare.sees("With the landlord")

    liam.worklist()
    liam.link(draft)
    liam.sees("Alder Council will owe the pot one home", "5 chosen, 5 needed")
    liam.sees_not("Bromley", "Croydon")
    liam.tick_all()
    liam.button("We agree")
    liam.sees("You agreed.")

    clare.page.goto(request)
    code = clare.reference("ARC-")
    liam.sees_not(code)
    clare.button("Circulate now")
    clare.button("Circulate now")

    the_two_documents(today)
    lena.worklist()
    declare_and_offer(lena, code, today)

    nadia.worklist()
    assert code in nadia.rows()
    nadia.link(code)
    nadia.sees("Cedar Council", "Croydon")
    nadia.button("Arrange viewing")
    for not_needed in nadia.page.get_by_label("Not needed", exact=True).all():
        not_needed.check()
    nadia.button("Save plan")
    nadia.button("Record the viewing")
    nadia.button("It took place")
    nadia.button("The applicant says yes")
    nadia.choose("No")
    nadia.tick_all()
    nadia.button("Record yes")

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
