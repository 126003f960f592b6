"""`./run demo`: the database, a synthetic London and the web server, until Ctrl-C; the data stay."""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from reciprocal.config import HERE, VAR, Refused, postgres, prepared, roles, webserver
from reciprocal.config.addresses import url_for
from reciprocal.config.commands import Parser
from reciprocal.config.processes import dies_with_us

DATA = VAR / "demo"
DATABASE = "reciprocal_demo"


def main(arguments: list[str]) -> int:
    parser = Parser(prog="demo", description="Starts a synthetic London and a web server.")
    parser.add_argument("--port", type=int, default=8000, help="where the web server listens (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away and begin again")
    options = parser.parse_args(arguments)
    _stop_on_signals()
    _refuse_a_port_in_use(options.port)
    with ExitStack() as stack:
        stack.enter_context(alone())
        if options.fresh:
            _begin_again()
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys = keys_in(DATA)
        witness_in(DATA)
        urls = stack.enter_context(database())
        _bring_up_to_date(urls, keys)
        here = {"RECIPROCAL_ADDRESS": f"http://localhost:{options.port}", "RECIPROCAL_WITNESS": str(DATA / "witness")}
        stack.enter_context(_beside("witness", _signing(urls)))  # first, so that it ends last
        web = stack.enter_context(webserver.running(options.port, _environment(urls["web"], keys) | here))
        stack.enter_context(_beside("worker", _environment(urls["worker"], keys) | here, "--every", "2"))
        print(f"Ready: http://localhost:{options.port}", flush=True)
        print("Ctrl-C ends it.", flush=True)
        try:
            # Not one long wait: a signal that came just before it would be noticed only at its end.
            while web.poll() is None:
                time.sleep(0.2)
        except KeyboardInterrupt:
            print("Stopping …", flush=True)
            return 0
        raise Refused("The web server has ended by itself; what it said is above.")


def _stop_on_signals() -> None:
    """Makes a request to end, or a closed terminal, do what Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)  # once is enough; what follows is the orderly end
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if each is signal.SIGTERM or signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


def _refuse_a_port_in_use(port: int) -> None:
    """Raises Refused when something else listens there, or we may not."""
    with socket.socket(socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Refused(f"Port {port} is kept for root. Choose another: ./run demo --port 8001") from None
        except OverflowError:
            raise Refused(f"{port} is not a port. Choose one from 1024 to 65535: ./run demo --port 8001") from None
        except OSError:
            raise Refused(f"Port {port} is in use. Choose another: ./run demo --port {port + 1}") from None


@contextmanager
def alone() -> Iterator[None]:
    """Holds the demo's data for this process; the kernel lets go when we end, however we end."""
    VAR.mkdir(parents=True, exist_ok=True)
    with open(VAR / "demo.lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"A demo is already running on the data in {DATA}, or a check is. Stop it first.") from None
        yield


def _begin_again() -> None:
    """Throws away the demo's data, and only that."""
    if os.environ.get("DATABASE_URL"):
        raise Refused(f"--fresh does not reach your own server. Drop the database {DATABASE} there, and remove {DATA}.")
    if postgres.answers(DATA / "data"):
        raise Refused(f"Another command is using the database in {DATA}. Wait for it to end.")
    shutil.rmtree(DATA, ignore_errors=True)


def keys_in(folder: Path) -> dict[str, str]:
    """The demo's own keys, made on first use and readable by its user alone."""
    keys = {}
    for name, make in (
        ("RECIPROCAL_SECRET_KEY", lambda: secrets.token_urlsafe(50)),
        ("RECIPROCAL_MASTER_KEY", lambda: base64.b64encode(secrets.token_bytes(32)).decode()),
    ):
        path = folder / name.removeprefix("RECIPROCAL_").lower()
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w", encoding="ascii") as file:
                file.write(make())
        keys[name] = path.read_text(encoding="ascii")
    return keys


def witness_in(folder: Path) -> dict[str, str]:
    """Where the demo's witness keeps its checkpoints, and the public key to check them; made on first use."""
    from reciprocal.audit import witness

    kept, key = folder / "witness", folder / "witness_key"
    kept.mkdir(mode=0o700, exist_ok=True)
    if not key.exists():
        witness.new_key(key)
        witness.begin(kept)
    return {"RECIPROCAL_WITNESS": str(kept), "RECIPROCAL_WITNESS_KEY": f"{key}.pub"}


@contextmanager
def database(passwords_for: tuple[str, ...] = roles.LOGINS) -> Iterator[dict[str, str]]:
    """Runs the demo's database for the length of a `with` block and gives one address per role.

    That is the embedded server, or the one in DATABASE_URL, whose login must be able to make roles. There the
    roles in `passwords_for` get new passwords. The address `admin` is the one that may do anything.
    """
    with ExitStack() as stack:
        admin = os.environ.get("DATABASE_URL", "")
        if admin:
            if passwords_for == roles.LOGINS:
                stack.enter_context(roles.held(admin))
        else:
            passwords_for = ()  # only we can open the socket's folder
            admin = stack.enter_context(postgres.running(DATA / "data")).url()
        urls = roles.install(admin, DATABASE, passwords_for=passwords_for)
        yield {**urls, "admin": url_for(admin, database=DATABASE)}


def _environment(url: str, keys: dict[str, str]) -> dict[str, str]:
    """What a child process is told: the address for its role, the keys, and nothing of other roles."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "PG"))}
    return {
        **kept,
        **keys,
        "RECIPROCAL_DATABASE": url,
        "RECIPROCAL_DEMO": "1",
        "RECIPROCAL_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    }


def _bring_up_to_date(urls: dict[str, str], keys: dict[str, str]) -> None:
    """Runs `prepare` and `seed` where the data do not say that it was done with this code."""
    now = prepared.fingerprint()
    with roles.connect(urls["admin"]) as connection:
        done = prepared.marks(connection, DATABASE)
        if done.get("prepared") != now or not (VAR / "static-made-from").exists():
            print("Preparing the database …", flush=True)
            _child("prepare", _environment(urls["owner"], keys))
        if "seeded" not in done:
            print("Filling it with a synthetic London …", flush=True)
            # The landlords and the history as the owner, who alone may write them; the stories as the web process.
            for role, part in (("owner", "landlords"), ("web", "stories"), ("owner", "history")):
                _child("seed", _environment(urls[role], keys), part)
            _child("witness", _signing(urls), "--once")
            prepared.mark(connection, DATABASE, seeded="yes")


def _signing(urls: dict[str, str]) -> dict[str, str]:
    """What the witness is told: the folder, and the key that signs, which no other process is given."""
    kept = {"RECIPROCAL_WITNESS": str(DATA / "witness"), "RECIPROCAL_WITNESS_KEY": str(DATA / "witness_key")}
    return _environment(urls["check"], {}) | kept


@contextmanager
def _beside(command: str, environment: dict[str, str], *arguments: str) -> Iterator[None]:
    """Runs one of our own commands beside the web server, as a process of its own with the login it was told."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "reciprocal", command, *arguments],
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGTERM),
    )
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _child(command: str, environment: dict[str, str], *arguments: str) -> None:
    """Runs one of our own commands as a process of its own, with the rights of its own role."""
    result = subprocess.run(
        [sys.executable, "-P", "-m", "reciprocal", command, *arguments],
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGTERM),
    )
    if result.returncode:
        sys.exit(1)  # it has said why
