"""One file a command of `./run`; each has `main(arguments)`."""

from __future__ import annotations

import argparse
import os
from typing import NoReturn

from reciprocal.config import Refused


class Parser(argparse.ArgumentParser):
    """Reads a command's options and refuses in one line."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{self.prog}: {message}")


def start_django() -> None:
    """Loads the settings and the apps, for a command that needs them."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "reciprocal.config.settings"
    django.setup()


def own_address() -> str:
    """This process's database: RECIPROCAL_DATABASE, or else DATABASE_URL; empty without either."""
    return os.environ.get("RECIPROCAL_DATABASE") or os.environ.get("DATABASE_URL", "")
