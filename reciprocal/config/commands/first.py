"""`./run first`: puts the first scheme manager into a new service, as its owner; all others are invited from there."""

from __future__ import annotations

import os

from reciprocal.config import Refused
from reciprocal.config.commands import Parser, own_address, start_django


def main(arguments: list[str]) -> None:
    parser = Parser(prog="first", description="Puts in the first scheme manager, who then asks for a password.")
    parser.add_argument("email", help="their work e-mail")
    parser.add_argument("name", help="their name")
    parser.add_argument("phone", help="their work phone, at which somebody would ring them back")
    options = parser.parse_args(arguments)
    address = own_address()
    if not address:
        raise Refused("Set RECIPROCAL_DATABASE to the address of the database, with the login reciprocal_owner.")
    os.environ["RECIPROCAL_DATABASE"] = address
    start_django()
    _put_in(options.email.lower(), options.name, options.phone)
    print(f"{options.email} can sign in now: open /sign-in/help/ and ask for a link.")


def _put_in(email: str, name: str, phone: str) -> None:
    from django.db import transaction

    from reciprocal import clock
    from reciprocal.accounts.models import Membership, Person
    from reciprocal.partners.models import Organisation
    from reciprocal.rulebook.roles import SCHEME_MANAGER
    from reciprocal.rulebook.scheme import current

    with transaction.atomic():
        if Membership.objects.filter(role=SCHEME_MANAGER, ended_on__isnull=True).exists():
            raise Refused("There is a scheme manager already, who can invite others.")
        organisation, _ = Organisation.objects.get_or_create(
            name=current().coordinator.organisation, defaults={"kind": "coordinator"}
        )
        person, _ = Person.objects.get_or_create(email=email, defaults={"name": name, "phone": phone, "password": "!"})
        Membership.objects.create(
            person=person, organisation=organisation, role=SCHEME_MANAGER, started_on=clock.today()
        )
