"""The whole request of the plain path, filled in page by page as Nadia does it with the applicant."""

from __future__ import annotations

from datetime import date

from tests.journeys.walk import Walker

SUMMARY = (
    "The person causing harm knows the home and has come back to it twice since January. Threats were made through "
    "a relative who lives nearby."
)


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
    nadia.heading("Check for anything that could identify someone")
    nadia.sees("We found nothing that looks like a name", "What partners would read")
    nadia.button("Continue")
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
