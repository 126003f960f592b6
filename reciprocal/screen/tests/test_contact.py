"""Telephone numbers, e-mail addresses and names in social networks; and what only looks like them."""

from __future__ import annotations

import pytest

from reciprocal.screen.contact import emails, handles, phones
from reciprocal.screen.finding import Span


def cut(text: str, spans: list[Span]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ring 07700 900123", "07700 900123"),
        ("+44 (0)7700 900123", "+44 (0)7700 900123"),
        ("on (020) 7946 0991, please", "(020) 7946 0991"),
        ("aunt in Hargeisa: +252 61 555 0142", "+252 61 555 0142"),
        ("mobile 7700 900123", "7700 900123"),
        (
            "seven, that is oh seven seven double oh nine double oh one two three",
            "oh seven seven double oh nine double oh one two three",
        ),
        ("O77OO 900123", "O77OO 900123"),
    ],
)
def test_a_telephone_number_is_found_however_it_is_typed(text: str, number: str) -> None:
    assert number in cut(text, list(phones(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Refuge is on 0808 2000 247",
        "rent £0800 900 1234",
        "dial 999, or 101",
        "01.02.2024 10.30 in court",
        "crime ref 0712345678",
        "call in 2024",
        "one two three four children",
    ],
)
def test_helplines_amounts_and_dates_are_no_telephone_number(text: str) -> None:
    assert list(phones(text)) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to zara_k@example.org.", "zara_k@example.org"),
        ("zara.k at gmail dot com", "zara.k at gmail dot com"),
        ("zara (at) hotmail.co.uk", "zara (at) hotmail.co.uk"),
        ("it is zara88@gmail I think", "zara88@gmail"),
    ],
)
def test_an_e_mail_address_is_found_also_where_it_is_spelt_out(text: str, address: str) -> None:
    assert address in cut(text, list(emails(text)))


def test_a_page_and_a_meeting_place_are_no_e_mail_address() -> None:
    for text in ("look at bbc.co.uk", "meet at Dot's cafe", "2 @ £3.50", "he is @kay.ldn"):
        assert list(emails(text)) == []


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("@kay.ldn posts daily", "@kay.ldn"),
        ("her insta is lil_mo99", "lil_mo99"),
        ("facebook.com/kay.ldn", "facebook.com/kay.ldn"),
        ("e8_ghost on Instagram", "e8_ghost"),
        ("username: lilmoxx", "lilmoxx"),
    ],
)
def test_a_handle_is_found_and_not_the_network(text: str, handle: str) -> None:
    assert set(cut(text, list(handles(text)))) == {handle}


def test_a_networks_own_name_is_no_handle() -> None:
    for text in ("found her through Facebook", "he uses TikTok and WhatsApp", "Instagram account closed", "meet @home"):
        assert list(handles(text)) == []


@pytest.mark.parametrize("text", ["o7700 900215", "07700 9OO221", "[07700] 900244", "07700,900,242"])
def test_a_number_typed_with_slips_is_found(text: str) -> None:
    assert list(phones(text)) == [(0, len(text))]


def test_a_number_glued_to_the_word_before_or_behind_is_found() -> None:
    assert list(phones("tel07700900217")) == [(3, 14)]
    assert next(iter(phones("07700 900255her sister")))[0] == 0


def test_a_stop_inside_is_a_handle_only_behind_what_comes_from_an_account() -> None:
    assert cut("screenshots from ash.fern", list(handles("screenshots from ash.fern"))) == ["ash.fern"]
    assert list(handles("she left the flat.later he came")) == []
    assert cut("X (twitter) kestrel77", list(handles("X (twitter) kestrel77"))) == ["kestrel77"]
