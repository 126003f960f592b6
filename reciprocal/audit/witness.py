"""What is known of the log outside the database: signed checkpoints, and the count of what was last committed.

Both stand in one folder that the database does not reach. `checkpoints` has a signed line for each stretch of the log,
with the first bytes of the hash of every entry, so that the first one that differs can be named. `count` has the number
and the hash of the last entry that one of our processes committed, so that a tail cut off since the last checkpoint
is missed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from reciprocal.audit.erased import ERASED

CHECKPOINTS, COUNT = "checkpoints", "count"
# Enough to tell two entries apart and to name the first that differs; the whole hash stands at the end of each line.
SHORT: Final = 8
MOST_IN_A_LINE: Final = 10_000


class Broken(Exception):
    """What stands outside the database was itself changed, or cannot be read; the text says what."""


@dataclass
class Witnessed:
    """All that is known outside the database: of each entry up to the last checkpoint, and of the last committed."""

    links: list[bytes] = field(default_factory=list)  # of each entry, the first bytes of its hash
    hash: bytes = b""  # of the last entry, whole
    lines: int = 0
    end: str = ""  # the digest of the last line
    counted: int = 0
    counted_hash: bytes = b""

    @property
    def entry(self) -> int:
        """The number of the last entry that a checkpoint covers."""
        return len(self.links)


def read(folder: Path, public: Ed25519PublicKey) -> Witnessed:
    """Read the checkpoints and the count.

    Args:
        folder: where they are kept.
        public: the key that every checkpoint has to be signed with.

    Raises:
        Broken: a line was changed, or a file is missing or cannot be read.
    """
    found = Witnessed()
    # The count first: a checkpoint that is written meanwhile only adds to what is known.
    found.counted, found.counted_hash = _counted(folder)
    try:
        text = (folder / CHECKPOINTS).read_bytes()
    except OSError as problem:
        raise Broken(f"The checkpoints cannot be read: {problem.strerror}.") from problem
    for line in text.split(b"\n")[:-1]:  # what has no end was cut short while it was written
        _take(found, line, public)
    return found


def checkpoint(
    folder: Path, key: Ed25519PrivateKey, found: Witnessed, entries: Iterable[tuple[int, bytes]], at: datetime
) -> None:
    """Sign one more stretch of the log and append it.

    Args:
        folder: where the checkpoints are kept.
        key: the key that signs.
        found: what was known until now; it is brought up to date.
        entries: number and hash of each entry that follows the last checkpoint, in order.
        at: now, by the clock of the machine.

    Raises:
        OSError: nothing can be written there.
    """
    stretch = list(entries)
    if [number for number, _ in stretch] != list(range(found.entry + 1, found.entry + 1 + len(stretch))):
        raise ValueError("A checkpoint covers the entries that follow the last one, without a gap.")
    for begin in range(0, len(stretch), MOST_IN_A_LINE):
        part = stretch[begin : begin + MOST_IN_A_LINE]
        _append(folder, key, found, at, {
            "entry": part[-1][0],
            "hash": part[-1][1].hex(),
            "links": b"".join(digest[:SHORT] for _, digest in part).hex(),
        })  # fmt: skip


def begin(folder: Path) -> None:
    """Make the three files, empty, where there is none yet."""
    for name, mode in ((CHECKPOINTS, 0o644), (COUNT, 0o660), (ERASED, 0o660)):
        os.close(os.open(folder / name, os.O_WRONLY | os.O_CREAT, mode))


def restored(folder: Path, key: Ed25519PrivateKey, found: Witnessed, number: int, digest: bytes, at: datetime) -> None:
    """Sign that a backup was put back, so that the log goes on from an older entry. What was lost stays on record."""
    _append(folder, key, found, at, {"restored": number, "hash": digest.hex()})
    with open(folder / COUNT, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)


def count(folder: Path, number: int, digest: bytes) -> None:
    """Note the last entry that was committed. Whoever commits later has the higher number, which stays."""
    with open(os.open(folder / COUNT, os.O_RDWR | os.O_CREAT, 0o660), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if number > _parse_count(file.read(200))[0]:
            os.pwrite(file.fileno(), f"{number:020} {digest.hex()}\n".encode(), 0)


def new_key(path: Path) -> None:
    """Make the key that signs, readable by its user alone, and its public half beside it (`.pub`)."""
    key = Ed25519PrivateKey.generate()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path.with_name(path.name + ".pub").write_bytes(public)


def private_key(path: Path) -> Ed25519PrivateKey:
    """Read the key that signs. Raises Broken where it is not one."""
    key = _loaded(path, lambda text: load_pem_private_key(text, None))
    if not isinstance(key, Ed25519PrivateKey):
        raise Broken(f"{path} holds no private key of the kind Ed25519. Make one: ./run witness --new-key {path}")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """Read the public half of the key. Raises Broken where it is not one."""
    key = _loaded(path, load_pem_public_key)
    if not isinstance(key, Ed25519PublicKey):
        raise Broken(f"{path} holds no public key of the kind Ed25519. It is the file that ends in .pub.")
    return key


def _loaded(path: Path, load: Any) -> object:
    try:
        return load(path.read_bytes())
    except OSError as problem:
        raise Broken(f"The key of the witness, {path}, cannot be read: {problem.strerror}.") from problem
    except ValueError:
        return None


def _take(found: Witnessed, line: bytes, public: Ed25519PublicKey) -> None:
    """Add one line to what is known. Raises Broken where it was changed or does not follow the one before."""
    number = found.lines + 1
    body, _, signature = line.rpartition(b" ")
    try:
        public.verify(bytes.fromhex(signature.decode()), body)
        said = json.loads(body)
    except (InvalidSignature, ValueError) as problem:
        raise Broken(f"Line {number} of the checkpoints was changed, or signed with another key.") from problem
    if said["line"] != number or said["before"] != found.end:
        raise Broken(f"Line {number} of the checkpoints does not follow the one before it.")
    if "restored" in said:
        del found.links[said["restored"] :]
    else:
        links = bytes.fromhex(said["links"])
        found.links += [links[i : i + SHORT] for i in range(0, len(links), SHORT)]
    found.hash, found.lines, found.end = bytes.fromhex(said["hash"]), number, hashlib.sha256(line).hexdigest()


def _append(folder: Path, key: Ed25519PrivateKey, found: Witnessed, at: datetime, says: dict[str, Any]) -> None:
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    body = json.dumps({"line": found.lines + 1, "at": stamp, "before": found.end, **says}, sort_keys=True).encode()
    line = body + b" " + key.sign(body).hex().encode()
    with open(os.open(folder / CHECKPOINTS, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = file.read()
        whole = text.rfind(b"\n") + 1
        if hashlib.sha256(text[:whole].rstrip(b"\n").rpartition(b"\n")[2]).hexdigest() != (found.end or _OF_NOTHING):
            raise Broken("The checkpoints are not those that were last written.")
        file.truncate(whole)  # what was cut short while it was written
        os.write(file.fileno(), line + b"\n")
        os.fsync(file.fileno())
    _take(found, line, key.public_key())


_OF_NOTHING = hashlib.sha256(b"").hexdigest()


def _counted(folder: Path) -> tuple[int, bytes]:
    try:
        return _parse_count((folder / COUNT).read_bytes())
    except FileNotFoundError as problem:
        raise Broken("The count of what was last committed is missing.") from problem
    except OSError as problem:
        raise Broken(f"The count of what was last committed cannot be read: {problem.strerror}.") from problem


def _parse_count(text: bytes) -> tuple[int, bytes]:
    if not text:
        return 0, b""
    try:
        number, digest = text.decode().split()
        return int(number), bytes.fromhex(digest)
    except ValueError as problem:
        raise Broken("The count of what was last committed was changed.") from problem
