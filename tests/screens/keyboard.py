"""Filling in and sending a form with the keys alone: Tab, the arrows, the space bar, letters and Enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

Answers = Mapping[str, str | list[str]]
_MOST_KEYS = 400
# What has the keyboard's focus, and the form of the page: the one that holds a named field, else the first.
_WHERE = """() => {
    const at = document.activeElement, forms = [...document.querySelectorAll("main form[method=post i]")];
    const form = forms.find(f => [...f.elements].some(e => e.name && e.type != "hidden" && e.type != "submit"))
        || forms[0];
    const buttons = form ? form.querySelectorAll("[type=submit], button:not([type])") : [];
    return {
        tag: at.tagName, type: at.type || "", name: at.name || "", value: at.value || "", checked: !!at.checked,
        ours: !!form && at.form === form, sends: at === buttons[0],
    };
}"""


def fill_in(page: Page, answers: Answers) -> list[str]:
    """Walk through the page's form from the top of the page and answer it, ending on the button that sends it.

    Args:
        page: a page that was just opened.
        answers: what a browser would send, by the name of the field.

    Returns:
        what went wrong: fields that the keyboard did not reach, in a sentence each.
    """
    left = {name for name, value in answers.items() if value not in ("", [])}
    for _ in range(_MOST_KEYS):
        page.keyboard.press("Tab")
        at = page.evaluate(_WHERE)
        if at["tag"] == "BODY":
            break
        if not at["ours"]:
            continue
        if at["sends"]:
            return [f"the keyboard did not reach {name}" for name in sorted(left)]
        if at["name"] in answers:
            _answer(page, at, answers[at["name"]])
            left.discard(at["name"])
    return ["the keyboard did not reach the button that sends the form"]


def _answer(page: Page, at: dict[str, Any], answer: str | list[str]) -> None:
    wanted = answer if isinstance(answer, list) else [answer]
    if at["type"] == "checkbox":
        if at["value"] in wanted and not at["checked"]:
            page.keyboard.press("Space")
    elif at["type"] == "radio":
        _go_to(page, wanted[0], at)
        if not page.evaluate(_WHERE)["checked"]:
            page.keyboard.press("Space")
    elif at["tag"] == "SELECT":
        _go_to(page, wanted[0], at)
    elif at["tag"] in ("INPUT", "TEXTAREA"):
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(wanted[0])


def _go_to(page: Page, value: str, at: dict[str, Any]) -> None:
    if at["tag"] == "SELECT":
        page.keyboard.press("Home")
    for _ in range(_MOST_KEYS):
        here = page.evaluate(_WHERE)
        if here["value"] == value or here["name"] != at["name"]:
            return
        page.keyboard.press("ArrowDown")
