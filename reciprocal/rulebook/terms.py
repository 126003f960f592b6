"""One word for one thing: the words of the scheme, what each means, and what is never said in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    """A word of the scheme, its meaning in one sentence, and what nobody says in its place.

    `public` is what public pages say, where it differs.
    """

    term: str
    meaning: str
    never: tuple[str, ...]
    public: str = ""


TERMS: Final[Mapping[str, Term]] = {
    term.term: term
    for term in (
        Term(
            "applicant",
            "The person who asks to move.",
            ("client", "customer", "service user", "victim", "tenant"),
            public="you",
        ),
        Term(
            "household",
            "Everyone who moves; it may be one person.",
            ("family", "dependants", "occupants"),
        ),
        Term(
            "nominating officer",
            "The professional who sends the request with the applicant and stands between them and everybody else.",
            ("referrer", "caseworker", "NO"),
            public="your worker",
        ),
        Term(
            "cover",
            "A second nominating officer, or a manager, who acts when the first is away.",
            ("deputy", "backup", "secondary contact"),
        ),
        Term(
            "named lead",
            "The person at the applicant's landlord who decides whether it agrees.",
            ("SPOC", "approver", "RNL"),
        ),
        Term(
            "lettings officer",
            "The person at a partner who declares homes and offers them.",
            ("voids officer", "housing team"),
        ),
        Term(
            "coordinator",
            "The organisation that runs the scheme from day to day, and its people.",
            ("admin", "scheme team", "the system"),
        ),
        Term(
            "partner",
            "A landlord in the scheme; the applicant's own is called the landlord.",
            ("member", "participating landlord", "signatory"),
        ),
        Term(
            "property request",
            "What the officer sends for one household; after the first time, the request.",
            ("referral", "application", "case", "form"),
        ),
        Term(
            "profile",
            "What a partner reads of a request: needs and safe places, without who, where from or why.",
            ("anonymised form", "circulation sheet"),
        ),
        Term(
            "code",
            "The reference that the other side knows a request by; the applicant's own landlord never learns it.",
            ("case number", "ID", "URN"),
        ),
        Term(
            "circulate",
            "To give partners with homes in the safe places the profile of a request.",
            ("send out", "publish", "advertise", "broadcast"),
        ),
        Term(
            "home",
            "A place to live; one that is empty and on offer is a home you declared.",
            ("property", "unit", "void", "stock", "bedspace"),
        ),
        Term(
            "offer",
            "A partner's proposal of one home to one household.",
            ("nomination", "match", "allocation"),
        ),
        Term(
            "could live here",
            "Said of a household whose needs a home meets.",
            ("match", "hit", "eligible", "suitable candidate"),
        ),
        Term(
            "safe places",
            "The places that the applicant chose as safe, or that a professional assessed as safe.",
            ("preferred areas", "areas of choice"),
        ),
        Term(
            "unsafe places",
            "The places where a home is never offered; only the officer and the coordinator see them.",
            ("exclusion zones", "no-go areas", "red areas"),
        ),
        Term(
            "the person causing harm",
            "The person, or one of those, from whom the household must get away.",
            ("perpetrator", "abuser", "offender", "ex"),
        ),
        Term(
            "at risk of harm",
            "Said of a household that could be hurt where it lives.",
            ("vulnerable", "at-risk family", "victim"),
        ),
        Term(
            "domestic abuse",
            "Abuse by a partner, an ex-partner or a relative.",
            ("DV", "domestic dispute", "incident"),
        ),
        Term(
            "so-called honour-based abuse",
            "Abuse that is excused by an idea of honour, always with so-called.",
            ("honour crime", "cultural issue"),
        ),
        Term(
            "gang-related harm",
            "Harm or threats by a gang or a group; the young person is the person at risk.",
            ("gang member", "gang nominal", "criminal lifestyle"),
        ),
        Term("decline", "What a landlord does that does not agree to a request.", ("reject", "refuse")),
        Term(
            "refuse",
            "What an applicant does who says no to an offer.",
            ("reject", "non-compliance"),
            public="turn down",
        ),
        Term(
            "counts towards the number of offers",
            "Said of a refusal after which one offer fewer is left.",
            ("strike", "penalty", "used a chance"),
        ),
        Term(
            "asked for more time",
            "Said when the applicant needs longer to answer; it is never a refusal.",
            ("stalled", "delayed"),
        ),
        Term(
            "on hold",
            "Said of a request that rests for a reason and comes back by a date.",
            ("suspended", "parked", "frozen"),
        ),
        Term("close", "To end a request without a move.", ("cancel", "kill", "archive")),
        Term(
            "owes one home",
            "Said of a partner that has had more households housed than it has housed; the other is owed one home.",
            ("debtor", "creditor", "negative", "deficit"),
        ),
        Term(
            "the pot",
            "All partners together: homes are owed to it, not to one landlord.",
            ("exchange", "bank", "market"),
        ),
        Term(
            "moved",
            "Said of a household whose new tenancy has started.",
            ("success", "outcome achieved", "let"),
        ),
        Term("void", "Said of an offer that cannot stand, always with a reason.", ("invalid", "error")),
        Term(
            "check",
            "To look whether a request is complete and within the rules.",
            ("validate", "verify", "screen"),
        ),
        Term(
            "sign in",
            "To open the service with one's account; leaving it is to sign out.",
            ("log in", "login"),
        ),
        Term("answer", "What somebody replies to a question or an offer.", ("response", "feedback", "outcome")),
        Term(
            "danger today",
            "Said when anyone in the household may be hurt today.",
            ("emergency case", "crisis"),
        ),
    )
}
