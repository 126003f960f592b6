"""The worker as a process of its own: it tells of a failed check, and does its rounds as nobody but itself."""

from __future__ import annotations

from typing import Any

from reciprocal.config import prepared
from tests import database
from tests.ground.test_commands import GOOD, run, said

MAIL = {
    "RECIPROCAL_SMTP": "smtp://127.0.0.1:9",
    "RECIPROCAL_ADDRESS": "https://moves.example.org",
    "RECIPROCAL_MAIL_FROM": "notices@moves.example.org",
}


def environment(cluster: database.Cluster, name: str, superuser: Any, role: str = "worker") -> dict[str, str]:
    """What the worker is told, on a database that this version prepared."""
    prepared.mark(superuser, name, prepared=prepared.fingerprint())
    return {**GOOD, **MAIL, "DATABASE_URL": cluster.url(role, name)}


def test_a_failed_check_is_queued_for_the_scheme_manager_once_a_day(
    cluster: database.Cluster, fresh_database: str, as_role: Any
) -> None:
    superuser = as_role("superuser")
    told = environment(cluster, fresh_database, superuser)
    for _ in range(2):
        result = run("worker", "--check-failed", environment=told)
        assert result.returncode == 0, result.stderr
    rows = superuser.execute(
        "SELECT n.key, m.role, o.state FROM notifications_notice n JOIN accounts_membership m ON m.id = n.membership_id"
        " JOIN notifications_mail o ON o.notice_id = n.id"
    ).fetchall()
    assert rows == [("check_failed", "scheme_manager", "waiting")]


def test_one_round_ends_by_itself_and_keeps_what_no_mail_server_took(
    cluster: database.Cluster, fresh_database: str, as_role: Any
) -> None:
    superuser = as_role("superuser")
    told = environment(cluster, fresh_database, superuser)
    run("worker", "--check-failed", environment=told)
    result = run("worker", "--once", environment=told)
    assert result.returncode == 0, result.stderr
    mails = superuser.execute("SELECT state, tries FROM notifications_mail WHERE kind = 'notice'").fetchall()
    assert mails == [("waiting", 1)]


def test_no_other_login_does_the_workers_rounds(cluster: database.Cluster, fresh_database: str, as_role: Any) -> None:
    told = environment(cluster, fresh_database, as_role("superuser"), role="web")
    assert "The worker logs in as reciprocal_worker" in said(run("worker", "--check-failed", environment=told))
