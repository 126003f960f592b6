"""Who covers for whom, on one page."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import page, question, send, words
from tests.people import EVERYBODY, request_row


def test_nadia_reads_who_covers_and_where_nobody_does(client_of: Any, staged: Any) -> None:
    alone, covered = staged("draft"), staged("draft")
    nadia, desk = client_of("nadia"), client_of("lantern_desk")
    send(nadia, question(covered, "cover"), {"cover": str(EVERYBODY["lantern_desk"].membership_id)})
    said = words(nadia.get("/cover/"))
    assert "Nobody yet" in said
    assert "Lantern duty desk, not accepted yet" in said
    desk.post(f"{page(covered)}cover/")
    assert "Lantern duty desk, since 3 March 2026" in words(nadia.get("/cover/"))
    assert request_row(alone).reference in words(nadia.get("/cover/"))


def test_a_cover_reads_the_reference_only_once_they_accepted(client_of: Any, staged: Any) -> None:
    draft, desk = staged("draft"), client_of("lantern_desk")
    send(client_of("nadia"), question(draft, "cover"), {"cover": str(EVERYBODY["lantern_desk"].membership_id)})
    reference = request_row(draft).reference
    before = words(desk.get("/cover/"))
    assert "Nadia asks you to cover" in before
    assert reference not in before
    desk.post(f"{page(draft)}cover/")
    after = words(desk.get("/cover/"))
    assert reference in after
    assert "Nadia, since 3 March 2026" in after


def test_anybody_else_reads_who_holds_the_same_post(client_of: Any, staged: Any) -> None:
    staged("circulating")
    clare = words(client_of("clare").get("/cover/"))
    assert "Example moves desk" in clare
    assert "DR-" not in clare
    assert "ARC-" not in clare
    assert "Nobody else at Alder Council holds this post." in words(client_of("liam").get("/cover/"))
