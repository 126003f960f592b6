"""A person at a browser: what they click, tick and type, by the words that they read."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from reciprocal.demo import cast
from tests.people import NOON, Story, viewing_plan

MEETING_POINT = viewing_plan(NOON).meeting_point
KEYS = {player.name: player.key for player in cast.EVERYBODY.values()}


class Walker:
    """One of the cast in a browser of their own."""

    def __init__(self, page: Page, site: str, name: str = "") -> None:
        self.page, self.site = page, site
        if name:
            page.goto(site)
            self.button(f"Step in as {name}")

    def step_into(self, name: str) -> None:
        """Become any of the cast, those whom the first page does not offer among them, without drawing a page."""
        sent = self.page.context.request
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', sent.get(self.site).text())
        assert token
        answer = sent.post(
            f"{self.site}/step-in/{KEYS[name]}/", form={"csrfmiddlewaretoken": token[1]}, max_redirects=0
        )
        assert answer.status == 302, answer.status

    def go(self, where: str) -> int:
        """Open a page by its path, without the first stroke; gives the status of the answer."""
        answer = self.page.goto(f"{self.site}/{where}")
        assert answer
        return answer.status

    def button(self, name: str) -> None:
        """Press a button, or a link that looks like one."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()

    def link(self, name: str, exact: bool = False) -> None:
        """Follow a link."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()

    def choose(self, *labels: str) -> None:
        """Choose radios or tick checkboxes by their words."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def tick_all(self) -> None:
        """Tick every checkbox that the page shows."""
        for box in self.page.locator("main input[type=checkbox]").all():
            if box.is_visible():
                box.check()

    def fill(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=True).fill(value)

    def select(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def day(self, value: date, place: int = 0) -> None:
        """Type a date into the first, or another, date of the page."""
        for part, number in (("Day", value.day), ("Month", value.month), ("Year", value.year)):
            self.page.get_by_label(part, exact=True).nth(place).fill(str(number))

    def month(self, value: date) -> None:
        """Type a month and year into the one of the page that can be seen."""
        for part, number in (("Month", value.month), ("Year", value.year)):
            self.page.get_by_label(part, exact=True).locator("visible=true").fill(str(number))

    def answer(self, question: str, label: str) -> None:
        """Choose an answer to one of several questions of a page."""
        self.page.get_by_role("group", name=question).get_by_label(label, exact=True).check()

    def go_on(self) -> None:
        """Press the green button of a question page."""
        self.button("Save and continue")

    def section_finished(self) -> None:
        """Say at the end of a section that it is finished."""
        self.choose("Yes, it is finished")
        self.go_on()

    def sees(self, *texts: str) -> None:
        """Expect these words on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_not(self, *texts: str) -> None:
        """Expect none of these words anywhere on the page, hidden ones and addresses of links among them."""
        content = self.page.content()
        found = [text for text in texts if text in content]
        assert not found, found

    def heading(self, text: str) -> None:
        """Expect this heading on top of the page."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def worklist(self) -> None:
        """Open the worklist."""
        self.go("worklist/")

    def rows(self) -> str:
        """The words of the worklist's tables, as the person reads them."""
        return "\n".join(table.inner_text() for table in self.page.locator("main table").all())

    def reference(self, begins: str) -> str:
        """Read a draft reference (DR-) or a code (ARC-) off the page."""
        found = re.search(begins + r"[A-Z0-9]{4,6}(-[0-9]{2})?", self.page.locator("main").inner_text())
        assert found, self.page.locator("main").inner_text()
        return found.group(0)


def question(walker: Walker, story: Story, key: str) -> None:
    """Open one page of a request that is not sent yet."""
    walker.go(f"requests/{story.request_id}/questions/{key}/")


def send(nadia: Walker, story: Story) -> None:
    """Check the answers of a request and send it."""
    nadia.go(f"requests/{story.request_id}/check/")
    nadia.sees_not("It cannot be sent yet")
    nadia.button("Continue")
    nadia.tick_all()
    nadia.button("Send request")
    nadia.heading("Request sent")


def press_twice(clare: Walker, story: Story, step: str) -> None:
    """Take a step from the page of a request: its button, and the button of the page to which that leads."""
    clare.go(f"requests/{story.request_id}/")
    clare.button(step)
    clare.button(step)


def agree(lead: Walker, story: Story) -> None:
    """Agree to a request as the applicant's landlord."""
    lead.go(f"decisions/{story.request_id}/")
    lead.tick_all()
    lead.button("We agree")
    lead.sees("You agreed.")


def plan_a_viewing(nadia: Walker, on: date) -> None:
    """Type where and when a viewing is and who goes there, and leave the list of safety questions as not needed."""
    nadia.day(on)
    nadia.fill("Time", "2:30pm")
    nadia.fill("Meeting point", MEETING_POINT)
    nadia.fill("Who goes with the applicant?", "The support worker")
    nadia.fill("Who goes from the landlord?", "A lettings officer")
    nadia.fill("Safe contact on the day", "020 7946 0000")
    for not_needed in nadia.page.get_by_label("Not needed", exact=True).all():
        not_needed.check()
