"""Two people write, bring in and send in any order: every change of both is there in the end."""

import os
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests import shares
from tests.gits import alone, git
from tests.shares import BUS, HUERTO, SCHOOL, branch, branches, put, status, take, text
from tests.support import examples, run

PEOPLE = ("ana", "ben")
RECORDS = (HUERTO, SCHOOL)
OWN = {"ana": ("since", "2026-01-0{}"), "ben": ("steward", "lcph-cpp # {}")}
"""A field that only this person changes, and its value by number."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(("field", "tag", "word", "update", "submit", "take", "squash")),
        st.sampled_from(RECORDS),
    ),
    min_size=4,
    max_size=14,
)


class World:
    """Two people with a clone each, and what each of them has written."""

    def __init__(self, folder: Path) -> None:
        self.hub = shares.hub(folder)
        self.roots = {name: shares.clone(self.hub, name) for name in PEOPLE}
        self.fields: dict[tuple[str, str], str] = {}
        self.tags: dict[str, list[str]] = {path: [] for path in RECORDS}
        self.words: list[str] = []
        self.number = 0

    def step(self, name: str, what: str, path: str) -> None:
        root = self.roots[name]
        self.number += 1
        if what == "field":
            self.set_field(root, name, path)
        elif what == "tag":
            tag = f"{name}-{self.number}"
            self.tags[path].append(tag)
            lines = text(root, path)
            lines += "" if "tags:\n" in lines else "tags:\n"
            put(root, path, lines.replace("tags:\n", f"tags:\n  # by {tag}\n  - {tag}\n"))
        elif what == "word":
            self.say(root, name)
        elif what in ("update", "submit"):
            self.run(name, what)
        elif branch(root) in branches(self.hub):
            take(self.hub, branch(root), squash=what == "squash")

    def set_field(self, root: Path, name: str, path: str) -> None:
        field, value = OWN[name]
        line = f"{field}: {value.format(self.number % 9 + 1)}\n"
        self.fields[name, path] = line
        kept = [one for one in text(root, path).splitlines(True) if not one.startswith(field)]
        at = kept.index("status: active\n") + 1
        put(root, path, "".join([*kept[:at], line, *kept[at:]]))

    def say(self, root: Path, name: str) -> None:
        word = f"{name} {self.number}"
        self.words.append(word)
        lines = text(root, BUS)
        lines += "" if "history:\n" in lines else "history:\n"
        entry = f"  - date: 2026-04-{self.number:02}\n    event: progress\n    by: lcph-cpp\n"
        put(root, BUS, f"{lines}{entry}    note: {word}\n")

    def run(self, name: str, what: str) -> None:
        said = run(what, "--no-input", root=self.roots[name])
        assert said.status == 0, said

    def settle(self) -> None:
        """Send all that is left, take it, and bring it in everywhere."""
        for name in PEOPLE:
            self.run(name, "submit")
            if branch(self.roots[name]) in branches(self.hub):
                assert take(self.hub, branch(self.roots[name]))
        for name in PEOPLE:
            self.run(name, "update")

    def judge(self) -> None:
        for root in self.roots.values():
            assert status(root) == ""
            assert git(root, "rev-parse", "HEAD:records") == git(
                self.hub, "rev-parse", "main:records"
            )
            assert run("validate", root=root).status == 0
            for (_, path), line in self.fields.items():
                assert line in text(root, path)
            for path, tags in self.tags.items():
                for tag in tags:
                    assert text(root, path).count(f"  - {tag}\n") == 1
                    assert f"# by {tag}\n" in text(root, path)
            for word in self.words:
                assert text(root, BUS).count(f"note: {word}\n") == 1


@examples(6)
@given(steps=STEPS)
def test_no_change_is_lost_and_none_comes_twice(steps: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder)):
        os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
        world = World(Path(folder))
        for step in steps:
            world.step(*step)
        world.settle()
        world.judge()
