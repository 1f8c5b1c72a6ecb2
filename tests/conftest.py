"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cpp_cli.rules import example
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
    """`--twice` asks every question again, and each answer has to be the same."""
    os.environ.pop("CPP_CACHE", None)
    if config.getoption("--twice"):
        os.environ["CPP_TEST_TWICE"] = "1"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A folder with the small records among which the examples of the rules stand."""
    return write_files(tmp_path, example.RECORDS)
