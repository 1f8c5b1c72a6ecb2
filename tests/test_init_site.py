"""What a site for reviews does with a change: its file is read, its steps are run as they stand."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cpp_cli.starting.around import wanted
from cpp_cli.starting.forges import FORGES
from cpp_cli.starting.templates import example, template
from tests.gits import commit_all, git
from tests.support import ROOT, Session, files_of, run, write_files
from tests.wheels import pack

SOURCE = "git+https://example.org/cpp.git@" + "0f" * 20
LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
TODAY = "2026-11-20"
US = "records/partners/us-all.yaml"
BAD = "id: huerto\nname: Huerto\nkind: school\nstatus: wonderful\n"
GOOD = BAD.replace("wonderful", "active")


def text_of(forge: str, path: str) -> str:
    """Return a file that a site gets."""
    files = {one.path: one.text for one in wanted(FORGES[forge], SOURCE, "")}
    return files[path]


def work(forge: str) -> Any:
    """Return what a site does with a change."""
    yaml = YAML(typ="safe", pure=True)
    return yaml.load(text_of(forge, FORGES[forge].work))


def steps(forge: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = work(forge)["jobs"]["records"]["steps"]
    return found


def scripts(forge: str) -> list[str]:
    """Return all that a shell runs there."""
    if forge == "gitlab":
        found: list[str] = work(forge)["records"]["script"]
        return found
    return [step["run"] for step in steps(forge) if "run" in step]


@pytest.mark.parametrize("forge", FORGES)
def test_every_slot_is_filled_and_the_source_is_said_once(forge: str) -> None:
    text = text_of(forge, FORGES[forge].work)
    assert not re.search(r"(?<!\$)\{[a-z_]+\}", text)
    assert text.count(SOURCE) == 1
    assert (work(forge).get("env") or work(forge)["variables"])["CPP_SOURCE"] == SOURCE


@pytest.mark.parametrize("forge", ["github", "forgejo"])
def test_a_change_is_looked_at_with_no_right_but_to_read(forge: str) -> None:
    does = work(forge)
    assert does["on"] == {"pull_request": None}
    assert does["permissions"] == {"contents": "read"}
    assert does["concurrency"]["cancel-in-progress"] is True
    assert does["jobs"]["records"]["timeout-minutes"] <= 30
    assert "secrets" not in text_of(forge, FORGES[forge].work)
    used = [step["uses"] for step in steps(forge) if "uses" in step]
    assert [one.partition("@")[0] for one in used] == ["actions/checkout"]
    assert all(re.fullmatch(r"\S+@[0-9a-f]{40}", one) for one in used)
    checkout = next(step["with"] for step in steps(forge) if "uses" in step)
    assert checkout == {"path": "change", "fetch-depth": 0, "persist-credentials": False}


def test_a_merge_request_is_looked_at_with_all_its_history() -> None:
    does = work("gitlab")
    assert does["variables"]["GIT_DEPTH"] == "0"
    assert does["records"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert does["records"]["interruptible"] is True


@pytest.mark.parametrize("forge", FORGES)
def test_nothing_that_a_change_says_becomes_a_part_of_what_is_run(forge: str) -> None:
    for script in scripts(forge):
        assert "${{" not in script
        for line in script.splitlines():
            # No module is looked for in the folder where it runs, and that is beside the change.
            assert line.count(" -m ") == line.count(" -P -m "), line
        checked = subprocess.run(["sh", "-n", "-c", script], check=False, capture_output=True)
        assert checked.stderr == b""
    text = text_of(forge, FORGES[forge].work)
    said = set(re.findall(r"\$\{\{ *(.*?) *\}\}", text))
    assert said <= {
        "github.event.pull_request.number",
        "github.event.pull_request.base.sha",
        "!cancelled()",
    }


def test_what_is_installed_there_is_what_is_locked_here() -> None:
    locked = dict(LOCKED.findall((ROOT / "requirements/run.txt").read_text(encoding="utf-8")))
    listed = dict(LOCKED.findall(template("requirements.txt")))

    def plain(names: dict[str, str]) -> dict[str, str]:
        return {re.sub(r"[-_.]+", "-", name).lower(): value for name, value in names.items()}

    assert plain(listed) == plain(locked)
    lines = template("requirements.txt").replace("\\\n", " ").splitlines()
    for line in lines:
        assert line.startswith("#") or re.search(r"==\S+( +--hash=sha256:[0-9a-f]{64})+ *$", line)


class Site:
    """A machine of a site: a clone, and the steps of the file in it, each as it stands."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.temporary = top / "temporary"
        self.temporary.mkdir()
        self.change = top / "change"
        who = ("--name", "Ours", "--us", "us-all", "--no-input", "--forge", "github")
        told = run("init", *who, "--tool", str(ROOT), "-C", str(self.change), root=top)
        assert told.status == 0, told
        # The checksums are those of the packages at hand: everything else is as it was made.
        names = [name for name, _ in LOCKED.findall(template("requirements.txt"))]
        listed = pack(names, top / "packages")
        write_files(self.change, {FORGES["github"].requirements: listed})
        self.base = commit_all(self.change)
        yaml = YAML(typ="safe", pure=True)
        does = yaml.load((self.change / FORGES["github"].work).read_text(encoding="utf-8"))
        self.steps = {
            step["name"]: step["run"] for step in does["jobs"]["records"]["steps"] if "run" in step
        }
        self.source: str = does["env"]["CPP_SOURCE"]

    def begin(self, files: dict[str, str]) -> None:
        """Make a change of the records."""
        git(self.change, "checkout", "--quiet", "-B", "change", self.base)
        write_files(self.change, files)
        commit_all(self.change, "A change")

    def run(self, name: str, **more: str) -> Session:
        """Run a step."""
        return self.shell(self.steps[name], more)

    def shell(self, script: str, more: Mapping[str, str]) -> Session:
        """Run a script as sites do: it ends where something fails."""
        python = self.top / "bin" / "python3"
        if not python.exists():
            python.parent.mkdir()
            python.symlink_to(os.path.realpath(sys._base_executable))  # type: ignore[attr-defined]  # known to no stubs
        surroundings = {
            "PATH": f"{python.parent}:/usr/bin:/bin",
            "HOME": str(self.top),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.top / "packages"),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_STEP_SUMMARY": str(self.top / "summary.md"),
            "CPP_SOURCE": self.source,
            "BASE": self.base,
            "CPP_TODAY": TODAY,
        }
        done = subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=self.top,
            env=surroundings | dict(more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Session(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site on which cpp was installed by the step that does so."""
    made = Site(tmp_path_factory.mktemp("site"))
    told = made.run("Install cpp")
    assert (told.status, told.stdout) == (0, ""), told
    return made


def test_where_the_source_is_not_said_that_is_told(site: Site) -> None:
    told = site.run("Install cpp", CPP_SOURCE="")
    assert told.status == 1
    assert "CPP_SOURCE" in told.stderr


def test_what_has_another_checksum_is_not_installed(site: Site, tmp_path: Path) -> None:
    listed = site.change / FORGES["github"].requirements
    text = listed.read_text(encoding="utf-8")
    listed.write_text(re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", text), encoding="utf-8")
    told = site.run("Install cpp", RUNNER_TEMP=str(tmp_path))
    listed.write_text(text, encoding="utf-8")
    assert told.status != 0
    assert not list(tmp_path.glob("cpp/lib/*/site-packages/cpp_cli*"))


def test_a_bad_change_is_refused_with_notes_at_its_lines(site: Site) -> None:
    site.begin({"records/partners/huerto.yaml": BAD})
    told = site.run("Check the records")
    assert told.status == 1
    assert "file=records/partners/huerto.yaml,line=4," in told.stdout


def test_a_good_change_is_taken(site: Site) -> None:
    site.begin({"records/partners/huerto.yaml": GOOD})
    assert site.run("Check the records").status == 0


def test_nothing_that_a_change_brings_is_run(site: Site) -> None:
    trap = f"open({str(site.top / 'sprung')!r}, 'w')\n"
    names = ("cpp_cli/__init__.py", "cpp_cli/__main__.py", "sitecustomize.py", "typer.py")
    site.begin({"records/partners/huerto.yaml": GOOD} | dict.fromkeys(names, trap))
    assert site.run("Check the records").status == 0
    assert not (site.top / "sprung").exists()


def test_a_change_is_told_in_words(site: Site) -> None:
    site.begin({"records/partners/huerto.yaml": GOOD})
    assert site.run("Tell the change in words").status == 0
    assert "Huerto" in (site.top / "summary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (BAD, 1)])
def test_forgejo_does_the_same_and_prints_it(site: Site, text: str, status: int) -> None:
    does = {step["name"]: step["run"] for step in steps("forgejo") if "run" in step}
    assert does["Install cpp"].replace(".forgejo", ".github") == site.steps["Install cpp"]
    site.begin({"records/partners/huerto.yaml": text})
    assert site.shell(does["Install Python"], {}) == Session(0, "", "")
    checked = site.shell(does["Check the records"], {})
    assert checked.status == status
    assert ("records/partners/huerto.yaml:4:" in checked.stdout) is bool(status)
    assert "What this change does" in site.shell(does["Tell the change in words"], {}).stdout


@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (BAD, 1)])
def test_gitlab_does_the_same_and_keeps_it(site: Site, text: str, status: int) -> None:
    listed = (site.change / FORGES["github"].requirements).read_text(encoding="utf-8")
    files = {FORGES["gitlab"].requirements: listed, "records/partners/huerto.yaml": text}
    site.begin(files)
    place = {
        "CI_PROJECT_DIR": str(site.change),
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": site.base,
        "TMPDIR": str(site.top),
    }
    done = site.shell("\n".join(scripts("gitlab")), place)
    assert done.status == status, done
    told = json.loads((site.change / "codequality.json").read_text(encoding="utf-8"))
    lines = [(one["location"]["path"], one["location"]["lines"]["begin"]) for one in told]
    assert lines == [("records/partners/huerto.yaml", 4)] * status
    assert "# What this change does" in (site.change / "review.md").read_text(encoding="utf-8")


def test_what_is_installed_has_all_that_a_beginning_needs(site: Site, tmp_path: Path) -> None:
    words = ("-P", "-m", "cpp_cli", "init", "--example", "--no-input", "--format", "json")
    python = site.temporary / "cpp/bin/python"
    done = subprocess.run([python, *words], cwd=tmp_path, capture_output=True, check=True)
    assert len(json.loads(done.stdout)["data"]["made"]) == len(files_of(tmp_path))
    assert {path: files_of(tmp_path)[path] for path in example()} == example()


def test_the_check_for_pre_commit_runs_as_it_is_said(tmp_path: Path) -> None:
    yaml = YAML(typ="safe", pure=True)
    hooks = yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (hook,) = hooks
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    program, *words = hook["entry"].split()
    assert (program, words[:3]) == ("python", ["-P", "-m", "cpp_cli"])
    assert re.search(hook["files"], "records/partners/huerto.yaml")
    run("init", "--name", "Ours", "--us", "us-all", "--no-input", root=tmp_path)
    for text, status in ((GOOD, 0), (BAD, 1)):
        write_files(tmp_path, {"records/partners/huerto.yaml": text})
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == status
