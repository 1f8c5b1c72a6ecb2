"""Every command that writes, each with records on which it succeeds."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from cpp_cli.cli.table import NOUNS, SHARING, WRITES, top, verbs
from cpp_cli.rules import example
from cpp_cli.starting.around import wanted
from cpp_cli.starting.section import with_section
from tests.support import PROMISE, promise

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Scenario:
    """A command line, and the records that it is given; in a git repository or not."""

    command: str
    rest: str
    files: Files = field(default_factory=dict)
    git: bool = True
    about: str = ""

    @property
    def arguments(self) -> list[str]:
        """The words of the command line."""
        return [*self.command.split(), *shlex.split(self.rest)]

    @property
    def name(self) -> str:
        """What a person calls it."""
        about = ", ".join(filter(None, (self.about, "" if self.git else "outside git")))
        return f"{self.command} ({about})" if about else self.command

    @property
    def records(self) -> dict[str, str | bytes]:
        """Every file before the command."""
        return {**example.RECORDS, **self.files}


def writing_commands() -> set[str]:
    """Return every command of the table that writes; `schema` does too, without `--check`.

    Those that share have a repository of somebody else to deal with: `tests/test_share_faults.py`
    lets them fail, and ends them.
    """
    alone = {name for name, entry in top().items() if entry.does == WRITES} - set(SHARING)
    of_nouns = {
        f"{noun} {verb}"
        for noun in NOUNS
        for verb, entry in verbs(noun).items()
        if entry.does == WRITES
    }
    return alone | of_nouns | {"schema"}


_OURS = promise("lcph-cpp", "huerto-sol")
_SAID = promise("lcph-cpp", "huerto-sol", "2026-03-09 delivered lcph-cpp")
_FORMER = {
    "records/meetings/2026/2026-03-03-school.yaml": (
        "id: 2026-03-03-school\r\ndate: 2026-03-03\ntitle: At the school\n"
        "attendees:\n  - river-elementary/lee-w\n  - lcph-cpp/maria-k\n"
    ),
    **promise("lcph-cpp", "river-elementary"),
}
_MEETING = (
    "--title 'Spring check-in' --date 2026-05-20 --attendees ana --attendees us"
    " --commitments --notes '- [ ] us -> River Road: Bring the map (by 2026-07-01)\n"
    "- [ ] us -> huerto: Bring the keys (by 2026-07-01)'"
)
_STALE = {"schemas/harm.schema.json": "{}\n", "schemas/partner.schema.json": "{}\n"}

_AROUND = {
    one.path: with_section("", one.text) if one.shared else one.text
    for one in wanted(None, "", "", example.RECORDS)
}

SCENARIOS = (
    Scenario("partner add", "--name 'Casa Norte' --kind school --people 'name=Bo T'"),
    Scenario("partner add", "--name 'Casa Norte' --kind school", git=False),
    Scenario("partner edit", "huerto --set status=paused --add tags=north"),
    Scenario("partner edit", "huerto --set status=paused", git=False),
    Scenario("partner rename", "river-school river-road-school"),
    Scenario("partner rename", "river-school river-road-school", git=False),
    Scenario("meeting add", "--title Benches --date 2025-12-02 --notes 'They want benches.'"),
    Scenario("meeting add", _MEETING, about="with commitments"),
    Scenario("meeting add", _MEETING, git=False, about="with commitments"),
    Scenario("meeting edit", "listening --set heard.bus-stop.topic=transport"),
    Scenario("meeting rename", "listening 2026-02-10-garden"),
    Scenario("meeting note", "listening --text 'They want benches.'"),
    Scenario(
        "meeting note",
        "listening --commitments --text '- [ ] us -> huerto: Benches (by 2026-07-01)'",
        about="with a commitment",
    ),
    Scenario("commitment add", "--from us --to ana --what 'Two chairs' --due 2026-08-01"),
    Scenario("commitment edit", f"{PROMISE} --set kind=action --set work=trust", _OURS),
    Scenario("commitment rename", f"{PROMISE} 2026-03-02-passes", _OURS),
    Scenario("commitment progress", f"{PROMISE} --by us --note Soon", _OURS),
    Scenario("commitment deliver", f"{PROMISE} --by us --note Done", _OURS),
    Scenario("commitment confirm", f"{PROMISE} --by ana --via phone", _OURS),
    Scenario("commitment dispute", f"{PROMISE} --by ana --via phone --note 'Ten came.'", _OURS),
    Scenario(
        "commitment renegotiate",
        f"{PROMISE} --by us --agreed-by ana --via phone --why Rain --due 2026-12-01",
        _OURS,
    ),
    Scenario("commitment release", f"{PROMISE} --by ana --via phone", _OURS),
    Scenario("commitment break", f"{PROMISE} --by us --note 'No money'", _OURS),
    Scenario("commitment mistake", f"{PROMISE} --by us --why 'Another promise'", _SAID),
    Scenario("harm add", "--what 'The clinic closed.' --to river-road --by us"),
    Scenario("harm edit", "spraying --set 'when=summer of 2025'"),
    Scenario("harm rename", "spraying gardens-sprayed"),
    Scenario("harm acknowledge", "spraying --by maria --note 'We sprayed without asking.'"),
    Scenario("harm repaired", "spraying --by huerto --via phone"),
    Scenario("harm reopen", "spraying --by huerto --via phone"),
    Scenario("fix", "", _FORMER),
    Scenario("fix", "", _FORMER, git=False),
    Scenario("schema", "", _STALE, about="some stale, some missing"),
    Scenario("schema", "", git=False),
    # What stands around the records is written file by file: all or nothing holds for the rest.
    Scenario("init", "", _AROUND, about="no schemas yet"),
)
