"""`./run witness`: signs every minute, outside the database, what the log is, as the login that changes nothing."""

from __future__ import annotations

import logging
import os
import signal
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Ended
from types import FrameType
from typing import TYPE_CHECKING

from reciprocal.config import Refused
from reciprocal.config.commands import Parser, own_address, start_django
from reciprocal.config.roles import connect

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from reciprocal.audit.witness import Witnessed

_LOG = logging.getLogger(__name__)
LONGEST = 60.0


def main(arguments: list[str]) -> None:
    parser = Parser(prog="witness", description="Signs checkpoints of the log outside the database.")
    parser.add_argument("--every", type=float, default=30.0, help="seconds between two checkpoints (30, at most 60)")
    parser.add_argument("--once", action="store_true", help="one checkpoint, and end")
    parser.add_argument("--new-key", metavar="FILE", help="make the key that signs, and its public half beside it")
    parser.add_argument("--restored", action="store_true", help="sign that a backup was put back, and end")
    options = parser.parse_args(arguments)
    if options.new_key:
        _make_key(Path(options.new_key))
        return
    if not 0 < options.every <= LONGEST:
        raise Refused("A checkpoint is made at least every 60 seconds: --every takes 1 to 60.")
    folder, key = _ready()
    ended = Ended()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    known = _known(folder, key)
    if options.restored:
        _sign_restored(folder, key, known)
        return
    while True:
        whole = one_round(folder, key, known)
        if options.once:
            if not whole:
                raise Refused("No checkpoint was signed; the reason is above.")
            return
        if ended.wait(options.every):
            one_round(folder, key, known)  # what came since, so that nothing is left without
            return


def one_round(folder: Path, key: Ed25519PrivateKey, known: Witnessed) -> bool:
    """Sign what the log has more than at the last checkpoint, unless it was changed. Gives whether it is whole.

    Args:
        folder: where the checkpoints are kept.
        key: the key that signs.
        known: what was signed until now; it is brought up to date.
    """
    from django.db import DatabaseError, connection

    from reciprocal.audit import log, witness

    try:
        fault, new = log.since(known)
        if fault:
            _LOG.error("No checkpoint was signed. %s Run ./run check.", fault)
            return False
        witness.checkpoint(folder, key, known, new, datetime.now(UTC))
    except witness.Broken as problem:
        _LOG.error("No checkpoint was signed. %s", problem)
        return False
    except OSError as problem:
        _LOG.error("No checkpoint was signed: %s cannot be written: %s.", folder, problem.strerror)
        return False
    except DatabaseError:
        _LOG.exception("No checkpoint was signed")
        return False
    finally:
        connection.close_if_unusable_or_obsolete()
    return True


def refuse_where_nothing_is_counted() -> None:
    """Raises Refused where this process cannot write the count outside the database; serve and worker call it."""
    folder = os.environ.get("RECIPROCAL_WITNESS", "")
    if not folder:
        raise Refused("Set RECIPROCAL_WITNESS to the folder outside the database where the log's entries are counted.")
    count = Path(folder) / "count"
    if not os.access(count, os.W_OK):
        raise Refused(f"{count} cannot be written by this process. ./run witness --new-key makes it.")


def _make_key(path: Path) -> None:
    """Make the key and, in the folder, the two files that begin empty. A new key is a new beginning."""
    from reciprocal.audit import witness

    folder = Path(os.environ.get("RECIPROCAL_WITNESS", ""))
    if not os.environ.get("RECIPROCAL_WITNESS"):
        raise Refused("Set RECIPROCAL_WITNESS to a folder outside the database, for the checkpoints.")
    if (folder / witness.CHECKPOINTS).exists():
        raise Refused(f"{folder} has checkpoints already, which no other key can go on with.")
    try:
        witness.new_key(path)
        witness.begin(folder)
    except OSError as problem:
        raise Refused(f"{problem.filename} cannot be made: {problem.strerror}.") from None
    print(f"{path} signs; keep it where the witness alone can read it. {path}.pub is for ./run check.")


def _ready() -> tuple[Path, Ed25519PrivateKey]:
    """Give the folder and the key, and load the apps. Raises Refused for the first thing that is missing or unfit."""
    address = own_address()
    if not address:
        raise Refused("Set RECIPROCAL_DATABASE to the address of the database, with the login reciprocal_check.")
    for name, what in (
        ("RECIPROCAL_WITNESS", "a folder outside the database, for the checkpoints"),
        ("RECIPROCAL_WITNESS_KEY", "the file with the key that signs; make it with ./run witness --new-key FILE"),
    ):
        if not os.environ.get(name):
            raise Refused(f"Set {name} to {what}.")
    folder = Path(os.environ["RECIPROCAL_WITNESS"])
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise Refused(f"RECIPROCAL_WITNESS: {folder} is not a folder that this process can write.")
    with connect(address) as connection:
        if connection.info.user != "reciprocal_check":
            raise Refused(f"The witness logs in as reciprocal_check; this login is {connection.info.user}.")
    os.environ["RECIPROCAL_DATABASE"] = address
    os.environ.pop("DATABASE_URL", None)
    start_django()
    from reciprocal.audit import witness

    try:
        return folder, witness.private_key(Path(os.environ["RECIPROCAL_WITNESS_KEY"]))
    except witness.Broken as problem:
        raise Refused(str(problem)) from None


def _known(folder: Path, key: Ed25519PrivateKey) -> Witnessed:
    """Read what was signed until now."""
    from reciprocal.audit import witness

    try:
        return witness.read(folder, key.public_key())
    except witness.Broken as problem:
        raise Refused(f"{problem} The witness signs nothing before that is settled.") from None


def _sign_restored(folder: Path, key: Ed25519PrivateKey, known: Witnessed) -> None:
    """Sign that the log goes on from the end of the backup that was put back."""
    from reciprocal.audit import log, witness

    number, digest, fault = log.end_of_backup(known)
    if fault:
        raise Refused(fault)
    lost = max(known.entry, known.counted) - number
    witness.restored(folder, key, known, number, digest, datetime.now(UTC))
    print(f"The log goes on after entry {number}. {lost} entries that came later are lost; that is on record.")
