"""`./run keys rotate`: changes the master key for a new one, as the owner of the database; safe to repeat."""

from __future__ import annotations

import base64
import binascii
import os

from reciprocal.config import Refused
from reciprocal.config.commands import Parser, own_address, start_django
from reciprocal.config.roles import connect

NEW, OLD = NAMES = ("RECIPROCAL_MASTER_KEY", "RECIPROCAL_MASTER_KEY_OLD")
_BATCH = 200


def main(arguments: list[str]) -> None:
    parser = Parser(prog="keys", description="Seals with a new master key what the old one has sealed.")
    parser.add_argument("what", choices=["rotate"])
    parser.add_argument("--batch", type=int, default=_BATCH, help=f"how many rows a transaction ({_BATCH})")
    options = parser.parse_args(arguments)
    address = own_address()
    if not address:
        raise Refused("Set RECIPROCAL_DATABASE to the address of the database, with the login reciprocal_owner.")
    for name, which in ((NEW, "the new master key"), (OLD, "the master key so far")):
        if not os.environ.get(name):
            raise Refused(f"Set {name} to {which}: 32 random bytes in base64.")
        refuse_what_is_no_key(name)
    if os.environ[NEW] == os.environ[OLD]:
        raise Refused(f"{NEW} and {OLD} are the same key. Make a new one.")
    with connect(address) as connection:
        if connection.info.user != "reciprocal_owner":
            raise Refused(f"Change keys with the login reciprocal_owner; this one is {connection.info.user}.")
    os.environ["RECIPROCAL_DATABASE"] = address
    start_django()
    from reciprocal.config import rotation

    left = False
    for line in rotation.rotate(max(1, options.batch)):
        print(line, flush=True)
        left = left or rotation.NEITHER in line
    if left:
        raise Refused(f"Something opens with neither key. Is {OLD} the key so far? Nothing of it was changed.")
    print(f"Done. Take {OLD} away, start the web server and the worker again, and destroy the old key.")


def refuse_what_is_no_key(name: str) -> None:
    """Raises Refused where a variable is set to something that is not 32 bytes in base64."""
    if not os.environ.get(name):
        return
    try:
        length = len(base64.b64decode(os.environ[name], validate=True))
    except binascii.Error:
        raise Refused(f"{name} is not base64. Set it to 32 random bytes in base64: it opens sealed data.") from None
    if length != 32:
        raise Refused(f"{name} has {length} bytes, and it needs 32.")


def refuse_another_key() -> None:
    """Raises Refused where the database is sealed with no key that is given here, for example an old one."""
    from django.db import connection

    from reciprocal.access.encryption import id_of, masters

    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_masters()")
        used = {row[0] for row in cursor.fetchall()}
    if used - {id_of(key) for key in masters()}:
        raise Refused(f"{NEW} is not the key that this database is sealed with. If keys change, set {OLD} as well.")
