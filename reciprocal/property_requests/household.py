"""The people who are moving, in words, for those who may know each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from reciprocal.property_requests.models.members import MemberAnswers
from reciprocal.rulebook.answers import NONE_OF_THESE, NOT_SAID, OPTIONS

_CHILD: Final = {"female": "girl", "male": "boy"}


def in_words(members: Iterable[MemberAnswers]) -> str:
    """Say who is moving: "1 adult, 34, female. 2 children: girl 8, boy 5"."""
    rows = sorted(members, key=lambda row: (row.kind, row.number))
    adults = [adult_in_words(row) for row in rows if row.kind == "adult"]
    children = [child_in_words(row) for row in rows if row.kind == "child"]
    parts = [_counted(adults, "adult", "adults", ", ", "; ")] if adults else []
    parts += [_counted(children, "child", "children", ": ", ", ")] if children else []
    return ". ".join(parts)


def _counted(people: Sequence[str], one: str, many: str, after: str, between: str) -> str:
    if len(people) == 1:
        return f"1 {one}{after}{people[0]}"
    return f"{len(people)} {many}: {between.join(people)}"


def name_of(member: Any) -> str:
    """Say which of those who are moving somebody is, without a name: "The applicant", "Child 2"."""
    if member.kind == "adult" and member.number == 1:
        return "The applicant"
    return f"{member.kind.capitalize()} {member.number}"


def adult_in_words(adult: Any) -> str:
    """Say what is known of one adult: age, sex, who they are to the applicant, and what applies."""
    relationship = _label("relationship", adult.relationship)
    parts = [str(adult.age), *_sex(adult.sex)]
    if adult.relationship not in ("", "applicant"):
        parts.append(_lower(relationship))
    return ", ".join(parts) + _more(_lower(_label("applies", code)) for code in adult.applies if code != NONE_OF_THESE)


def child_in_words(child: Any) -> str:
    """Say what is known of one child: sex, age, when they live there, and whether they need a room of their own."""
    more = [] if child.lives_there in ("", "always") else [_lower(_label("lives_there", child.lives_there))]
    if child.own_room == "yes":
        more.append("needs a room of their own")
    return f"{_CHILD.get(child.sex, 'child')} {child.age}" + _more(more)


def _sex(code: str) -> list[str]:
    return [] if code in ("", NOT_SAID) else [_lower(_label("sex", code))]


def _more(facts: Iterable[str]) -> str:
    said = "; ".join(facts)
    return f" ({said})" if said else ""


def _label(question: str, code: str) -> str:
    return dict(OPTIONS[question]).get(code, "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
