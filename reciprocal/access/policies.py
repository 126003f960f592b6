"""The functions that say who acts and in which relation they stand to what."""

from pathlib import Path

from reciprocal.access import rls


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
