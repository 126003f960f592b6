"""How a child process is started so that it never outlives us."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
# The id of "nobody": PostgreSQL refuses to run as 0 and wants an id that the machine can name.
NOBODY = 65534


def dies_with_us(when_we_die: signal.Signals, in_namespace: bool = False) -> Callable[[], None]:
    """Returns what a new child does before it starts its program, so that it ends when we do, however we do.

    `when_we_die` is the signal that the kernel sends to the child then (Linux only; elsewhere the child
    is ended by the ordinary shutdown alone). With `in_namespace` the child first steps into a user
    namespace in which root is seen as "nobody". Raises OSError in the child where that is refused.
    """
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def before_exec() -> None:
        if libc is None:
            return
        if in_namespace:
            _become_nobody(libc)
        # After the namespace, which clears it.
        libc.prctl(PR_SET_PDEATHSIG, int(when_we_die), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return before_exec


def _become_nobody(libc: ctypes.CDLL) -> None:
    """Enters a user namespace where our id is that of "nobody", with our own rights to files kept."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "user namespaces are refused here")
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {user} 1"),
        ("gid_map", f"{NOBODY} {group} 1"),
    ):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(descriptor, line.encode())
        os.close(descriptor)
