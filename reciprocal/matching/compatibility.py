"""Whether a home could be a home for a household: named rules, each with its sentence for either reader.

The rules about place and landlord are walls: what they stop is nowhere shown, and the sentence never says
which of them it was. The others are needs: a home that misses exactly one of them nearly fits, unless it is
too small.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from reciprocal.matching.types import ACCESS, HIGH_FROM, Home, Household

# Few homes fit a household when fewer than one in ten of those declared do. Of fewer than twenty nothing is said.
FEW_IN: Final = 10
ENOUGH_TO_SAY: Final = 20
MAY_NOT: Final = "This home may not be offered for this request"
_NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")


@dataclass(frozen=True)
class RuleResult:
    """What one rule says of a home and a household.

    `for_lettings` is for the partner that offers, `for_officer` for officer and coordinator; both are empty
    when the rule is met. `nearly`: missing this rule alone still lets the home be shown as nearly fitting.
    """

    rule: str
    met: bool
    for_lettings: str = ""
    for_officer: str = ""
    nearly: bool = False


@dataclass(frozen=True)
class Verdict:
    """Whether the home fits, or nearly fits, and which rules it misses."""

    fits: bool
    near_miss: bool
    missing: tuple[RuleResult, ...]


def _met(rule: str) -> RuleResult:
    return RuleResult(rule, True)


def count_of_bedrooms(n: int) -> str:
    """Write a number of bedrooms at the beginning of a sentence: "One bedroom", "Two bedrooms"."""
    number = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    return f"{number} bedroom" + ("" if n == 1 else "s")


def place_allowed(home: Home, household: Household) -> RuleResult:
    """The home stands in a place where this household may be offered one (rules 5, 6, 7 and 17)."""
    if household.places is None or home.place in household.places:
        return _met("place_allowed")
    return RuleResult("place_allowed", False, MAY_NOT, "The home is not in a place that is safe and chosen.")


def not_own_landlord(home: Home, household: Household) -> RuleResult:
    """The home belongs to another landlord than the applicant's own, whose staff must not learn where to."""
    if home.landlord != household.landlord:
        return _met("not_own_landlord")
    return RuleResult("not_own_landlord", False, MAY_NOT, "The home belongs to the applicant's own landlord.")


def size(home: Home, household: Household) -> RuleResult:
    """The home has the bedrooms needed by the offering landlord's rule set or as agreed, or one more, or one fewer.

    One more than the larger of the two; one fewer than was agreed, where the household would take it.
    """
    by_rule = household.bedrooms if household.rule_bedrooms is None else household.rule_bedrooms
    least, most = min(household.bedrooms, by_rule), max(household.bedrooms, by_rule)
    fewer = home.bedrooms == household.bedrooms - 1 and household.fewer_accepted
    if least <= home.bedrooms <= most + 1 or fewer:
        return _met("size")
    over = home.bedrooms - (most if home.bedrooms > most else least)
    if over > 0:
        sentence = f"{count_of_bedrooms(over)} more than needed."
        return RuleResult("size", False, sentence, sentence, nearly=True)
    return RuleResult(
        "size",
        False,
        f"{count_of_bedrooms(-over)} fewer than needed.",
        "The home is more than one bedroom smaller than they need."
        if household.fewer_accepted
        else "The home is smaller than they need and they have said no to that.",
    )


def floor_and_lift(home: Home, household: Household) -> RuleResult:
    """The home is no higher than the household can manage, or a lift they can use goes there."""
    highest = household.highest_floor
    if highest is None:
        reachable = not household.lift_needed or home.floor <= 0 or home.lift
    else:
        reachable = home.floor <= highest or (home.lift and household.lift_needed is not False)
    if reachable:
        return _met("floor_and_lift")
    return RuleResult(
        "floor_and_lift",
        False,
        "Higher than they can manage without a lift.",
        "The home is higher than they can manage.",
        nearly=True,
    )


def access(home: Home, household: Household) -> RuleResult:
    """The home has the access needed, or more."""
    order = tuple(ACCESS)
    if order.index(home.access) <= order.index(household.access_need):
        return _met("access")
    return RuleResult(
        "access",
        False,
        "Not the access they need.",
        "The home does not meet the access they need.",
        nearly=True,
    )


def type_taken(home: Home, household: Household) -> RuleResult:
    """The home is of no type that the household could not take."""
    is_of = {home.kind}
    if home.floor >= HIGH_FROM:
        is_of.add("high_floor")
    if home.floor <= 0:
        is_of.add("low_floor")
    if not is_of & household.cannot_take:
        return _met("type_taken")
    sentence = "A type of home they could not take."
    return RuleResult("type_taken", False, sentence, sentence, nearly=True)


RULES: Final[tuple[Callable[[Home, Household], RuleResult], ...]] = (
    place_allowed,
    not_own_landlord,
    size,
    floor_and_lift,
    access,
    type_taken,
)


def fits(home: Home, household: Household, allowed: Collection[str] = ()) -> Verdict:
    """Judge a home for a household by every rule but those that this home was allowed to miss.

    It fits when no rule is missed. It nearly fits when exactly one is missed and that one may be: more than
    one bedroom too many, too high, not the access, or a type not taken. A place or the own landlord never
    makes a near miss, nor does a home that is too small.
    """
    judged = (rule(home, household) for rule in RULES)
    missing = tuple(result for result in judged if not result.met and result.rule not in allowed)
    return Verdict(not missing, len(missing) == 1 and missing[0].nearly, missing)


def few_homes_fit(household: Household, declared: Iterable[tuple[Home, int]]) -> bool:
    """Say whether few of the homes declared lately would fit a household, wherever they stand.

    Only the facts on the profile are compared, with fixed margins: no place, no bar and no other household.

    Args: the household without its places, and each kind of home with how many of it were declared.
    """
    total = fitting = 0
    for home, n in declared:
        total += n
        fitting += n if fits(home, household).fits else 0
    return total >= ENOUGH_TO_SAY and fitting * FEW_IN < total
