"""The other landlords of the demonstration's London, and the people who work there: all of them plainly invented.

With those of the cast they are 80 landlords, 33 of them councils, one for each borough. The tests have the cast alone.
"""

from __future__ import annotations

from random import Random
from typing import Final

from reciprocal.demo import cast
from reciprocal.demo.cast import ORGANISATIONS as OF_THE_CAST
from reciprocal.demo.cast import Player
from reciprocal.partners.models import Organisation
from reciprocal.rulebook.scheme import current

SEED: Final = 20240930
_TREES: Final = (
    "Acacia", "Almond", "Aspen", "Baobab", "Beech", "Blackthorn", "Buckthorn", "Cherry", "Chestnut", "Cypress",
    "Damson", "Gorse", "Hawthorn", "Hazel", "Heather", "Holly", "Hornbeam", "Juniper", "Larch", "Lilac",
    "Linden", "Magnolia", "Maple", "Medlar", "Mulberry", "Osier", "Plane", "Quince", "Rowan", "Spindle",
)  # fmt: skip
_STONES: Final = (
    "Agate", "Alabaster", "Amethyst", "Basalt", "Beryl", "Calcite", "Chert", "Cobalt", "Dolomite", "Feldspar",
    "Flint", "Fluorite", "Galena", "Garnet", "Gneiss", "Granite", "Graphite", "Gypsum", "Halite", "Hematite",
    "Jasper", "Kaolin", "Lapis", "Malachite", "Marble", "Mica", "Obsidian", "Olivine", "Onyx", "Porphyry",
    "Pumice", "Pyrite", "Quartz", "Rutile", "Sandstone", "Schist", "Serpentine", "Slate", "Talc", "Topaz",
    "Tuff", "Turquoise", "Zeolite", "Zircon",
)  # fmt: skip
_AGENCIES: Final = (
    "Candle Support", "Ferry Advice", "Kettle Support", "Kite Advice", "Ladder Support", "Orchard Advice",
    "Pebble Support", "Thimble Advice", "Windmill Support",
)  # fmt: skip
_HOMES_IN: Final = (3, 8)


def organisations() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Give London beside the cast: by its name, each organisation's kind and the places where it has homes."""
    draw = Random(SEED)
    codes = [place.code for place in current().places]
    taken = {place for kind, places in OF_THE_CAST.values() if kind == "council" for place in places}
    free = [code for code in codes if code not in taken]
    found: dict[str, tuple[str, tuple[str, ...]]] = {
        f"{tree} Council": ("council", (place,)) for tree, place in zip(_TREES, free, strict=True)
    }
    for stone in _STONES:
        places = draw.sample(codes, draw.randint(*_HOMES_IN))
        found[f"{stone} Homes"] = ("housing_association", tuple(sorted(places)))
    return found | dict.fromkeys(_AGENCIES, ("agency", ()))


def desks() -> dict[str, tuple[Player, ...]]:
    """Give the posts at each organisation of London beside the cast; a landlord has a lead and a lettings officer."""
    found = {}
    for name, (kind, _) in organisations().items():
        word = name.split()[0]
        posts = (
            (("lead", "named_lead", "rehousing desk"), ("lettings", "lettings_officer", "lettings desk"))
            if kind in Organisation.LANDLORD_KINDS
            else (("desk", "nominating_officer", "duty desk"), ("second", "nominating_officer", "second desk"))
        )
        found[name] = tuple(
            Player(f"{word.lower()}_{key}", f"{word} {desk}", role, name, desk.capitalize(), "")
            for key, role, desk in posts
        )
    return found


def settle() -> None:
    """Put these organisations, people and posts into the database, as its owner. Running it again changes nothing."""
    cast.put(organisations(), (player for posts in desks().values() for player in posts))
