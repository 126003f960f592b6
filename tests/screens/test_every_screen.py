"""Every address has a screen that axe finds nothing on, empty, filled in and in error, and that the keyboard serves.

An address without an example fails. The rules are WCAG 2.2 AA and axe's best practice. No screen scrolls sideways on a
telephone, nor at the 320 pixels to which WCAG wants a page to reflow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Page, TimeoutError

from reciprocal.config import HERE
from reciprocal.demo.time import keep
from tests.guarantees.matrix import MOMENTS
from tests.guarantees.pages import ready_for
from tests.guarantees.scene import Scene, scene_of_x
from tests.people import NOON, Now, signed_in
from tests.screens import keyboard
from tests.screens.answers import answers_for
from tests.screens.examples import HOUSEHOLDS, WITH_A_PARTNER, Example, Screen, example_of, screens

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]

AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TELEPHONES = (375, 320)
_TOO_WIDE = """(width) => document.documentElement.scrollWidth <= width ? null :
  [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > width + 0.5)
  .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)"""
# So that the workers share the work.
PARTS = 2
_SUBMIT = "main form[method=post i]"


class Looking:
    """Somebody who opens one screen after another with axe in hand."""

    def __init__(self, page: Page, site: str, now: Now) -> None:
        self.page, self.site, self.now = page, site, now
        self.wrong: list[str] = []

    def at(self, example: Example) -> None:
        """Look at one screen empty, in error, filled in by the keyboard, and see it accepted."""
        scene = self.opened(example)
        self.axe(example.screen, "empty")
        if not self.page.locator(_SUBMIT).count():
            return
        # A form that asks nothing cannot be in error, and to send it empty would take its step already.
        if answers_for(example, scene) != {}:
            if self.sent_empty():
                self.axe(example.screen, "in error")
            else:
                scene = self.opened(example)
        self.by_keyboard(example, scene)

    def opened(self, example: Example) -> Scene:
        """Open the screen in a scene of its own."""
        scene = example.staged(self.now)
        self.now.at = NOON
        with ready_for(example.screen.key, scene, self.now):
            pass  # what has to be there besides the state is there now
        self.page.context.clear_cookies()
        cookie = signed_in(example.actor, self.now).cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie:
            self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.site}])
        address = example.address(scene)
        response = self.page.goto(f"{self.site}{address}")
        if response is None or response.status != 200:
            self.wrong.append(f"{example.screen} by {example.actor}: status {response and response.status}")
        return scene

    def sent_empty(self) -> bool:
        """Send the page's form as it stands; say whether it came back with an error."""
        with self.page.expect_navigation():
            self.page.locator(_SUBMIT).first.locator("[type=submit], button:not([type])").first.click()
        return self.page.locator(".govuk-error-summary").count() > 0

    def by_keyboard(self, example: Example, scene: Scene) -> None:
        """Fill the form in by the keyboard and send it with Enter."""
        answers = answers_for(example, scene)
        if answers is None:
            self.wrong.append(f"{example.screen}: no answers to send by the keyboard")
            return
        self.page.goto(f"{self.site}{example.address(scene)}")
        self.wrong += [f"{example.screen}: {what}" for what in keyboard.fill_in(self.page, answers)]
        self.axe(example.screen, "filled in")
        try:
            with self.page.expect_navigation(timeout=4000):
                self.page.keyboard.press("Enter")
        except TimeoutError:
            self.wrong.append(f"{example.screen}: Enter did not send it")
            return
        errors = self.page.locator(".govuk-error-summary")
        if errors.count():
            self.wrong.append(f"{example.screen}: sent by the keyboard and refused: {errors.first.inner_text()!r}")

    def axe(self, screen: Screen, state: str) -> None:
        """Ask axe about the page as it stands, and whether it fits on a telephone."""
        for broken in (*violations(self.page), *sideways(self.page)):
            self.wrong.append(f"{screen}, {state}: {broken}")


def violations(page: Page) -> list[str]:
    """What axe finds on a page: rule, help and the place, a line each."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("(tags) => axe.run({runOnly: tags, resultTypes: ['violations']})", RULES)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"][:3]
    ]


def sideways(page: Page) -> list[str]:
    """What makes a page scroll sideways on a telephone: the width, and what reaches furthest down the tree."""
    before, found = page.viewport_size, []
    for width in TELEPHONES:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate(_TOO_WIDE, width)
        if wide is not None:
            found.append(f"it scrolls sideways at {width} pixels: {wide[-1:]}")
    if before:
        page.set_viewport_size(before)
    return found


@pytest.fixture
def looking(request: pytest.FixtureRequest, fresh_database: str, now: Now, new_page: NewPage) -> Looking:
    """A reader at a server whose clock begins where the stories end."""
    keep(now.at)
    return Looking(new_page(), request.getfixturevalue("site"), now)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_has_an_example_for_axe_and_the_keyboard(part: int, looking: Looking) -> None:
    for screen, example in found(looking.now, part):
        if example:
            looking.at(example)
        else:
            looking.wrong.append(f"{screen}: nobody among the cast can open it, so that there is nothing to look at")
    assert not looking.wrong, "\n".join(looking.wrong)


def test_axe_finds_a_picture_without_words(page: Page, looking: Looking) -> None:
    page.goto(looking.site)
    assert violations(page) == []
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [broken.split(":")[0] for broken in violations(page)] == ["image-alt"]


def test_a_page_wider_than_a_telephone_is_found(page: Page, looking: Looking) -> None:
    page.goto(looking.site)
    assert sideways(page) == []
    page.evaluate("document.querySelector('main').append('x'.repeat(60))")
    assert [wide.split(":")[0] for wide in sideways(page)] == [
        f"it scrolls sideways at {width} pixels" for width in TELEPHONES
    ]


def found(now: Now, part: int) -> Iterator[tuple[Screen, Example | None]]:
    """The screens of one part, each with its example."""
    scenes: dict[tuple[str, int], Scene] = {}
    for moment in MOMENTS:
        now.at = NOON
        scenes[moment, 0] = scene_of_x(moment, now)
    for household in range(1, len(HOUSEHOLDS)):
        now.at = NOON
        scenes["draft", household] = scene_of_x("draft", now, **HOUSEHOLDS[household])
    now.at = NOON
    scenes["approved", WITH_A_PARTNER] = scene_of_x("approved", now, **HOUSEHOLDS[WITH_A_PARTNER])
    for number, screen in enumerate(screens()):
        if number % PARTS == part:
            yield screen, example_of(screen, scenes, now)
