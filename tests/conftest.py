"""Fixtures for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cpp_cli import messages
from cpp_cli.rules import example
from tests.caches import made
from tests.gits import alone, repository
from tests.languages import Listening
from tests.support import write_files

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    print_blob=True,
    # How quick a machine is says nothing about the program.
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=1000 if os.environ.get("CPP_TEST_LONG") else 60,
)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--bless` makes what the program says now the expected output; `--twice`: see below."""
    parser.addoption("--bless", action="store_true", help="rewrite the expected outputs")
    parser.addoption("--twice", action="store_true", help="ask again with and without the cache")


def pytest_configure(config: pytest.Config) -> None:
    """`--twice` asks every question of all tests again, and each answer has to be the same."""
    config.addinivalue_line("markers", "once: what is tested is how it is asked, or what it leaves")
    config.addinivalue_line("markers", "twice: asked again in every run, not only with --twice")
    os.environ.pop("CPP_CACHE", None)
    # What is expected is written down in English, wherever the tests run.
    os.environ.pop("LANGUAGE", None)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name in os.environ:
            os.environ[name] = "C.UTF-8"
    if config.getoption("--twice"):
        os.environ["CPP_TEST_TWICE"] = "1"


@pytest.fixture(autouse=True)
def _how_often_is_asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("once"):
        monkeypatch.delenv("CPP_TEST_TWICE", raising=False)
    elif request.node.get_closest_marker("twice"):
        monkeypatch.setenv("CPP_TEST_TWICE", "1")


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_said_that_has_no_place_in_a_catalogue() -> Iterator[None]:
    speak, listening = messages._speak, Listening()

    def speak_and_listen(language: str) -> None:
        speak(language)
        if language == messages.ENGLISH:
            messages._catalogue = listening  # type: ignore[assignment]  # of the same shape

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "_speak", speak_and_listen)
        yield


@pytest.fixture(autouse=True)
def _nobody_has_spoken_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test says without a command is not listened to, whatever ran before it."""
    monkeypatch.setattr(messages, "_catalogue", None)
    monkeypatch.setattr(messages, "_language", messages.ENGLISH)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A folder with the small records among which the examples of the rules stand."""
    return write_files(tmp_path, example.RECORDS)


@pytest.fixture
def own_environment(tmp_path: Path) -> Iterator[None]:
    """An environment that stays in this test, and in which git knows nobody."""
    with alone(tmp_path):
        yield


@pytest.fixture
def root(tmp_path: Path, own_environment: None, request: pytest.FixtureRequest) -> Path:
    """A repository with one commit, which holds the `FILES` of the test's module."""
    return repository(tmp_path / "root", request.module.FILES)


@pytest.fixture
def keeping(own_environment: None) -> None:
    """What is worked out is kept, in an environment that stays in this test."""
    os.environ["CPP_CACHE"] = "on"


@pytest.fixture
def known_root(tmp_path: Path, keeping: None) -> Path:
    """A repository in which something was kept of two states."""
    return made(tmp_path / "repo")
