"""`./run tools`: the set-up has already installed the tools when this runs."""

from __future__ import annotations


def main(arguments: list[str]) -> None:
    print("The tools for tests and checks are installed.")
