"""`./run docs`: writes docs/generated anew from the rulebook and the forms."""

from __future__ import annotations

from reciprocal.config.commands import start_django


def main(arguments: list[str]) -> int | None:
    start_django()
    from reciprocal.config import documents

    return documents.run()
