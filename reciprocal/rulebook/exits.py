"""The pages on which a request ends before it begins: why, and what people can do instead.

On every one of them stand the coordinator's number and a link back. Nothing is stored but a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.parts import Reason
from reciprocal.rulebook.scheme import Scheme
from reciprocal.rulebook.sentences import FIXED, TOKEN, fill


@dataclass(frozen=True)
class Exit:
    """One such page: what is so, a heading, the ways that are open, and the words of its links and buttons.

    `question` and `choices` belong to a page that asks once more before it ends; `error` is for no choice.
    """

    key: str
    title: str
    body: tuple[str, ...]
    heading: str
    ways: tuple[str, ...]
    after: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    button: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""


EXITS: Final[Mapping[str, Exit]] = {
    page.key: page
    for page in (
        Exit(
            "E1",
            "A professional has to send the request",
            ("You cannot ask for this move by yourself, and that is for your safety: your name stays off the form.",),
            "What you can do:",
            (
                "Ask a support worker, housing officer, social worker, police officer, health worker or "
                "your GP surgery to do it with you. Show them this page. If nobody is working with you, "
                "call one of the helplines on our emergency help page.",
            ),
            links=("Can you be referred?", "Get help now"),
        ),
        Exit(
            "E2",
            "This scheme is for people at risk of harm",
            (
                "It cannot help with overcrowding, repairs, noise or wanting another area, when nobody is "
                "at risk of harm.",
            ),
            "Instead:",
            (
                "Ask the landlord about a transfer. Look at mutual exchange. For disrepair or antisocial "
                "behaviour, use the landlord's complaint process, then the Housing Ombudsman.",
            ),
            after=("If there is a risk of harm that our list does not name, call us on {phone} before you give up.",),
        ),
        Exit(
            "E3",
            "They need a social tenancy for this scheme",
            ("People in private rented or owned homes cannot use it.",),
            "Instead:",
            (
                "A homelessness application: any council must consider it when someone is not safe at home. "
                "A refuge. Advice on the home from Shelter or a law centre. Do not give up the home they "
                "have without advice.",
            ),
        ),
        Exit(
            "E3b",
            "The tenancy has ended",
            ("The scheme moves a tenancy that someone still holds. Sometimes an ended tenancy can be put right.",),
            "Do this first:",
            (
                "Ask the landlord in writing whether the notice can be withdrawn, or whether it still owes "
                "them a home. Make a homelessness application to the council. Get legal advice quickly.",
            ),
            after=("If the landlord says it will keep or give back the tenancy, come back to this request.",),
            links=("Save a note that the landlord has been asked",),
        ),
        Exit(
            "E4",
            "This landlord has not joined the scheme",
            ("We can only send on requests from landlords who are partners.",),
            "Instead:",
            (
                "Ask the landlord for a transfer, and whether it would take part: it can call {phone}. Ask "
                "the council where the home is about its own arrangements. A homelessness application can "
                "go ahead.",
            ),
            button="Tell the coordinator which landlord",
        ),
        Exit(
            "E5",
            "The home is outside {area}",
            ("This scheme works inside {area}.",),
            "Instead:",
            (
                "Ask the landlord and the local council whether a scheme exists there. A homelessness "
                "application can be made to any council.",
                "For domestic abuse, call {helpline:da}.",
            ),
        ),
        Exit(
            "E6",
            "They want to stay in the same {place}",
            ("The scheme is for moves to a different {place}.",),
            "Instead:",
            (
                "Ask the landlord for a transfer, and about making the home safer. Ask the council about its "
                "allocation scheme. If staying becomes unsafe, come back.",
            ),
        ),
        Exit(
            "E7",
            "Ask the landlord first",
            ("The scheme is for needs the landlord cannot meet from its own homes.",),
            "",
            ("Write to the landlord today and ask for an answer by a date. Keep a copy.",),
            question="Why do you want to go on now?",
            choices=OPTIONS["own_stock_go_on"],
            error="Select why you want to go on now",
        ),
        Exit(
            "E8",
            "New requests for this reason are paused",
            (
                "{coordinator} has paused new requests for this reason since {paused_since}. {paused_why}",
                "Your draft is kept until {draft_until}.",
            ),
            "Instead:",
            ("{paused_instead}", "A homelessness application can be made to any council."),
        ),
        Exit(
            "E9",
            "The risk is not where the home is",
            ("The scheme moves people away from a risk in the {place} of their home.",),
            "Instead:",
            (
                "If the danger could follow them home, go back and answer yes. If it is only at work, at "
                "school or on the way, ask the police and a support service about safety there.",
            ),
            after=("If you are in doubt, call us on {phone} before you give up.",),
        ),
    )
}

EMERGENCY: Final = Exit(
    "X0",
    "Get help now, then come back",
    ("If someone is in danger, call 999. If they cannot speak, they can press 55 on a mobile when asked.",),
    "If they need somewhere safe tonight",
    (
        "Call the council where they are now. Ask for the homelessness team, or the out-of-hours line. The "
        "council must consider helping someone who is homeless because of violence or abuse.",
        "For a refuge, call {helpline:da}.",
        "If a child is at risk, call children's social care.",
    ),
    after=(
        f"Keep the tenancy. {FIXED['keep_tenancy'].body}",
        "This request is saved. It can go ahead while the household is in emergency accommodation.",
    ),
    links=("Save and come back later",),
    button="Continue with the request",
    question="I have read this and taken the steps that are needed today",
    error="Tick to say you have taken the steps that are needed today",
)
"""No end but an interruption: for anyone in danger today or not safe tonight. Its question is a tick."""


def in_words(
    page: Exit,
    scheme: Scheme,
    on: date,
    helplines: Mapping[str, str] | None = None,
    paused: Reason | None = None,
    draft_until: date | None = None,
) -> Exit:
    """Give a page with the scheme's words in it.

    Args: `helplines` holds name and number of each helpline that was checked lately, by its short name; a
    line that names another one falls away, since an old number is worse than none. `paused` is the reason
    whose pause the page is about and `draft_until` the last day of the draft; E8 needs both.
    Raises: KeyError where a page needs something that was not given.
    """
    values: dict[str, object] = {f"helpline:{key}": words for key, words in (helplines or {}).items()}
    if paused is not None and paused.pause is not None:
        pause = paused.pause
        values |= {"paused_since": pause.since, "paused_why": pause.why, "paused_instead": pause.instead}
    if draft_until is not None:
        values["draft_until"] = draft_until

    def words(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            fill(text, scheme, on, **values)
            for text in texts
            if all(name in values for name in TOKEN.findall(text) if name.startswith("helpline:"))
        )

    return replace(
        page,
        title=fill(page.title, scheme, on, **values),
        body=words(page.body),
        ways=words(page.ways),
        after=words(page.after),
        choices=tuple((code, fill(label, scheme, on)) for code, label in page.choices),
    )
