"""`./run serve`: the web server in production; it says in one line what is missing or too strong."""

from __future__ import annotations

import os
import sys

from reciprocal.config import Refused, prepared
from reciprocal.config.addresses import parts_of
from reciprocal.config.commands import Parser, keys, own_address, start_django, witness
from reciprocal.config.roles import connect

MUST_BE_SET = {
    "RECIPROCAL_SECRET_KEY": "Set RECIPROCAL_SECRET_KEY to a long random text: it signs sessions and forms.",
    "RECIPROCAL_MASTER_KEY": "Set RECIPROCAL_MASTER_KEY to 32 random bytes in base64: it opens sealed data.",
    "RECIPROCAL_ALLOWED_HOSTS": "Set RECIPROCAL_ALLOWED_HOSTS to the names it answers to, with commas.",
    "RECIPROCAL_ADDRESS": "Set RECIPROCAL_ADDRESS to where people open it, such as https://moves.example.org.",
}
SHORTEST_SECRET = 40


def main(arguments: list[str]) -> None:
    parser = Parser(prog="serve", description="Runs the web server behind a proxy that ends TLS.")
    parser.add_argument("--bind", default="127.0.0.1:8000", help="where it listens (127.0.0.1:8000)")
    parser.add_argument("--workers", type=int, default=2, help="how many processes of four threads (2)")
    options = parser.parse_args(arguments)
    address = own_address()
    _refuse_an_unfit_environment(address)
    _refuse_an_unfit_database(address)
    os.environ["RECIPROCAL_DATABASE"] = address
    os.environ.pop("DATABASE_URL", None)
    start_django()
    from django.db import connections

    from reciprocal.config import static
    from reciprocal.config.checks.people import TWO_PEOPLE, enough_for_sealed

    static.collect()
    keys.refuse_another_key()
    if not enough_for_sealed():
        print(TWO_PEOPLE, file=sys.stderr, flush=True)
    connections.close_all()
    command = [sys.executable, "-P", "-m", "gunicorn", "reciprocal.config.wsgi", f"--bind={options.bind}"]
    command += [f"--workers={options.workers}", "--threads=4", "--no-control-socket", "--log-level=warning"]
    os.execv(sys.executable, command)


def _refuse_an_unfit_environment(address: str) -> None:
    """Raises Refused for the first thing in the environment that is missing or wrong."""
    if not address:
        raise Refused("Set DATABASE_URL to the address of the database, with the login reciprocal_web.")
    if os.environ.get("RECIPROCAL_DEMO"):
        raise Refused("RECIPROCAL_DEMO is set. Unset it: in the demo anybody may step in as anybody.")
    for name, sentence in MUST_BE_SET.items():
        if not os.environ.get(name, "").strip():
            raise Refused(sentence)
    if len(os.environ["RECIPROCAL_SECRET_KEY"]) < SHORTEST_SECRET:
        raise Refused(f"RECIPROCAL_SECRET_KEY is too short. It needs at least {SHORTEST_SECRET} characters.")
    for name in keys.NAMES:
        keys.refuse_what_is_no_key(name)
    witness.refuse_where_nothing_is_counted()


def _refuse_an_unfit_database(address: str) -> None:
    """Raises Refused when the login could step over row-level security, or the tables are not ours."""
    with connect(address) as connection:
        user = connection.info.user
        rights = connection.execute(
            "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)"
            " OR EXISTS (SELECT FROM pg_database WHERE datdba = r.oid)"
            " OR EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        ).fetchone()
        if user != "reciprocal_web" or rights != (False, False):
            raise Refused(
                "The web server logs in as reciprocal_web, which owns nothing and cannot bypass row-level "
                f"security; this login is {user}."
            )
        done = prepared.marks(connection, parts_of(address)["dbname"])
    if done.get("prepared") != prepared.fingerprint():
        raise Refused("The database was not prepared by this version. Run `./run prepare` as its owner first.")
