"""`./run roles`: makes the database and its roles on a server of your own; safe to repeat."""

from __future__ import annotations

import os

from reciprocal.config import Refused, roles
from reciprocal.config.commands import Parser


def main(arguments: list[str]) -> None:
    parser = Parser(prog="roles", description="Makes the database and the roles that own, serve, check and report.")
    parser.add_argument("--database", default="reciprocal", help="the database's name (reciprocal)")
    parser.add_argument(
        "--passwords", metavar="FILE", help="give every login a new password, and write the addresses here"
    )
    options = parser.parse_args(arguments)
    admin = os.environ.get("DATABASE_URL", "")
    if not admin:
        raise Refused("Set DATABASE_URL to the address of your server, with a login that may make roles and databases.")
    if not options.passwords:
        roles.install(admin, options.database)
        print(f"The roles and the database {options.database} are there. No password was changed.")
        return
    try:
        descriptor = os.open(options.passwords, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        raise Refused(f"The passwords cannot be written to {options.passwords}: {problem.strerror}.") from problem
    with open(descriptor, "w", encoding="utf-8") as file:
        for role, url in roles.install(admin, options.database, passwords_for=roles.LOGINS).items():
            file.write(f"{role} {url}\n")
    print(f"The roles and the database {options.database} are there; addresses in {options.passwords}.")
