"""The database's roles: made on any server, and never with more rights than they should have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from reciprocal.config import Refused, postgres, roles
from reciprocal.config.addresses import url_for


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """A server of its own, since roles belong to a whole server."""
    with postgres.running(tmp_path_factory.mktemp("roles") / "data", forgetful=True) as server:
        yield server


def test_they_are_made_by_a_login_that_is_no_superuser_and_again(server: postgres.Server) -> None:
    with roles.connect(server.url()) as connection:
        connection.execute("CREATE ROLE keeper LOGIN CREATEDB CREATEROLE")
    for _ in range(2):
        urls = roles.install(server.url(user="keeper"), "made_by_keeper", passwords_for=roles.LOGINS)
    assert set(urls) == set(roles.LOGINS)
    with roles.connect(urls["owner"]) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS closed (id int)")
    for role in ("web", "worker", "check", "report"):
        with roles.connect(urls[role]) as other, pytest.raises(psycopg.errors.InsufficientPrivilege):
            other.execute("SELECT * FROM closed")


def test_they_may_do_nothing_that_steps_over_row_level_security(server: postgres.Server) -> None:
    roles.install(server.url(), "plain")
    with roles.connect(server.url()) as connection:
        rows = connection.execute(
            "SELECT rolname, rolcanlogin,"
            " rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
            " FROM pg_roles WHERE rolname LIKE 'reciprocal%' ORDER BY rolname"
        ).fetchall()
        members = connection.execute(
            "SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = member"
            " JOIN pg_roles r ON r.oid = roleid WHERE m.rolname LIKE 'reciprocal%'"
        ).fetchall()
    assert rows == [
        (f"reciprocal_{name}", name != "definer", False)
        for name in ("check", "definer", "owner", "report", "web", "worker")
    ]
    assert set(members) == {("reciprocal_owner", "reciprocal_definer")}


def test_strangers_may_not_even_connect(server: postgres.Server) -> None:
    roles.install(server.url(), "plain")
    with roles.connect(server.url()) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")
    with pytest.raises(Refused, match="permission denied for database"):
        roles.connect(server.url("plain", "stranger"))


@pytest.mark.parametrize(
    ("give", "take", "word"),
    [
        ("ALTER ROLE reciprocal_web BYPASSRLS", "ALTER ROLE reciprocal_web NOBYPASSRLS", "BYPASSRLS"),
        ("ALTER ROLE reciprocal_check SUPERUSER", "ALTER ROLE reciprocal_check NOSUPERUSER", "SUPERUSER"),
        (
            "GRANT reciprocal_owner TO reciprocal_web",
            "REVOKE reciprocal_owner FROM reciprocal_web",
            "a member of",
        ),
    ],
)
def test_a_role_that_was_given_too_much_is_refused(server: postgres.Server, give: str, take: str, word: str) -> None:
    roles.install(server.url(), "plain")
    with roles.connect(server.url()) as connection:
        connection.execute(give)
        try:
            with pytest.raises(Refused, match=word):
                roles.install(server.url(), "plain")
        finally:
            connection.execute(take)


def test_only_one_run_at_a_time_sets_passwords(server: postgres.Server) -> None:
    with roles.held(server.url()), pytest.raises(Refused, match="Stop it first"), roles.held(server.url()):
        pass


def test_a_password_never_reaches_the_console(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        roles.connect(f"postgresql://me:hush@/it?host={tmp_path}")
    assert "hush" not in str(refusal.value)
    with pytest.raises(Refused) as refusal:
        roles.connect("postgresql://me:hush@host:notaport:/it")
    assert "hush" not in str(refusal.value)


def test_an_address_is_written_as_it_is_read() -> None:
    address = url_for("host=/run/here port=5433 user=a", password="p@ss/w:rd", database="my data")
    assert url_for(address) == address
    assert psycopg.conninfo.conninfo_to_dict(address) == {
        "user": "a",
        "password": "p@ss/w:rd",
        "dbname": "my data",
        "host": "/run/here",
        "port": "5433",
    }


def test_new_passwords_open_the_door_and_old_ones_do_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with postgres.running(data, forgetful=True):
        pass
    rules = "local all postgres trust\nlocal all all scram-sha-256\n"
    (data / "pg_hba.conf").write_text(rules, encoding="ascii")
    with postgres.running(data, forgetful=True) as server:
        first = roles.install(server.url(), "plain", passwords_for=roles.LOGINS)
        second = roles.install(server.url(), "plain", passwords_for=["web"])
        roles.connect(second["web"]).close()
        roles.connect(first["check"]).close()
        with pytest.raises(Refused, match="password authentication failed"):
            roles.connect(first["web"])
