"""A process that has imported everything, and forks a process of its own for each command.

So a rig visits what a command does, and not how Python starts; and each command is a real process
that can be killed. `Driver` starts it and speaks to it.
"""

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import ROOT, TODAY, Session

BEGIN = "/the-sweep-begins-here"
"""No such file: that it is looked for is where a trace of a command begins."""

HUNG = -1000
"""The status of a command that did not end."""

PATIENCE = 120
"""How many seconds a command may take, however busy the machine is."""

_ANSWER = 1 << 16
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


# The process that forks


def serve(channel: socket.socket) -> dict[str, Any]:
    """Fork a process for each command that is asked for; return what was asked, in the new one.

    In the first process this never returns: it ends when nobody asks any more.
    """
    ended: dict[int, tuple[int, int]] = {}
    poll = select.poll()
    poll.register(channel, select.POLLIN)
    while True:
        for ready, _ in poll.poll():
            if ready in ended:
                poll.unregister(ready)
                os.close(ready)
                number, pid = ended.pop(ready)
                status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                channel.send(json.dumps({"number": number, "status": status}).encode())
                continue
            message = channel.recv(_ANSWER)
            if not message:
                os._exit(0)
            asked: dict[str, Any] = json.loads(message)
            pid = os.fork()
            if pid == 0:
                _become(asked, channel)
                for descriptor in ended:
                    os.close(descriptor)
                os.path.exists(BEGIN)
                return asked
            descriptor = os.pidfd_open(pid)
            ended[descriptor] = asked["number"], pid
            poll.register(descriptor, select.POLLIN)


def _become(asked: dict[str, Any], channel: socket.socket) -> None:
    """Make this process one that was started to run a command; wait where it is to be traced."""
    for descriptor, name in enumerate(("stdout", "stderr"), 1):
        file = os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        os.dup2(file, descriptor)
        os.close(file)
    os.chdir(asked["root"])
    if asked["traced"]:
        with suppress(AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
    # From here on a tracer may come at any moment: no call that is counted comes before the wait.
    channel.send(json.dumps({"number": asked["number"], "pid": os.getpid()}).encode())
    if asked["traced"]:
        signal.sigwait({signal.SIGUSR1})
    channel.close()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})


def import_everything() -> None:
    """Import all that any command may import, so that no command imports anything itself."""
    import cpp_cli

    for module in pkgutil.walk_packages(cpp_cli.__path__, "cpp_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in (
        *("filelock", "git", "git.cmd", "git.exc", "subprocess", "tempfile", "shutil", "socket"),
        *("getpass", "pwd", "grp", "platform", "encodings.idna", "encodings.utf_8_sig"),
        *("rich.console", "rich.progress", "ruamel.yaml", "shellingham", "difflib", "csv"),
    ):
        with suppress(ImportError):
            importlib.import_module(name)


def _main() -> int:
    channel = socket.socket(fileno=int(sys.argv[1]))
    import_everything()
    from cpp_cli.main import main

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    gc.collect()
    gc.freeze()
    asked = serve(channel)
    sys.argv = ["cpp", *asked["arguments"]]
    status = main()
    if not asked["traced"]:
        # Nothing is looked at here but what the command did: Python need not take itself apart.
        sys.stdout.flush()
        os._exit(status)
    return status


# The rig's side


@dataclass
class Running:
    """A command that was started: a process of its own."""

    pid: int
    files: tuple[Path, Path]
    _ended: threading.Event = field(default_factory=threading.Event)
    _status: int = HUNG

    def go(self) -> None:
        """Let a process that waits to be traced begin."""
        os.kill(self.pid, signal.SIGUSR1)

    def end(self, patience: float = PATIENCE) -> Session:
        """Wait until it has ended; return what it did. One that hangs is killed."""
        if not self._ended.wait(patience):
            os.kill(self.pid, signal.SIGKILL)
            self._ended.wait()
            self._status = HUNG
        stdout, stderr = (path.read_text("utf-8", errors="replace") for path in self.files)
        return Session(self._status, stdout, stderr)

    def ended(self, status: int) -> None:
        """Take note that it has ended."""
        self._status = status
        self._ended.set()


class Driver:
    """Starts commands, each in a process of its own, without importing everything anew."""

    def __init__(self) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._channel = here
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.rigs.driver", str(there.fileno())],
            cwd=ROOT,
            env=environment(),
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            # A socket or a terminal would make Python buffer otherwise than in a pipe.
            stdout=subprocess.DEVNULL,
        )
        there.close()
        self._lock = threading.Lock()
        self._number = 0
        self._running: dict[int, Running] = {}
        self._known = threading.Condition()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Driver":
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.shutdown(socket.SHUT_WR)
        self._process.wait()
        self._reader.join()
        self._channel.close()

    def run(self, arguments: Sequence[str], root: Path, out: Path) -> Session:
        """Run a command in the folder `root`; what it prints goes to files named after `out`."""
        return self.start(arguments, root, out).end()

    def start(
        self, arguments: Sequence[str], root: Path, out: Path, traced: bool = False
    ) -> Running:
        """Start a command; one that is to be traced waits until it is told to go."""
        files = out.with_suffix(".out"), out.with_suffix(".err")
        with self._lock:
            self._number += 1
            number = self._number
            self._running[number] = running = Running(0, files)
            asked = {
                "number": number,
                "arguments": [*arguments, "--no-input"],
                "root": str(root),
                "stdout": str(files[0]),
                "stderr": str(files[1]),
                "traced": traced,
            }
            self._channel.send(json.dumps(asked).encode())
        with self._known:
            if not self._known.wait_for(lambda: running.pid, PATIENCE):
                raise RuntimeError(f"the driver did not start {arguments}")
        return running

    def _listen(self) -> None:
        while message := self._channel.recv(_ANSWER):
            told = json.loads(message)
            if "status" in told:
                self._running.pop(told["number"]).ended(told["status"])
                continue
            with self._known:
                self._running[told["number"]].pid = told["pid"]
                self._known.notify_all()


def environment() -> dict[str, str]:
    """Return what commands are run in: nothing of this machine, and the same every time."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "TMPDIR") if name in os.environ
    }
    return kept | {
        "CPP_TODAY": str(TODAY),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": "/",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }


if __name__ == "__main__":
    sys.exit(_main())
