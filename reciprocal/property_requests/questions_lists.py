"""The lists that the questions choose from: reasons, places and tenancies of the scheme, partners, colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from reciprocal import clock
from reciprocal.accounts.models import Membership, Team
from reciprocal.accounts.queries import colleagues_who_could_cover, post, teams
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners
from reciprocal.property_requests.sections.shared import youth_violence
from reciprocal.rulebook.answers import NONE_OF_THESE, NOT_IN_LIST, NOT_KNOWN, OPTIONS, OUTSIDE, OWED
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.questions import Choices, Group, Option
from reciprocal.workflow.pages import Words

_SETTINGS = ("min_places", "offer_cap", "consent_months", "other_scheme")


class Asking(Words):
    """What the questions of one request need: the scheme's words, what is answered, and whom to choose from."""

    def __init__(
        self,
        values: Mapping[str, Any],
        officer: UUID | None = None,
        *,
        landlords: list[Organisation] | None = None,
        colleagues: list[Membership] | None = None,
        teams: list[Team] | None = None,
        is_draft: bool = False,
    ) -> None:
        """Take the answers so far; `landlords`, `colleagues`, `teams` where a list of those already chosen will do."""
        scheme, today = current(), clock.today()
        place = values.get("home_place", "")
        words = {name: str(scheme.setting(name, today)) for name in _SETTINGS} | {
            "home_place": scheme.place(place).name if scheme.has_place(place) else f"That {scheme.place_word}",
            "officer": "",
            **_of_the_reason(values),
        }
        offers = scheme.number("offer_cap", today)
        words["offers"] = "1 offer" if offers == 1 else f"{offers} offers"
        super().__init__(words=words)
        self.values, self.officer, self.today, self.is_draft = values, officer, today, is_draft
        if landlords is not None:
            self.landlords = landlords
        if colleagues is not None:
            self.colleagues = colleagues
        if teams is not None:
            self.teams = teams

    @cached_property
    def landlords(self) -> list[Organisation]:
        """The partners of today, A to Z."""
        return list(partners(self.today))

    @cached_property
    def teams(self) -> list[Team]:
        """The teams that partners keep, under their partner."""
        return list(teams())

    @cached_property
    def colleagues(self) -> list[Membership]:
        """Who could act for the officer."""
        found = post(self.officer) if self.officer else None
        return list(colleagues_who_could_cover(found)) if found else []


def _of_the_reason(values: Mapping[str, Any]) -> dict[str, str]:
    """After youth violence the unsafe places are asked for, and otherwise whether there are any."""
    scheme = current()
    if youth_violence(values):
        return {
            "unsafe_title": f"Which {scheme.places_word} are not safe?",
            "unsafe_hint": f"All other {scheme.places_word} will count as safe once a risk assessment says so. Include "
            "where the person at risk, or those who threaten them, live or are active.",
        }
    return {"unsafe_title": f"Are there {scheme.places_word} that are not safe?", "unsafe_hint": ""}


NO_NAME = FIXED["no_name"].body


def reasons(context: Any) -> Choices:
    """The reasons of the scheme, and none of them."""
    listed = [Option(reason.code, reason.label, reason.hint) for reason in current().reasons]
    return [*listed, Option(NONE_OF_THESE, "None of these")]


def other_reasons(context: Asking) -> Choices:
    """The reasons of the scheme without the main one, and no other."""
    main = context.values.get("primary_reason")
    listed = [Option(reason.code, reason.label, reason.hint) for reason in current().reasons if reason.code != main]
    return [*listed, Option(NONE_OF_THESE, "No other reasons")]


def landlords(context: Asking) -> Choices:
    """The partners, and the way out for a landlord that is none."""
    listed = [Option(str(landlord.pk), landlord.name) for landlord in context.landlords]
    return [*listed, Option(NOT_IN_LIST, "The landlord is not in the list")]


def councils(context: Asking) -> Choices:
    """The councils among the partners, and any other."""
    listed = [Option(str(one.pk), one.name) for one in context.landlords if one.kind == "council"]
    return [*listed, Option("another", "Another council")]


def places_to_live(context: Any) -> Choices:
    """Every place of the scheme, A to Z, and outside it."""
    listed = [Option(place.code, place.name) for place in current().places]
    return [*listed, Option(OUTSIDE, "Outside {area}")]


def places_to_choose(context: Asking) -> Choices:
    """The places but the home's own, in the scheme's groups, A to Z in each."""
    home = context.values.get("home_place")
    groups = []
    for group in current().groups:
        inside = [place for place in current().places if place.group == group.code and place.code != home]
        if inside:
            groups.append(Group(group.label, tuple(Option(place.code, place.name) for place in inside)))
    return groups


def places_not_safe(context: Asking) -> Choices:
    """Every place in the scheme's groups, the home's own ticked for good; but after youth violence, none known."""
    home = context.values.get("home_place")
    groups: list[Option | Group] = [
        Group(
            group.label,
            tuple(
                Option(place.code, place.name, "Where the home is now", fixed=True)
                if place.code == home
                else Option(place.code, place.name)
                for place in current().places
                if place.group == group.code
            ),
        )
        for group in current().groups
    ]
    return groups if youth_violence(context.values) else [*groups, Option(NONE_OF_THESE, "None known")]


def own_stock(context: Asking) -> Choices:
    """How the landlord's own homes were tried; with what was said after "Not yet", once it was said."""
    listed = [Option(code, label) for code, label in OPTIONS["own_stock"]]
    kept = context.values.get("own_stock")
    after = [Option(code, label) for code, label in OPTIONS["own_stock_go_on"] if code == kept]
    return listed + [option for option in after if option.value not in dict(OPTIONS["own_stock"])]


def tenancy_types(context: Any) -> Choices:
    """The kinds of tenancy that somebody may hold today, and not knowing. One that is owed is held by nobody."""
    kinds = [kind for kind in current().tenancy_types(clock.today()) if kind.code != OWED]
    listed = [Option(kind.code, kind.label) for kind in kinds]
    return [*listed, Option(NOT_KNOWN, "I do not know yet")]


# As many partners in one fold of the list as somebody can look through at once.
_IN_A_FOLD = 12


def partners_to_keep_away(context: Asking) -> Choices:
    """All partners, A to Z, folded by the first letters of their names where they are many."""
    letters: dict[str, list[Option]] = {}
    for partner in sorted(context.landlords, key=lambda one: one.name):
        letters.setdefault(partner.name[0].upper(), []).append(Option(str(partner.pk), partner.name))
    folds: list[list[str]] = []
    for letter, named in letters.items():
        if not folds or sum(len(letters[one]) for one in folds[-1]) + len(named) > _IN_A_FOLD:
            folds.append([])
        folds[-1].append(letter)
    groups = [Group(_from_to(fold), tuple(option for letter in fold for option in letters[letter])) for fold in folds]
    return groups[0].options if len(groups) == 1 else groups


def teams_to_keep_away(context: Asking) -> Choices:
    """The teams of all partners, A to Z, folded under their partner where they are many."""
    if len(context.teams) <= _IN_A_FOLD:
        return [Option(str(team.pk), f"{team.name}, {team.organisation}") for team in context.teams]
    found: dict[str, list[Option]] = {}
    for team in context.teams:
        found.setdefault(team.organisation.name, []).append(Option(str(team.pk), team.name))
    return [Group(partner, tuple(options)) for partner, options in found.items()]


def _from_to(letters: list[str]) -> str:
    return f"Names with {letters[0]}" if len(letters) == 1 else f"Names from {letters[0]} to {letters[-1]}"


def colleagues(context: Asking) -> Choices:
    """Who could act for the officer: others with the same post at the same organisation."""
    return [Option(str(one.pk), ", ".join(filter(None, (one.person.name, one.title)))) for one in context.colleagues]
