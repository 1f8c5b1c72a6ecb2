"""How programs are started: none waits for us, and none is left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cpp_cli.git import run as running
from cpp_cli.git.start import Started
from tests.support import ROOT

MEGABYTE = 1 << 20
SH = "/bin/sh"


def shell(script: str, given: bytes = b"") -> Started:
    return Started([SH, "-c", script], {"PATH": os.environ["PATH"]}, given)


@pytest.fixture(params=["quick", "slow"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two ways to start a program, and to keep what has no name."""
    if request.param == "slow":
        monkeypatch.delattr(os, "posix_spawn")
        monkeypatch.delattr(os, "memfd_create")


@pytest.mark.usefixtures("way")
def test_a_program_is_given_and_prints_and_complains_at_length() -> None:
    much = b"0123456789abcde\n" * (MEGABYTE // 16)
    status, out, complaints = shell("tee /dev/stderr; exit 3", much).finish()
    assert (status, out == much, complaints == much) == (3, True, True)
    assert shell("cat; echo done").finish() == (0, b"done\n", b"")
    assert shell("kill -9 $$").finish()[0] == -9


@pytest.mark.usefixtures("way")
def test_nothing_of_ours_is_left_open_to_a_program_or_after_it() -> None:
    before = os.listdir("/proc/self/fd")
    inherited = {fd for fd in map(int, before) if fd > 2 and _is_inherited(fd)}
    with open(os.devnull) as other:
        listed = set(map(int, shell("exec ls /proc/self/fd").finish()[1].split()))
        assert other.fileno() not in listed
    # One more is the folder that is listed.
    assert len(listed - {0, 1, 2} - inherited) == 1
    with pytest.raises(OSError, match="No such file"):
        Started(["/nowhere/git"], {})
    assert os.listdir("/proc/self/fd") == before


def _is_inherited(file: int) -> bool:
    try:
        return os.get_inheritable(file)
    except OSError:
        return False


@pytest.mark.usefixtures("way")
def test_a_program_that_nobody_waits_for_is_ended() -> None:
    before = os.listdir("/proc/self/fd")
    started = shell("echo first; exec sleep 1000")
    assert started.out.readline() == b"first\n"
    started.end()
    started.end()
    shell("exec sleep 1000")
    assert os.listdir("/proc/self/fd") == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_nobody_wants_to_know_of_an_end_the_words_count() -> None:
    script = (
        "import signal; from cpp_cli.git.start import Started;"
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN);"
        "run = lambda words: Started(['/bin/sh', '-c', words], {}).finish();"
        "print(run('echo fine'), run('echo bad >&2; exit 1'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "(0, b'fine\\n', b'') (255, b'', b'bad\\n')\n"


def test_an_end_that_is_not_told_is_judged_by_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    wait = os.waitpid

    def untold(pid: int, options: int) -> tuple[int, int]:
        wait(pid, options)
        raise ChildProcessError

    monkeypatch.setattr(os, "waitpid", untold)
    assert shell("exit 1").finish()[0] == 0
    assert shell("echo bad >&2").finish()[0] == 255


def test_git_is_found_on_another_system(monkeypatch: pytest.MonkeyPatch) -> None:
    found = running._program(os.environ["PATH"])
    monkeypatch.setattr(os, "name", "nt")
    assert running._program(os.environ["PATH"]) == found


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_program_is_started_where_our_own_streams_are_closed(tmp_path: Path, closed: str) -> None:
    script = (
        "from cpp_cli.git.start import Started;"
        "found = Started(['/bin/sh', '-c', 'cat; echo bad >&2'], {}, b'given').finish();"
        f"open({str(tmp_path / 'found')!r}, 'w').write(repr(found))"
    )
    line = f'exec {sys.executable} -c "$0" {closed}'
    subprocess.run([SH, "-c", line, script], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "found").read_text() == "(0, b'given', b'bad\\n')"


def test_what_has_no_name_is_kept_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:7])))
    started = shell("cat", b"more than one piece")
    assert started.finish()[1] == b"more than one piece"
