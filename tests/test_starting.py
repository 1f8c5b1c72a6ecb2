"""What a repository begins with: the example, our part of shared files, sites, who is asked."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.starting import source
from cpp_cli.starting.forges import FORGES, forge_at
from cpp_cli.starting.owners import Owners, owners
from cpp_cli.starting.section import BEGIN, END, section, with_section
from cpp_cli.starting.templates import EXAMPLE
from tests.gits import git, repository
from tests.support import ROOT, blessed, partner, store_of

A, B = "a1" * 20, "b2" * 32


def test_the_example_is_that_of_the_shipped_records(request: pytest.FixtureRequest) -> None:
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes().decode()
        for path in sorted((ROOT / "records").rglob("*.yaml"))
    }
    assert files
    text = json.dumps(files, indent=0, ensure_ascii=False, sort_keys=True) + "\n"
    blessed(EXAMPLE, text, request)


# Our part of a file that is shared

LINES = st.lists(st.text(alphabet="ab# \t", max_size=5), max_size=5)


@given(LINES, LINES, LINES, st.sampled_from(["\n", "\r\n"]))
def test_our_part_changes_and_everything_else_stays(
    above: list[str], below: list[str], inner: list[str], end: str
) -> None:
    ours = "".join(f"{line}\n" for line in inner)
    text = "".join(f"{line}{end}" for line in (*above, BEGIN, "old", END, *below))
    made = with_section(text, ours)
    assert section(made) == ours
    assert made == "".join(f"{line}{end}" for line in (*above, BEGIN, *inner, END, *below))
    assert with_section(made, ours) == made


@given(LINES, st.booleans())
def test_where_it_is_missing_it_is_added_below(above: list[str], ended: bool) -> None:
    text = "\n".join(above) + ("\n" if ended else "")
    made = with_section(text, "ours\n")
    assert section(made) == "ours\n"
    assert made.startswith(text)
    assert made.endswith(f"{BEGIN}\nours\n{END}\n")


@pytest.mark.parametrize(
    "text", ["", "x\n", f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{BEGIN}\n{END}\n"]
)
def test_without_both_marks_in_order_there_is_no_part_of_ours(text: str) -> None:
    assert section(text) is None


# Sites


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("git@github.com:a/b.git", "github"),
        ("ssh://git@gitlab.com:22/a/b", "gitlab"),
        ("https://gitlab.county.example.org/a", "gitlab"),
        ("https://codeberg.org/a/b", "forgejo"),
        ("https://gitea.example.org/a", "forgejo"),
        ("https://example.org/github.com/a", None),
        ("https://github.com.evil-words.example.org@x/a", None),
        ("/srv/github/a", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_a_site_is_told_by_the_name_of_its_host(address: str, name: str | None) -> None:
    assert forge_at(address) is (FORGES[name] if name else None)


# Who is asked for a review

TODAY = date(2026, 6, 1)
ACCOUNT = "account: "


def asked(forge: str, *partners: dict[str, str]) -> Owners:
    files = {"records/program.yaml": "us: [ours]\n"}
    for one in partners:
        files |= one
    return owners(store_of(files), FORGES[forge], TODAY)


def lines(found: Owners) -> list[str]:
    return [line for line in found.text.splitlines() if not line.startswith("#")]


OURS = partner("ours", f"ana; {ACCOUNT}ana-r", f"bo; {ACCOUNT}'@bo'", "cy")


def test_those_of_us_are_asked_for_all_and_a_partner_for_its_own() -> None:
    theirs = partner("huerto", f"ines; {ACCOUNT}ines", more="status: active\nsteward: ours/bo\n")
    assert lines(asked("github", OURS, theirs)) == [
        "* @ana-r @bo",
        "/records/partners/huerto.yaml @bo @ines",
        "/records/partners/ours.yaml @ana-r @bo",
    ]
    assert lines(asked("forgejo", OURS, theirs))[:2] == [
        ".* @ana-r @bo",
        "records/partners/huerto.yaml @bo @ines",
    ]


def test_a_partner_without_accounts_has_no_line_of_its_own() -> None:
    found = lines(asked("gitlab", OURS, partner("huerto", "ines")))
    assert not any("huerto" in line for line in found)


def test_who_speaks_for_a_partner_is_asked_on_the_days_when_they_do() -> None:
    more = "status: active\nspoken_for_by:\n  - party: other\n    {}: 2026-05-31\n"
    other = partner("other", f"zoe; {ACCOUNT}zoe")
    for word, there in (("since", True), ("until", False)):
        found = lines(asked("github", OURS, other, partner("huerto", more=more.format(word))))
        assert ("/records/partners/huerto.yaml @zoe" in found) is there


def test_who_has_left_is_not_asked_any_more() -> None:
    gone = partner("huerto", f"ines; {ACCOUNT}ines; until: 2026-05-31", f"bea; {ACCOUNT}bea")
    assert "/records/partners/huerto.yaml @bea" in lines(asked("github", OURS, gone))


def test_what_can_be_no_account_is_named_and_never_written() -> None:
    strange = "'x * @evil'"
    found = asked("github", OURS, partner("huerto", f"ines; {ACCOUNT}{strange}"))
    assert found.strange == ("x * @evil",)
    assert "evil" not in found.text


# Where the program comes from


@pytest.mark.parametrize(
    ("place", "good"),
    [
        (f"git+https://example.org/cpp.git@{A}", True),
        (f"git+ssh://git@example.org/cpp@{B}#subdirectory=tool", True),
        (f"https://example.org/cpp-1-py3-none-any.whl#sha256={B}", True),
        ("/srv/cpp", True),
        ("git+https://example.org/cpp.git@main", False),
        (f"git+https://example.org/cpp.git@{A[:12]}", False),
        (f"git+https://token@example.org/cpp.git@{A}", False),
        (f"git+ssh://me:secret@example.org/cpp.git@{A}", False),
        ("https://example.org/cpp.whl", False),
        (f"git+ext::sh@{A}", False),
        (f"git+https://example.org/a b@{A}", False),
        (f"git+https://example.org/a@{A}\n", False),
        ("cpp-cli==1.0", False),
        ("", False),
    ],
)
def test_a_place_to_install_from_is_one_version_for_ever(place: str, good: bool) -> None:
    assert source.is_pinned(place) is good


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (
            {"url": "https://example.org/cpp.git", "vcs_info": {"vcs": "git", "commit_id": A}},
            f"git+https://example.org/cpp.git@{A}",
        ),
        (
            {"url": "https://example.org/c.whl", "archive_info": {"hashes": {"sha256": B}}},
            f"https://example.org/c.whl#sha256={B}",
        ),
        ({"url": "https://example.org/c.whl", "archive_info": {}}, ""),
        ({"url": "file:///srv/cpp", "dir_info": {"editable": True}}, ""),
        (
            {"url": "https://u:p@example.org/c", "vcs_info": {"vcs": "git", "commit_id": A}},
            "",
        ),
        ({}, ""),
    ],
)
def test_where_it_comes_from_is_taken_from_what_the_installer_wrote(
    said: dict[str, object], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "_from_checkout", lambda root: "")
    monkeypatch.setattr(source, "_direct_url", lambda: said)
    assert source.own_source() == place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("git@example.org:me/cpp.git", "git+ssh://git@example.org/me/cpp.git@{commit}"),
        ("https://example.org/cpp.git", "git+https://example.org/cpp.git@{commit}"),
        ("https://me:secret@example.org/cpp.git", ""),
        ("/srv/cpp", ""),
        ("", ""),
    ],
)
def test_a_checkout_names_where_it_came_from_at_its_commit(
    tmp_path: Path,
    own_environment: None,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    place: str,
) -> None:
    root = repository(tmp_path / "cpp", {"pyproject.toml": "", "cpp_cli/starting/source.py": ""})
    if address:
        git(root, "remote", "add", "origin", address)
    monkeypatch.setattr(source, "__file__", str(root / "cpp_cli/starting/source.py"))
    monkeypatch.setattr(source, "_direct_url", dict)
    assert source.own_source() == place.format(commit=git(root, "rev-parse", "HEAD"))


def test_an_address_in_short_is_written_out() -> None:
    assert source._at_commit("git@example.org:me/cpp.git", A) == (
        f"git+ssh://git@example.org/me/cpp.git@{A}"
    )
