"""The equality questions: for statistics alone, every one of them optional."""

from __future__ import annotations

from typing import Final

from reciprocal.ui.questions import Option, Page, Question

_RATHER_NOT: Final = ("rather_not", "They would rather not say")
_YES_NO: Final = (("yes", "Yes"), ("no", "No"))


def _asked(name: str, label: str, *options: tuple[str, str], evidence: str = "D") -> Question:
    return Question(
        name,
        "radios",
        label,
        options=tuple(Option(code, words) for code, words in (*options, _RATHER_NOT)),
        required=False,
        errors={"invalid": "Choose one of the answers, or leave it out"},
        sensitivity="S3",
        retention="R4",
        evidence=evidence,
        sees="S",
    )


PAGES: Final = (
    Page(
        "age_and_sex",
        "Age and sex",
        (
            _asked(
                "age",
                "How old is the applicant?",
                ("16_24", "16 to 24"),
                ("25_34", "25 to 34"),
                ("35_44", "35 to 44"),
                ("45_54", "45 to 54"),
                ("55_64", "55 to 64"),
                ("65", "65 or over"),
            ),
            _asked("sex", "Is the applicant female or male?", ("female", "Female"), ("male", "Male")),
            _asked("trans", "Are they trans?", *_YES_NO),
        ),
    ),
    Page(
        "ethnic_group_and_religion",
        "Ethnic group and religion",
        (
            _asked(
                "ethnic_group",
                "Which ethnic group would they say they belong to?",
                ("asian", "Asian or Asian British"),
                ("black", "Black, Black British, Caribbean or African"),
                ("mixed", "Mixed or multiple"),
                ("white", "White"),
                ("traveller", "Gypsy, Roma or Irish Traveller"),
                ("another", "Another ethnic group"),
                evidence="V",
            ),
            _asked(
                "religion",
                "Which religion do they have, if any?",
                ("none", "None"),
                ("buddhist", "Buddhist"),
                ("christian", "Christian"),
                ("hindu", "Hindu"),
                ("jewish", "Jewish"),
                ("muslim", "Muslim"),
                ("sikh", "Sikh"),
                ("another", "Another"),
            ),
        ),
    ),
    Page(
        "disability_and_orientation",
        "Disability and sexual orientation",
        (
            _asked("disabled", "Are they disabled, or ill for a year or longer?", *_YES_NO),
            _asked(
                "orientation",
                "How would they describe their sexual orientation?",
                ("bisexual", "Bisexual"),
                ("gay_or_lesbian", "Gay or lesbian"),
                ("heterosexual", "Heterosexual"),
                ("another", "In another way"),
            ),
        ),
    ),
    Page(
        "status_and_language",
        "Immigration status and language",
        (
            _asked(
                "no_public_funds",
                "Are they kept from public funds by their immigration status?",
                *_YES_NO,
                ("not_known", "Not known"),
            ),
            _asked("english_most", "Is English the language they use most?", *_YES_NO),
        ),
    ),
)
BY_KEY: Final = {page.key: page for page in PAGES}
