"""The page about access: who stands in which relation, what each permission takes, and who may take each step when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from reciprocal.access.facts import NOBODY, Actor, Facts
from reciprocal.access.policy import PERMISSIONS, TABLE_READERS, Allowed, Condition, Hidden, allows, decide_step
from reciprocal.config.documents import first_sentence, listed, prose, table
from reciprocal.config.documents.lifecycle import relations
from reciprocal.rulebook import roles
from reciprocal.rulebook.lifecycle import STEPS, Step
from reciprocal.rulebook.states import LIVE_OFFER, NEW, OFFER_STATES, REQUEST_STATES, STATES, Machine

REQUEST, OFFER, HOME, PROFILE, OFFICER, COVER, LANDLORD, PARTNER, OTHER_PARTNER, OTHER = (
    UUID(int=number) for number in range(1, 11)
)
# The state of request and home beside each state of an offer.
BESIDE: Final = {
    "sent": ("under_offer", "offered"),
    "accepted": ("moving", "offered"),
    "signed": ("moving", "offered"),
    "started": ("moved", "taken"),
    "refused": ("circulating", "open"),
    "lapsed": ("on_hold", "open"),
    "withdrawn": ("circulating", "open"),
    "void": ("circulating", "open"),
}


@dataclass(frozen=True)
class Reader:
    """Somebody to try the policy with: who acts, and what that makes of the facts about one request."""

    name: str
    role: str
    membership: UUID = OTHER
    organisation: UUID = OTHER
    asked: bool = True
    profile: bool = False
    offered: bool = False
    barred: bool = False
    owns: bool = False

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return Actor(self.membership, self.membership, self.role, self.organisation) if self.role else NOBODY

    def facts(self, request_state: str, offer_state: str = "", home_state: str = "open") -> Facts:
        """The facts about a request, its offer and its home in these states, as they are for this reader."""
        return Facts(
            request=REQUEST, request_state=request_state, was_sent=request_state != "draft",
            landlord=LANDLORD, landlord_was_asked=self.asked, officer=OFFICER, cover=COVER, barred=self.barred,
            has_profile=self.profile, has_offered=self.offered,
            has_live_offer=self.offered and offer_state in LIVE_OFFER,
            profile=PROFILE if self.profile else None, profile_organisation=PARTNER if self.profile else None,
            offer=OFFER if offer_state else None, offer_state=offer_state,
            offer_organisation=PARTNER if offer_state else None,
            home=HOME, home_state=home_state, home_organisation=PARTNER if self.owns else OTHER_PARTNER,
        )  # fmt: skip


_LETS: Final = roles.LETTINGS_OFFICER
READERS: Final = (
    Reader("the officer of the request", roles.NOMINATING_OFFICER, membership=OFFICER),
    Reader("a cover who accepted", roles.NOMINATING_OFFICER, membership=COVER),
    Reader("any other nominating officer", roles.NOMINATING_OFFICER),
    Reader("a named lead of the applicant's landlord, once asked", roles.NAMED_LEAD, organisation=LANDLORD),
    Reader("the same before it is asked", roles.NAMED_LEAD, organisation=LANDLORD, asked=False),
    Reader("a named lead of another landlord", roles.NAMED_LEAD),
    Reader("a lettings officer with the profile", _LETS, organisation=PARTNER, profile=True),
    Reader("a lettings officer who has offered", _LETS, organisation=PARTNER, profile=True, offered=True),
    Reader("a lettings officer without the profile", _LETS),
    Reader("a lettings officer of the applicant's landlord", _LETS, organisation=LANDLORD),
    Reader("a lettings officer who is kept away", _LETS, organisation=PARTNER, profile=True, offered=True, barred=True),
    Reader("a lettings officer of the partner of the home", _LETS, organisation=PARTNER, owns=True),
    Reader("a partner manager of the applicant's landlord", roles.PARTNER_MANAGER, organisation=LANDLORD),
    Reader("a coordinator", roles.COORDINATOR),
    Reader("a scheme manager", roles.SCHEME_MANAGER),
    Reader("an analyst", roles.ANALYST),
    Reader("an auditor", roles.AUDITOR),
    Reader("the service itself", roles.SYSTEM),
    Reader("somebody signed in without a post", ""),
)


def text() -> Iterator[str]:
    """Give the lines of the page."""
    yield from (
        "# Who may do what",
        "",
        *prose(
            "A role alone opens nothing about a household; how somebody stands to the request does. A bar always "
            "wins: whoever "
            "is kept away gets the answer of a page that does not exist. What is written here is tried out on the "
            "policy "
            "itself; row-level security in the database gives the same answers a second time."
        ),
        "## Roles",
        "",
        *table(["Role", "Key", "Does"], [[r.label, f"`{r.key}`", r.does] for r in roles.ROLES.values()]),
        "## Relations",
        "",
        *relations(),
        "## Permissions",
        "",
        *prose(
            "Any line of the second column opens it. The last column is the answer of the policy for each kind of "
            "reader, in "
            "the states of the request; what is not named is hidden."
        ),
        *table(["Permission", "It takes", "So it opens for"], [_permission(key) for key in PERMISSIONS]),
        "## Tables",
        "",
        "Which permission opens the rows of which table.",
        "",
        *table(
            ["Table", "Permissions"], [[f"`{t}`", ", ".join(f"`{p}`" for p in ps)] for t, ps in TABLE_READERS.items()]
        ),
        "## Steps",
        "",
        *prose(
            "Who may take each step, while the thing that it stands on is in which state. The last column reads "
            "the thing but "
            "may not take the step, and is told why; for everybody else it does not exist."
        ),
        *table(["Step", "Key", "May be taken by", "Is told why not"], [_step(step) for step in STEPS.values()]),
    )


def _permission(key: str) -> list[str]:
    takes = ["; and ".join(_condition(condition) for condition in every) for every in PERMISSIONS[key]]
    return [f"`{key}`", " **or** ".join(takes), "; ".join(_in_few_words(_opens(key)))]


def _opens(key: str) -> dict[Reader, str]:
    """Give the readers for whom a permission opens, and when."""
    found = {}
    for reader in READERS:
        states = [
            state
            for state in REQUEST_STATES
            if any(allows(key, reader.actor, facts) for facts in _moments(reader, state))
        ]
        if states:
            found[reader] = _when("request", states)
    return found


def _in_few_words(found: dict[Reader, str]) -> Iterator[str]:
    """Say it of a whole role where it holds for every reader of the role, whatever their relation."""
    whole = [role for role in roles.ROLES if all(found.get(r) == "always" for r in READERS if r.role == role)]
    if len(whole) == len(roles.ROLES):
        yield "everybody with a post"
        return
    yield from (f"every {roles.ROLES[role].label.lower()}" for role in whole)
    yield from (f"{reader.name} ({when})" for reader, when in found.items() if reader.role not in whole)


def _condition(condition: Condition) -> str:
    said = first_sentence(condition.__doc__).split(". ")[0].rstrip(".")
    role = condition.__name__.removeprefix("is_")
    said = said or f"The actor is {_article(roles.ROLES[role].label.lower())}"
    return said[0].lower() + said[1:]


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _moments(reader: Reader, state: str) -> list[Facts]:
    """Give the facts of a request in a state; with each offer that there may be, for one who has offered."""
    offers = [offer for offer, (beside, _) in BESIDE.items() if beside == state] if reader.offered else []
    return [reader.facts(state, offer, BESIDE[offer][1]) for offer in offers] or [reader.facts(state)]


def _when(machine: Machine, states: list[str]) -> str:
    every = list(STATES[machine])
    if states == every:
        return "always"
    missing = [key for key in every if key not in states]
    if len(missing) < len(states):
        return f"not while {_labels(machine, missing)}"
    return _labels(machine, states)


def _labels(machine: Machine, states: list[str]) -> str:
    return listed(STATES[machine][key].label.lower() for key in states)


def _step(step: Step) -> list[str]:
    by, told = {}, []
    for reader in READERS:
        answers = {state: decide_step(step, reader.actor, facts) for state, facts in _tries(step, reader)}
        taken = [state for state, answer in answers.items() if isinstance(answer, Allowed)]
        if taken:
            by[reader] = _when("request" if step.from_ == (NEW,) else step.machine, taken)
        elif any(not isinstance(answer, Hidden) for answer in answers.values()):
            told.append(reader.name)
    return [step.label, f"`{step.key}`", "; ".join(_in_few_words(by)), "; ".join(told) or "–"]


def _tries(step: Step, reader: Reader) -> list[tuple[str, Facts]]:
    """Give the states to try a step in, with the facts of each. What makes something new is tried by the request's."""
    if step.from_ == (NEW,):
        return [(state, reader.facts(state)) for state in REQUEST_STATES]
    if step.machine == "request":
        return [(state, _moments(reader, state)[0]) for state in REQUEST_STATES]
    if step.machine == "offer":
        return [(offer, reader.facts(BESIDE[offer][0], offer, BESIDE[offer][1])) for offer in OFFER_STATES]
    return [(state, reader.facts("draft", home_state=state)) for state in STATES["home"]]
