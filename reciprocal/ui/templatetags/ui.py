"""How dates, balances, names of places and states are written in templates."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reciprocal.rulebook.states import STATES, Machine
from reciprocal.ui import words

register = template.Library()
register.filter("long_date", words.long_date)
register.filter("weekday_date", words.weekday_date)
register.filter("clock_time", words.clock_time)
register.filter("signed", words.signed)
register.filter("join_places", words.join_places)

_REFERENCE: Final = re.compile(r"\b[A-Z]{2,4}(?:-[0-9A-Z]+){1,2}\b")
# A number as it is printed: it begins with 0 and has two or three parts. 999 is no link, since a slip would call it.
_NUMBER: Final = re.compile(r"\b0\d{2,4}(?: \d{3,4}){1,2}\b")


@register.filter
def with_numbers(text: str) -> SafeString:
    """Make each telephone number in a sentence one that a telephone can call."""
    return mark_safe(_NUMBER.sub(lambda found: _link(found[0]), conditional_escape(text)))


def _link(number: str) -> str:
    return format_html('<a class="govuk-link rec-unbroken" href="tel:{}">{}</a>', number.replace(" ", ""), number)


# The colour says nothing that the word does not say: blue waits on somebody, purple asks something, green is
# good, orange is a stop that can be lifted, grey is over.
COLOURS: Final[dict[Machine, dict[str, str]]] = {
    "request": {
        "draft": "grey",
        "information_needed": "purple",
        "decline_proposed": "purple",
        "approved": "green",
        "circulating": "teal",
        "moving": "green",
        "moved": "green",
        "on_hold": "orange",
        "ruling_awaited": "orange",
        "declined": "grey",
        "closed": "grey",
    },
    "offer": {"accepted": "green", "signed": "green", "started": "green", "refused": "grey", "withdrawn": "grey",
    "lapsed": "grey", "void": "grey"}, "home": {"open": "teal", "taken": "green", "off_list": "grey"},
}  # fmt: skip

# Statuses of a task list: word and colour; those without a colour are plain text.
TASKS: Final = {
    "finished": ("Finished", ""),
    "begun": ("Begun", "teal"),
    "not_begun": ("Not begun", "blue"),
    "not_open": ("Not open yet", ""),
    "another_look": ("Needs another look", "red"),
}


@register.filter
def references(text: str) -> SafeString:
    """Keep each reference in a heading on one line, such as ARC-7K3M-26. Arguments: the heading."""
    whole = _REFERENCE.sub(r'<span class="rec-unbroken">\g<0></span>', conditional_escape(text))
    return mark_safe(whole)  # escaped in the line above; only the span is ours


@register.inclusion_tag("ui/tag.html")
def state_tag(state: str, machine: Machine = "request") -> dict[str, str]:
    """A state as a tag. Arguments: its key, and whose state it is: "request", "offer" or "home"."""
    return {"text": STATES[machine][state].label, "colour": COLOURS[machine].get(state, "blue")}


@register.inclusion_tag("ui/task_status.html")
def task_status(status: str) -> dict[str, object]:
    """The status of one section on a task list. Arguments: a key of `TASKS`."""
    text, colour = TASKS[status]
    return {"text": text, "colour": colour, "closed": status == "not_open"}
