"""What stands outside the database about the log: nobody changes a checkpoint unseen, and the count only rises."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reciprocal.audit import witness

KEY = Ed25519PrivateKey.generate()
AT = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def digest(number: int) -> bytes:
    """A hash for an entry."""
    return hashlib.sha256(str(number).encode()).digest()


def signed(folder: Path, *ends: int) -> witness.Witnessed:
    """Sign a checkpoint up to each of these entries."""
    witness.begin(folder)
    known = witness.read(folder, KEY.public_key())
    for end in ends:
        witness.checkpoint(folder, KEY, known, [(n, digest(n)) for n in range(known.entry + 1, end + 1)], AT)
    return known


def test_what_was_signed_is_what_is_read(tmp_path: Path) -> None:
    known = signed(tmp_path, 3, 7)
    again = witness.read(tmp_path, KEY.public_key())
    assert again == known
    assert (again.entry, again.hash, again.lines) == (7, digest(7), 2)
    assert again.links == [digest(n)[:8] for n in range(1, 8)]


def test_where_nothing_is_new_nothing_is_signed(tmp_path: Path) -> None:
    assert signed(tmp_path, 3, 3, 3).lines == 1


def test_a_checkpoint_leaves_out_no_entry(tmp_path: Path) -> None:
    known = signed(tmp_path, 3)
    with pytest.raises(ValueError, match="without a gap"):
        witness.checkpoint(tmp_path, KEY, known, [(5, digest(5))], AT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: [lines[0].replace(b'"entry": 3', b'"entry": 2'), *lines[1:]], "Line 1 of the checkpoints was"),
        (lambda lines: [lines[0], lines[2]], "Line 2 of the checkpoints does not follow"),
        (lambda lines: [lines[1], lines[0], lines[2]], "Line 1 of the checkpoints does not follow"),
        (lambda lines: [*lines, lines[-1]], "Line 4 of the checkpoints does not follow"),
        (lambda lines: [lines[0], b"x", lines[2]], "Line 2 of the checkpoints was changed"),
    ],
)
def test_a_changed_line_is_named(tmp_path: Path, change: object, words: str) -> None:
    signed(tmp_path, 3, 7, 9)
    file = tmp_path / witness.CHECKPOINTS
    lines = change(file.read_bytes().splitlines())  # type: ignore[operator]
    file.write_bytes(b"".join(line + b"\n" for line in lines))
    with pytest.raises(witness.Broken, match=words):
        witness.read(tmp_path, KEY.public_key())


def test_checkpoints_that_another_key_signed_are_refused(tmp_path: Path) -> None:
    signed(tmp_path, 3)
    with pytest.raises(witness.Broken, match="signed with another key"):
        witness.read(tmp_path, Ed25519PrivateKey.generate().public_key())


def test_files_that_are_missing_are_no_empty_files(tmp_path: Path) -> None:
    signed(tmp_path, 3)
    for name, words in ((witness.CHECKPOINTS, "checkpoints cannot be read"), (witness.COUNT, r"count .* is missing")):
        text = (tmp_path / name).read_bytes()
        (tmp_path / name).unlink()
        with pytest.raises(witness.Broken, match=words):
            witness.read(tmp_path, KEY.public_key())
        (tmp_path / name).write_bytes(text)


def test_a_line_that_was_cut_short_while_it_was_written_is_written_again(tmp_path: Path) -> None:
    known = signed(tmp_path, 3)
    with open(tmp_path / witness.CHECKPOINTS, "ab") as file:
        file.write(b'{"line": 2, "at"')
    assert witness.read(tmp_path, KEY.public_key()).entry == 3
    witness.checkpoint(tmp_path, KEY, known, [(4, digest(4))], AT)
    assert witness.read(tmp_path, KEY.public_key()).entry == 4


def test_a_witness_that_still_runs_notices_that_its_last_line_was_taken_away(tmp_path: Path) -> None:
    known = signed(tmp_path, 3, 7)
    file = tmp_path / witness.CHECKPOINTS
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(witness.Broken, match="not those that were last written"):
        witness.checkpoint(tmp_path, KEY, known, [(8, digest(8))], AT)


def test_the_count_is_the_highest_that_was_committed_whoever_comes_last(tmp_path: Path) -> None:
    witness.begin(tmp_path)
    for number in (8, 12, 11):
        witness.count(tmp_path, number, digest(number))
    known = witness.read(tmp_path, KEY.public_key())
    assert (known.counted, known.counted_hash) == (12, digest(12))
    (tmp_path / witness.COUNT).write_text("twelve")
    with pytest.raises(witness.Broken, match=r"count .* was changed"):
        witness.read(tmp_path, KEY.public_key())


def test_a_key_is_made_for_one_reader_and_never_over_another(tmp_path: Path) -> None:
    witness.new_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    signature = witness.private_key(tmp_path / "key").sign(b"x")
    witness.public_key(tmp_path / "key.pub").verify(signature, b"x")
    with pytest.raises(FileExistsError):
        witness.new_key(tmp_path / "key")
    for read, path in ((witness.private_key, "key.pub"), (witness.public_key, "key"), (witness.public_key, "none")):
        with pytest.raises(witness.Broken):
            read(tmp_path / path)
