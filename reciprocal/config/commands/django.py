"""`./run django …`: Django's own commands, such as makemigrations."""

from __future__ import annotations

import os

from reciprocal.config.commands import own_address


def main(arguments: list[str]) -> None:
    from django.core.management import execute_from_command_line

    os.environ["DJANGO_SETTINGS_MODULE"] = "reciprocal.config.settings"
    if own_address():
        os.environ["RECIPROCAL_DATABASE"] = own_address()
    execute_from_command_line(["./run django", *arguments])
