"""Why a home suits a household, in the words that the lettings officer reads.

Only what is true is said, and only about needs, time and the partner's own facts. Never safety, origin,
cause, priority, risk band, or how many others were asked: none of these reaches this file.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from reciprocal.matching.compatibility import few_homes_fit
from reciprocal.matching.types import Home, Household
from reciprocal.rulebook.scheme import Scheme
from reciprocal.rulebook.workdays import months_after

LONG_WAIT_MONTHS: Final = 6


@dataclass(frozen=True)
class Around:
    """What else may be said beside home and household.

    `declared`: the homes declared in 12 months, each kind with how many there were. `pets`: animals come along that a
    policy on pets is about. `owed`: how many homes the partner owes the pot.
    """

    today: date
    waiting_since: date | None = None
    declared: Collection[tuple[Home, int]] = ()
    pets: bool = False
    owed: int = 0


def reasons(home: Home, household: Household, around: Around, scheme: Scheme) -> tuple[str, ...]:
    """List the true sentences about a home that fits, in the order in which they are read."""
    over = home.bedrooms - household.bedrooms
    by_rule = over != 0 and home.bedrooms == household.rule_bedrooms
    highest = household.highest_floor
    lifetime_now = household.tenancy_lifetime
    lifetime_then = scheme.tenancy_type(home.tenancy).lifetime
    waited = around.waiting_since is not None and (months_after(around.waiting_since, LONG_WAIT_MONTHS) < around.today)
    said: tuple[tuple[bool, str], ...] = (
        (over == 0, "Right size."),
        (by_rule, "Right size by your rule."),
        (over == 1 and not by_rule, "One bedroom more than needed."),
        (over == -1 and household.fewer_accepted and not by_rule, "One bedroom fewer than needed; they would take it."),
        (home.floor == 0 and highest == 0, "Ground floor, as needed."),
        (
            bool(household.lift_needed) and home.lift and home.floor > (highest or 0),
            "Has the lift they need.",
        ),
        (
            home.access == "full" and household.access_need == "full",
            "Fully accessible, as needed. Few homes are.",
        ),
        (few_homes_fit(household, around.declared), "Few homes fit this household."),
        (waited, "Waiting over 6 months."),
        (lifetime_now is not None and lifetime_then, "The tenancy keeps the security they have."),
        (
            bool(lifetime_now) and not lifetime_then,
            "The tenancy is weaker than they have. See before you offer.",
        ),
        (around.pets, "Pets: check your policy."),
        (
            around.owed > 0,
            f"You owe the pot {around.owed}. An offer that leads to a move brings it to {around.owed - 1}.",
        ),
    )
    return tuple(sentence for true, sentence in said if true)


def explain(home: Home, household: Household, around: Around, scheme: Scheme) -> str:
    """Say in one line why a home suits a household, each reason with its full stop."""
    return " ".join(reasons(home, household, around, scheme))
