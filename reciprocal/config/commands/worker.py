"""`./run worker`: does what is due and sends what waits, round after round, until it is asked to end."""

from __future__ import annotations

import logging
import os
import signal
from datetime import datetime
from threading import Event
from types import FrameType

from reciprocal.config import Refused, prepared
from reciprocal.config.addresses import parts_of
from reciprocal.config.commands import Parser, keys, own_address, start_django, witness
from reciprocal.config.roles import connect

_LOG = logging.getLogger(__name__)


def main(arguments: list[str]) -> None:
    parser = Parser(prog="worker", description="Does what is due and sends what waits.")
    parser.add_argument("--every", type=float, default=20.0, help="seconds between two rounds (20)")
    parser.add_argument("--once", action="store_true", help="one round, and end")
    parser.add_argument(
        "--check-failed",
        action="store_true",
        help="tell the scheme managers that a self-check found something, and end",
    )
    parser.add_argument(
        "--restored", action="store_true", help="erase again what came back with a backup that was put back, and end"
    )
    options = parser.parse_args(arguments)
    address = own_address()
    _refuse_what_is_unfit(address)
    os.environ["RECIPROCAL_DATABASE"] = address
    os.environ.pop("DATABASE_URL", None)
    start_django()
    ended = Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    if options.check_failed:
        tell_of_failed_check()
        return
    if options.restored:
        erase_again()
        return
    last = None
    while True:
        last = one_round(last)
        if options.once or ended.wait(options.every):
            return


def one_round(last: datetime | None) -> datetime | None:
    """Do everything that is due now. What goes wrong is said, and tried again in the next round.

    Args: when the last whole round was. Gives when this one was, or nothing where it ended early.
    """
    from django.db import DatabaseError, connection

    from reciprocal.worklist import rounds

    at = None
    try:
        at = _now()
        rounds.run(at, last)
    except DatabaseError:
        _LOG.exception("This round has ended early")
        return None
    finally:
        connection.close_if_unusable_or_obsolete()
    return at


def tell_of_failed_check() -> None:
    """Queue the notice of a failed self-check; the worker that runs sends it."""
    from reciprocal.worklist import failed_check

    failed_check.tell(_now())


def erase_again() -> None:
    """Erase what a backup brought back, and say of how many requests and classes."""
    from reciprocal.worklist import daily

    print(f"Erased again: {daily.erase_again(_now())}.")


def _now() -> datetime:
    from django.conf import settings

    from reciprocal import clock
    from reciprocal.demo import time as demo_time

    if settings.DEMO:  # the demonstration's time is the web server's, which it keeps in the database
        moment = demo_time.stored()
        clock.use(lambda: moment)
    return clock.now()


def _refuse_what_is_unfit(address: str) -> None:
    """Raises Refused where the login is not the worker's, or the tables are of another version."""
    if not address:
        raise Refused("Set RECIPROCAL_DATABASE to the address of the database, with the login reciprocal_worker.")
    if not os.environ.get("RECIPROCAL_MASTER_KEY"):
        raise Refused("Set RECIPROCAL_MASTER_KEY to 32 random bytes in base64: it opens sealed data.")
    for name in keys.NAMES:
        keys.refuse_what_is_no_key(name)
    if not os.environ.get("RECIPROCAL_DEMO"):
        for name, what in (
            ("RECIPROCAL_SMTP", "the mail server, such as smtp://login:password@host:587"),
            ("RECIPROCAL_ADDRESS", "where people open the service, such as https://moves.example.org"),
            ("RECIPROCAL_MAIL_FROM", "the address that notices come from"),
        ):
            if not os.environ.get(name):
                raise Refused(f"Set {name} to {what}.")
        witness.refuse_where_nothing_is_counted()
    with connect(address) as connection:
        if connection.info.user != "reciprocal_worker":
            raise Refused(f"The worker logs in as reciprocal_worker; this login is {connection.info.user}.")
        done = prepared.marks(connection, parts_of(address)["dbname"])
    if done.get("prepared") != prepared.fingerprint():
        raise Refused("The database was not prepared by this version. Run `./run prepare` as its owner first.")
