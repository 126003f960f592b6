"""A mistake in a scheme's file is answered by one sentence: file, place, what is wrong, how to mend it."""

import re
from pathlib import Path

import pytest

from reciprocal.rulebook.reading import SchemeError
from reciprocal.rulebook.scheme import load

TINY = (Path(__file__).parent / "tiny.toml").read_text(encoding="utf-8")
FIRST_PLACE = '{ code = "ash", name = "Ashwater", group = "upper" }'
FIXED = 'code = "FIXED", label = "For five years", lifetime = false, tier = 2, granted_by = ["council"]'
CHECK_DAYS = "values = [{ from = 2025-01-01, value = 1, mark = "
CONSENT = 'consent = { since = 2025-01-01, mark = "V", source = "pact" }'

MISTAKES = [
    # what is changed into what, the place that the sentence names, what it says
    ('short_name = "Tarn Moves"\n', "", "short_name", "the key is missing; add it, with a text in quotes"),
    ('key = "tarn"', 'key = "tarn"\ncolour = "red"', "colour", "the key is not known; take it out"),
    (FIRST_PLACE, FIRST_PLACE[:-1] + ", size = 3 }", "places.1.size", "the key is not known"),
    ('area = "Tarn Valley"', "area = 5", "area", "the value is of the wrong type; write a text in quotes"),
    ('area = "Tarn Valley"', 'area = " "', "area", "the text is empty; write it out"),
    ("begins = 2025-01-01", 'begins = "2025"', "begins", "wrong type; write a date like 2026-03-03"),
    ("begins = 2025-01-01", "begins = 2025-01-01T09:00:00", "begins", "wrong type; write a date"),
    ("calendar = [", "calendar = 5\nrest = [", "calendar", "write a list of tables"),
    ("calendar = [", "calendar = [\n5,", "calendar", "write a list of tables"),
    ("day = 2026-12-28", "day = 2026-03-04", "calendar.2.day", "2026-03-04 stands twice; keep one"),
    ("working = false", 'working = "no"', "calendar.1.working", "wrong type; write true or false"),
    (', why = "The fair, when every office is shut."', "", "calendar.1.why", "the key is missing"),
    ('code = "upper", label', 'code = "lower", label', "groups.2.code", '"lower" stands twice'),
    ('code = "ash"', 'code = "birk"', "places.2.code", '"birk" stands twice; give each its own code'),
    ('code = "ash"', 'code = "a s h"', "places.1.code", '"a s h" is no code; use 1 to 20 letters'),
    ('code = "ash"', 'code = "zash"', "places", 'the code of "Ashwater" does not sort as the name does'),
    ('name = "Ashwater"', 'name = "Birkside"', "places.2.name", '"Birkside" stands twice'),
    (
        'name = "Ashwater"',
        'name = "Ashwater", group = "upper", ons = "E1" }, { code = "asi", name = "Ashwick", ons = "E1"',
        "places.2.ons",
        '"E1" stands twice',
    ),
    (FIRST_PLACE, FIRST_PLACE.replace("upper", "middle"), "places.1.group", "choose one of: upper, lower"),
    (
        'label = "Lower valley" },',
        'label = "Lower valley" }, { code = "far", label = "Far" },',
        "groups",
        'no place is in "far"; give it a place or take it out',
    ),
    ('code = "SYV"', 'code = "DA"', "reasons.2.code", '"DA" stands twice'),
    (", youth_violence = true", "", "reasons.2.youth_violence", "the key is missing"),
    ("paused_since = 2026-02-01, ", "", "reasons.3.paused_since", "add it, with a date"),
    ("paused = true", "paused = false", "reasons.3.paused_since", "the key is not known"),
    ('code = "FIXED"', 'code = "LIFE"', "tenancy_types.2.code", '"LIFE" stands twice'),
    (FIXED, FIXED.replace("false", '"no"'), "tenancy_types.2.lifetime", "write true or false"),
    (FIXED, FIXED.replace("tier = 2", 'tier = "2"'), "tenancy_types.2.tier", "write a whole number"),
    (FIXED, FIXED.replace("tier = 2", "tier = true"), "tenancy_types.2.tier", "write a whole number"),
    (FIXED, FIXED.replace("tier = 2", "tier = -1"), "tenancy_types.2.tier", "-1 is too low; write 0 or more"),
    (FIXED, FIXED.replace('["council"]', "[]"), "tenancy_types.2.granted_by", "nobody grants this tenancy"),
    (FIXED, FIXED.replace('"council"', '"bank"'), "tenancy_types.2.granted_by", '"bank" is not known'),
    (FIXED, FIXED.replace('["council"]', '"council"'), "tenancy_types.2.granted_by", "a list of texts"),
    ('weakness = "fixed_term", ', "", "tenancy_types.2.weakness", "the key is missing"),
    ("valid_to = 2026-06-30", "valid_to = 2024-06-30", "tenancy_types.3.valid_to", "before the beginning"),
    ('phone = "01632 960001"\n', "", "coordinator.phone", "the key is missing"),
    ("[coordinator]\n", "[coordinator]\nfax = 1\n", "coordinator.fax", "the key is not known"),
    ('pact = "The pact of the four parishes"', "pact = 4", "sources.pact", "write a text in quotes"),
    ("offer_cap = {", "offer_cup = {", "settings.offer_cap", "the key is missing"),
    ("[settings]\n", '[settings]\nteas = "two"\n', "settings.teas", "the key is not known"),
    (
        'check_days = { unit = "working_days"',
        'check_days = { unit = "weeks"',
        "settings.check_days.unit",
        "weeks",
    ),
    ('judged_on = "first_offer"', 'judged_on = "birth"', "settings.offer_cap.judged_on", "submit, approval"),
    (
        "value = 3, mark",
        "value = 0, mark",
        "settings.offer_cap.values.1.value",
        "0 is too low; write 1 or more",
    ),
    ('mark = "D"', 'mark = "X"', "settings.offer_cap.values.1.mark", "choose one of: V, P, I, D"),
    ('value = "all_partners"', 'value = "nobody"', "settings.circulate_to.values.1.value", "choose one of"),
    ("value = [3, 5]", "value = [5, 3]", "settings.approval_reminders.values.1.value", "do not rise"),
    ("value = [3, 5]", "value = [0, 5]", "settings.approval_reminders.values.1.value", "from 1 on"),
    ("value = [3, 5]", "value = []", "settings.approval_reminders.values.1.value", "write a list of whole"),
    ("value = [3, 5]", 'value = [3, "5"]', "settings.approval_reminders.values.1.value", "write a list of"),
    ('value = "County Moves"', "value = 7", "settings.other_scheme.values.1.value", "write a text in quotes"),
    (
        "{ from = 2026-01-01, value = 2",
        "{ from = 2024-01-01, value = 2",
        "settings.min_places.values.2.from",
        "order",
    ),
    (
        "{ from = 2025-01-01, value = 3",
        "{ from = 2025-01-02, value = 3",
        "settings.offer_cap.values",
        "no value holds",
    ),
    (
        "value = 2, mark",
        "value = 4, mark",
        "settings.min_places.values.2.value",
        "4 is more than the 3 places",
    ),
    (CONSENT + "\n", "", "rules.consent", "the key is missing"),
    (CONSENT, CONSENT + '\nteas = { off = "No." }', "rules.teas", "the key is not known"),
    (CONSENT, 'consent = "yes"', "rules.consent", "write a table that begins [rules.consent]"),
    (
        CONSENT,
        'consent = { off = "No." }',
        "rules.consent.off",
        "cannot be switched off; give it a since date",
    ),
    (CONSENT, CONSENT.replace('"pact"', '"rumour"'), "rules.consent.source", "choose one of: pact"),
    (CONSENT, CONSENT.replace('mark = "V", ', ""), "rules.consent.mark", "the key is missing"),
    (
        "until = 2027-12-31",
        "until = 2024-12-31",
        "rules.enough_places.until",
        "before the beginning (2025-07-01)",
    ),
]


def _message(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "tiny.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SchemeError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(("old", "new", "place", "says"), MISTAKES, ids=[f"{m[2]}: {m[3]}" for m in MISTAKES])
def test_a_mistake_gets_its_sentence(tmp_path: Path, old: str, new: str, place: str, says: str) -> None:
    assert old in TINY
    message = _message(tmp_path, TINY.replace(old, new, 1))
    assert message.startswith(f"tiny.toml: at {place}, ")
    assert says in message
    assert re.fullmatch(r"tiny\.toml: at [^;]+; [^;]+\.", message), "one sentence: place, what, and how to mend it"


@pytest.mark.parametrize("key", ["places", "reasons", "tenancy_types"])
def test_an_empty_list_gets_its_sentence(tmp_path: Path, key: str) -> None:
    text = re.sub(rf"^{key} = \[.*?^\]", f"{key} = []", TINY, flags=re.DOTALL | re.MULTILINE)
    assert _message(tmp_path, text) == f"tiny.toml: at {key}, the list is empty; add at least one."


def test_a_file_that_is_no_toml_gets_its_line(tmp_path: Path) -> None:
    message = _message(tmp_path, 'key = "tarn\n')
    assert message.startswith("tiny.toml: the file cannot be read as TOML, ")
    assert "line 1" in message


def test_a_file_in_another_encoding_gets_its_sentence(tmp_path: Path) -> None:
    assert _message(tmp_path, b'key = "\xff"') == "tiny.toml: the file is not in UTF-8; save it as UTF-8 text."


def test_a_name_without_a_file_gets_the_names_there_are() -> None:
    with pytest.raises(SchemeError, match=r"^atlantis: there is no such scheme; choose one of .*london"):
        load("atlantis")
    with pytest.raises(SchemeError, match=r"gone\.toml: there is no such scheme"):
        load("/nowhere/gone.toml")


def test_two_values_of_one_day_are_a_mistake(tmp_path: Path) -> None:
    text = TINY.replace("{ from = 2026-01-01, value = 2", "{ from = 2025-01-01, value = 2")
    assert "2025-01-01 is not later than the value before it" in _message(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("valid_to = 2026-06-30", "valid_to = 2025-01-01"),
        ("value = 2, mark", "value = 3, mark"),
        ("value = [3, 5]", "value = [1, 5]"),
    ],
    ids=["a tenancy for one day", "as many places as there are", "a reminder on the first day"],
)
def test_what_is_just_allowed_is_no_mistake(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "tiny.toml"
    assert old in TINY
    path.write_text(TINY.replace(old, new, 1), encoding="utf-8")
    assert load(path).key == "tarn"


def test_the_file_without_a_mistake_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_text(TINY, encoding="utf-8")
    assert load(path).key == "tarn"
