"""Tables as data: a caption, columns, rows; drawn by `ui/table.html`, as a list on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Column:
    """One column: its heading; numbers stand to the right; `sort_url` makes the heading a link.

    `unbroken` keeps its cells on one line, for references and dates.
    """

    label: str
    numeric: bool = False
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    hide_label: bool = False
    unbroken: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: a text, maybe a link or a button that leads to `url`, maybe a tag of this `colour`.

    `context` is read out after the text and not shown, for example "on DR-7K3M9P" after "Decide". `alarm`
    writes the text in red, for what is overdue; the words have to say so as well. `beside` is the text and the
    address of a grey link after a button.
    """

    text: str
    url: str = ""
    context: str = ""
    button: bool = False
    primary: bool = False
    colour: str = ""
    alarm: bool = False
    beside: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True)
class Table:
    """A table. Where it has no rows, `empty` is said in its place: an empty table is never drawn."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: str
    caption_size: Literal["s", "m", "l", "hidden"] = "m"

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows, each cell with its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]
