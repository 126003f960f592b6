"""Careful reading of a scheme's file: a mistake gets one sentence, with its place and how to mend it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime


class SchemeError(ValueError):
    """A scheme's file has a mistake; the message says in which file and place, what, and how to mend it."""


class Table:
    """One table of a scheme's file, read key by key; keys that nobody asked for are mistakes."""

    def __init__(self, data: dict[str, object], file: str, where: str = "") -> None:
        self._data = data
        self._file = file
        self._where = where
        self._seen: set[str] = set()

    def place(self, key: str = "") -> str:
        """Name a place in the file, such as `settings.min_places.unit`."""
        return ".".join(part for part in (self._where, key) if part) or "the top of the file"

    def wrong(self, key: str, what: str, mend: str) -> SchemeError:
        """Make the one sentence about a mistake: file, place, what is wrong, how to mend it."""
        return SchemeError(f"{self._file}: at {self.place(key)}, {what}; {mend}.")

    def has(self, key: str) -> bool:
        """Say whether the key is there, and count it as asked for."""
        self._seen.add(key)
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        """Go through the keys in the order of the file."""
        return iter(self._data)

    def _take(self, key: str, shape: str) -> object:
        if not self.has(key):
            raise self.wrong(key, "the key is missing", f"add it, with {shape}")
        return self._data[key]

    def _wrong_type(self, key: str, shape: str) -> SchemeError:
        return self.wrong(key, "the value is of the wrong type", f"write {shape}")

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text, which is never empty; with a default it may be left out."""
        shape = "a text in quotes"
        if default is not None and not self.has(key):
            return default
        value = self._take(key, shape)
        if not isinstance(value, str):
            raise self._wrong_type(key, shape)
        if not value.strip():
            raise self.wrong(key, "the text is empty", "write it out")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Read true or false; with a default it may be left out."""
        shape = "true or false"
        if default is not None and not self.has(key):
            return default
        value = self._take(key, shape)
        if not isinstance(value, bool):
            raise self._wrong_type(key, shape)
        return value

    def whole(self, key: str, least: int = 0) -> int:
        """Read a whole number that is not below the least one."""
        shape = "a whole number"
        value = self._take(key, shape)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong_type(key, shape)
        if value < least:
            raise self.wrong(key, f"{value} is too low", f"write {least} or more")
        return value

    def wholes(self, key: str, least: int = 1) -> tuple[int, ...]:
        """Read a list of whole numbers that rise."""
        shape = "a list of whole numbers, like [5, 8]"
        value = self._take(key, shape)
        if not isinstance(value, list) or not value:
            raise self._wrong_type(key, shape)
        if any(isinstance(number, bool) or not isinstance(number, int) for number in value):
            raise self._wrong_type(key, shape)
        if value != sorted(set(value)) or value[0] < least:
            raise self.wrong(key, "the numbers do not rise", f"write each once, lowest first, from {least} on")
        return tuple(value)

    def day(self, key: str) -> date:
        """Read a date, without a time of day."""
        shape = "a date like 2026-03-03"
        value = self._take(key, shape)
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self._wrong_type(key, shape)
        return value

    def last_day(self, key: str, first: date) -> date | None:
        """Read an end that may be left out; it must not come before the beginning."""
        if not self.has(key):
            return None
        value = self.day(key)
        if value < first:
            raise self.wrong(key, f"the end is before the beginning ({first})", "write a later date or leave it out")
        return value

    def one_of(self, key: str, choices: Sequence[str]) -> str:
        """Read a word from a closed list."""
        value = self.text(key)
        if value not in choices:
            raise self.wrong(key, f'"{value}" is not known', f"choose one of: {', '.join(choices)}")
        return value

    def some_of(self, key: str, choices: Sequence[str]) -> frozenset[str]:
        """Read a list of words from a closed list; the list may be empty."""
        shape = "a list of texts in quotes"
        value = self._take(key, shape)
        if not isinstance(value, list) or any(not isinstance(word, str) for word in value):
            raise self._wrong_type(key, shape)
        for word in value:
            if word not in choices:
                raise self.wrong(key, f'"{word}" is not known', f"choose from: {', '.join(choices)}")
        return frozenset(value)

    def table(self, key: str) -> "Table":
        """Read a table inside this one."""
        shape = f"a table that begins [{self.place(key)}]"
        value = self._take(key, shape)
        if not isinstance(value, dict):
            raise self._wrong_type(key, shape)
        return Table(value, self._file, self.place(key))

    def tables(self, key: str) -> list["Table"]:
        """Read a list of tables; places in it are counted from 1."""
        shape = "a list of tables in curly brackets, or [] for none"
        value = self._take(key, shape)
        if not isinstance(value, list) or any(not isinstance(entry, dict) for entry in value):
            raise self._wrong_type(key, shape)
        return [Table(entry, self._file, f"{self.place(key)}.{n}") for n, entry in enumerate(value, 1)]

    def done(self) -> None:
        """Refuse keys that nobody asked for: a typing mistake would otherwise switch a rule off unseen."""
        for key in self._data:
            if key not in self._seen:
                known = ", ".join(sorted(self._seen))
                raise self.wrong(key, "the key is not known", f"take it out or use one of: {known}")
