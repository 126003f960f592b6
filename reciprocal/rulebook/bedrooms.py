"""How many bedrooms a household needs, by each rule set that landlords use. Shown side by side, and never decided.

The landlord who makes an offer decides. What they have in common: the applicant and a partner share one room; the
others share in twos and never in threes, in the pairing that needs the fewest rooms.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

NATIONAL: Final = "national"
_SEXES: Final = ("female", "male")


@dataclass(frozen=True)
class Person:
    """One person who is moving.

    `sex` that is neither "female" nor "male" says nothing, so that no two are taken to be of one sex by it.
    `relationship` is to the applicant. `cannot_share`: needs a room of their own because of a disability.
    """

    age: int
    sex: str = ""
    relationship: str = ""
    cannot_share: bool = False


@dataclass(frozen=True)
class RuleSet:
    """One way to count. `own_room_from` and `same_sex_below` are ages; None: none by age, and at any age.

    `how` says it in words; in `label`, `{Place}` is the scheme's word. `source` is where it was read; a local rule is
    known by what it does and not by name, since any landlord may count so.
    """

    key: str
    label: str
    how: str
    source: str
    own_room_from: int | None
    same_sex_below: int | None
    any_sex_below: int = 10

    def own_room(self, person: Person) -> bool:
        """Whether the person always has a room of their own."""
        return person.cannot_share or (self.own_room_from is not None and person.age >= self.own_room_from)

    def may_share(self, one: Person, other: Person) -> bool:
        """Whether two people may share a room."""
        if max(one.age, other.age) < self.any_sex_below:
            return True
        same = one.sex == other.sex and one.sex in _SEXES
        return same and (self.same_sex_below is None or max(one.age, other.age) < self.same_sex_below)


_COUPLE: Final = "The applicant and a partner share. "

RULE_SETS: Final = (
    RuleSet(
        NATIONAL,
        "National bedroom standard",
        _COUPLE + "Anyone else aged 21 or over has a room. Two share if both are under 10, or if they are of the same "
        "sex and both under 21.",
        "Allocation of accommodation: guidance for local housing authorities in England",
        21,
        21,
    ),
    RuleSet(
        "benefit",
        "Benefit size rule",
        _COUPLE + "Anyone else aged 16 or over has a room. Two share if both are under 10, or if they are of the same "
        "sex and both under 16. An overnight carer or a foster child adds a room.",
        "Housing Benefit Regulations 2006, regulation B13; Universal Credit Regulations 2013, schedule 4",
        16,
        16,
    ),
    RuleSet(
        "any_age",
        "{Place} rule: sharing at any age",
        _COUPLE + "Two share if they are of the same sex, at any age, or if both are under 10.",
        "A local authority's page about overcrowding",
        None,
        None,
    ),
    RuleSet(
        "from_21",
        "{Place} rule: own room from 21",
        _COUPLE + "Anyone else aged 21 or over has a room. Two share if both are under 10, or if they are of the same "
        "sex and both under 21. They may bid for one bedroom fewer.",
        "A local authority's page about overcrowding",
        21,
        21,
    ),
    RuleSet(
        "from_18",
        "{Place} rule: own room from 18",
        _COUPLE + "Anyone else aged 18 or over has a room, if they study or cannot live alone. Two share if both are "
        "under 10, or if they are of the same sex and both under 18.",
        "A county's housing allocations scheme of April 2022",
        18,
        18,
    ),
)
BY_KEY: Final = {rules.key: rules for rules in RULE_SETS}


def need(rules: RuleSet, people: Collection[Person]) -> int:
    """Count the bedrooms that a household needs by one rule set.

    Args:
        rules: how to count.
        people: everybody who is moving, the applicant among them.
    """
    first = next((person for person in people if person.relationship == "applicant"), None)
    partner = next((person for person in people if first and person.relationship == "partner"), None)
    others = [person for person in people if person is not first and person is not partner]
    return (first is not None) + rooms(rules, others)


def rooms(rules: RuleSet, people: Collection[Person]) -> int:
    """Count the fewest rooms in which people who are no couple can sleep."""
    alone = sum(rules.own_room(person) for person in people)
    return alone + _fewest(rules, tuple(sorted(_kind(rules, one) for one in people if not rules.own_room(one))))


def with_babies(people: Collection[Person], babies: int) -> tuple[Person, ...]:
    """Give the household as it is once babies are born, whose sex nobody knows yet."""
    return (*people, *(Person(0) for _ in range(babies)))


def children_could_share(people: Collection[Person]) -> dict[str, bool]:
    """Say for each rule set whether the children could sleep two to a room, as few rooms as there can be.

    An odd child has a room alone.
    """
    children = [person for person in people if person.age < 18 and person.relationship != "applicant"]
    return {rules.key: rooms(rules, children) <= (len(children) + 1) // 2 for rules in RULE_SETS}


def _kind(rules: RuleSet, person: Person) -> tuple[str, int]:
    """What of a person the rule set looks at, so that two who are alike to it are counted once: sex, and an age."""
    breaks = sorted({rules.any_sex_below, rules.same_sex_below or 0})
    sex = person.sex if person.sex in _SEXES else ""
    return sex, max((start for start in breaks if start <= person.age), default=0)


@cache
def _fewest(rules: RuleSet, kinds: tuple[tuple[str, int], ...]) -> int:
    if not kinds:
        return 0
    first, rest = kinds[0], kinds[1:]
    found = [1 + _fewest(rules, rest)]
    for place, other in enumerate(rest):
        if rest[:place].count(other) == 0 and rules.may_share(Person(first[1], first[0]), Person(other[1], other[0])):
            found.append(1 + _fewest(rules, rest[:place] + rest[place + 1 :]))
    return min(found)
