"""The programs beside which cpp is measured: found where they are, or installed."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import peers


def executable(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    path.chmod(0o755)


def test_peers_are_found_where_they_were_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    executable(tmp_path / "path/hledger", "hledger 9")
    executable(tmp_path / "npm/node_modules/.bin/ajv", "nothing")
    (tmp_path / "npm/package.json").write_text('{"version": "5"}', encoding="utf-8")
    executable(tmp_path / "venv/bin/yamllint", "yamllint 7")
    found = peers.found(tmp_path)
    assert set(found) == {"hledger", "ajv", "yamllint"}
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert peers.versions(found) == {"hledger": "hledger 9", "ajv": "5", "yamllint": "yamllint 7"}


def test_only_what_is_missing_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[Sequence[str]] = []

    def installing(command: Sequence[str], **_: object) -> None:
        commands.append(command)
        if command[0] == "npm":
            raise subprocess.CalledProcessError(1, command, stderr=b"no network\n\n")

    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    executable(tmp_path / "path/git", "git")
    executable(tmp_path / "path/yamllint", "yamllint")
    monkeypatch.setattr("subprocess.run", installing)
    said: list[str] = []
    peers.install(tmp_path, said.append)
    assert commands[0][0] == "apt-get"
    assert commands[0][-1] == "hledger"
    assert commands[1][-2:] == ("ajv-cli", "ajv-formats")
    assert commands[-1][-2:] == ("check-jsonschema", "beancount")
    assert "  that failed: no network" in said


def test_every_missing_peer_has_advice() -> None:
    assert peers.advice("check-jsonschema") == "pip install check-jsonschema"
    assert all(peers.advice(peer.program).endswith(peer.packages) for peer in peers.PEERS)
