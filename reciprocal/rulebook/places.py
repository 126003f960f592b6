"""Where a household may be offered a home, and which of a partner's places its profile lists."""

from collections.abc import Collection
from hashlib import sha256

from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.scheme import Scheme
from reciprocal.rulebook.sentences import listed


def is_youth_violence(answers: Answers, scheme: Scheme) -> bool:
    """Say whether the main reason is youth violence, for which places and support have rules of their own."""
    return scheme.has_reason(answers.primary_reason) and scheme.reason(answers.primary_reason).youth_violence


def left_by_unsafe(answers: Answers, scheme: Scheme) -> frozenset[str]:
    """Give every place but the home's own and the unsafe ones; none while the home's is unknown."""
    if not scheme.has_place(answers.home_place):
        return frozenset()
    return frozenset(place.code for place in scheme.places) - {answers.home_place} - set(answers.unsafe_places)


def allowed_places(answers: Answers, scheme: Scheme) -> frozenset[str]:
    """Give the places where a home may be offered to this household (rules 5, 6 and 7).

    They are the places that the applicant called safe; after youth violence all that nobody called unsafe,
    once a professional has assessed them, and none before. The place of the home is never one of them, and a
    place that is called both is unsafe. An empty answer means that no home may be offered.
    """
    left = left_by_unsafe(answers, scheme)
    if is_youth_violence(answers, scheme):
        return left if answers.area_assessed == "yes" else frozenset()
    return left.intersection(answers.safe_places)


def listed_for(
    recipient_places: Collection[str], allowed: Collection[str], min_places: int, seed: str | int
) -> tuple[str, ...]:
    """Give the places that one partner's profile lists: its own that are allowed, at most `min_places`.

    If more would qualify, they are drawn by the seed. So a profile after youth violence, with its many safe
    places, lists no more than any other, and a place that is missing from the line means nothing. The draw is
    the same whenever it is made again, and another place coming or going moves no more of the list than it
    must.

    Args: `recipient_places` are where the partner has homes; `allowed` comes from `allowed_places`; `seed` is
    made once for this request and this partner, kept, and shown to nobody: with it one could work out what is
    missing.
    Returns: codes of places, A to Z, which is the order of their names as well.
    """

    def draw(code: str) -> bytes:
        return sha256(f"{seed}:{code}".encode()).digest()

    drawn = sorted(set(recipient_places).intersection(allowed), key=draw)[:min_places]
    return tuple(sorted(drawn))


def in_words(codes: Collection[str], scheme: Scheme) -> str:
    """Write places as a sentence does, A to Z: "A, B and C"; "none listed" where there is none."""
    names = [place.name for place in scheme.places if place.code in codes]
    return listed(names) or "none listed"
