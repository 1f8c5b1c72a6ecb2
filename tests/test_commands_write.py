"""Commands that write: what they say they wrote is what git sees, and nothing else changes."""

import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import Session, files_of, promise, run, write_files

BUS = "2026-02-10-bus-stop-light"
PROMISE = "records/commitments/2026/2026-03-02-promise.yaml"


@dataclass(frozen=True)
class Records:
    """Records in a git repository, everything committed."""

    root: Path

    def cpp(self, command: str, stdin: str = "") -> Session:
        """Run a command that never asks."""
        return run(*shlex.split(command), "--no-input", root=self.root, stdin=stdin)

    def git(self, *arguments: str) -> str:
        """Run git, whatever the configuration of this machine says."""
        identity = ["-c", "user.name=Maria", "-c", "user.email=maria@example.org"]
        environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", ".")
        self.git("commit", "-q", "-m", "Records")

    def changed(self) -> list[str]:
        """Return the lines that changed since the last commit, sorted."""
        self.git("add", "-A", "-N")
        return lines_of(self.git("diff", "-U0", "--no-color"))

    def bytes(self) -> dict[str, bytes]:
        """Return every file below the folder, git's own left out."""
        return files_of(self.root)

    def state(self) -> str:
        """Return the state of the promise of `tests.support.promise`."""
        answer = self.cpp("commitment show 2026-03-02-promise --format json")
        state: str = json.loads(answer.stdout)["data"]["state"]
        return state


@pytest.fixture
def records(repo: Path) -> Iterator[Records]:
    """The small records, committed; after the test they are still without any finding."""
    found = Records(repo)
    found.git("init", "-q")
    found.commit()
    yield found
    assert found.cpp("validate").stdout.startswith("All is well: ")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say what went and what came, sorted."""
    return sorted(
        line
        for line in text.splitlines()
        if line[:1] in ("+", "-") and line[:3] not in ("+++", "---") and "$schema=" not in line
    )


# Everything that writes

WRITES = {
    "partner add": (
        "partner add --name 'Casa Norte' --kind community-organization --since 2026-01-02"
        " --people 'name=Bo T; role=Cook; consent.scope=public' --languages es --languages en"
        " --community-led yes --communities river-road --status paused",
        """\
casa-norte
Wrote records/partners/casa-norte.yaml
+id: casa-norte
+name: Casa Norte
+kind: community-organization
+status: paused
+since: 2026-01-02
+community_led: true
+communities: [river-road]
+languages: [es, en]
+people:
+  - id: bo-t
+    name: Bo T
+    role: Cook
+    consent:
+      scope: public
""",
    ),
    "a meeting with commitments in its notes": (
        "meeting add --title 'Spring check-in' --date 2026-05-20 --attendees ana --attendees us"
        " --engagement-promised involve --commitments --notes"
        " '- [ ] us -> River Road: Bring the map (by 2026-07-01)'",
        """\
2026-05-20-spring-check-in
Wrote records/meetings/2026/2026-05-20-spring-check-in.yaml
+id: 2026-05-20-spring-check-in
+date: 2026-05-20
+title: Spring check-in
+attendees:
+  - huerto-sol/ana-r
+  - lcph-cpp
+engagement:
+  promised: involve
+notes: '- [ ] us -> River Road: Bring the map (by 2026-07-01)'

Wrote records/commitments/2026/2026-05-20-bring-the-map.yaml
+id: 2026-05-20-bring-the-map
+from: lcph-cpp
+to: river-road
+what: Bring the map
+made:
+  date: 2026-05-20
+  meeting: 2026-05-20-spring-check-in
+due: 2026-07-01
""",
    ),
    "commitment add": (
        "commitment add --from us --to 'River Road' --what 'Never again without a word'"
        " --kind restraint --review 2026-12-01 --review 2027-06-01 --repairs spraying",
        """\
2026-06-01-never-again-without-a-word
Wrote records/commitments/2026/2026-06-01-never-again-without-a-word.yaml
+id: 2026-06-01-never-again-without-a-word
+from: lcph-cpp
+to: river-road
+what: Never again without a word
+made:
+  date: 2026-06-01
+review:
+  - 2026-12-01
+  - 2027-06-01
+kind: restraint
+repairs: spraying
""",
    ),
    "a commitment made at a meeting has its day": (
        "commitment add --id 2026-02-10-chairs --from maria --to ana --what 'Two chairs: folding'"
        " --made-meeting listening --translated 'es=Dos sillas'",
        """\
2026-02-10-chairs
Wrote records/commitments/2026/2026-02-10-chairs.yaml
+id: 2026-02-10-chairs
+from: lcph-cpp/maria-k
+to: huerto-sol/ana-r
+what: 'Two chairs: folding'
+made:
+  date: 2026-02-10
+  meeting: 2026-02-10-listening
+translated:
+  es: Dos sillas
""",
    ),
    "harm add": (
        "harm add --what 'The clinic closed.' --when 'summer of 2025' --to river-road --by us"
        " --told-date 2026-05-01 --told-by ana",
        """\
the-clinic-closed
Wrote records/harms/the-clinic-closed.yaml
+id: the-clinic-closed
+what: The clinic closed.
+when: summer of 2025
+to: [river-road]
+by: [lcph-cpp]
+told:
+  date: 2026-05-01
+  by: huerto-sol/ana-r
""",
    ),
    "edit --set deep in a list": (
        "meeting edit listening --set heard.bus-stop.answer.date=2026-05-01"
        " --set heard.bus-stop.answer.by=us --set 'heard.bus-stop.answer.text=We have asked.'",
        """\
2026-02-10-listening
Wrote records/meetings/2026/2026-02-10-listening.yaml
+    answer:
+      date: 2026-05-01
+      by: lcph-cpp
+      text: We have asked.
""",
    ),
    "edit --set, --add and --unset together": (
        "partner edit river-school --set status=paused --set people.1.email=lee@example.org"
        " --add 'people=name=Jo P; languages=en, es' --add tags=north --unset former_ids",
        """\
river-school
Wrote records/partners/river-school.yaml
-status: active
-former_ids: [river-elementary]
+status: paused
+    email: lee@example.org
+  - id: jo-p
+    name: Jo P
+    languages: [en, es]
+tags: [north]
""",
    ),
    "edit --set a whole list": (
        "partner edit huerto --set languages=es,en --set steward=maria",
        """\
huerto-sol
Wrote records/partners/huerto-sol.yaml
+languages: [es, en]
+steward: lcph-cpp/maria-k
""",
    ),
    "edit of what a promise is about": (
        f"commitment edit {BUS} --set kind=action --set work=trust --unset answers",
        f"""\
{BUS}
Wrote records/commitments/2026/{BUS}.yaml
-answers:
-  - 2026-02-10-listening#bus-stop
+kind: action
+work: [trust]
""",
    ),
    "meeting note": (
        "meeting note listening --text 'They want benches.'",
        """\
2026-02-10-listening
Wrote records/meetings/2026/2026-02-10-listening.yaml
+notes: |
+  They want benches.
""",
    ),
    "harm acknowledge": (
        "harm acknowledge spraying --by maria --note 'We sprayed without asking.'",
        """\
spraying
Wrote records/harms/spraying.yaml
+history:
+  - date: 2026-06-01
+    event: acknowledged
+    by: lcph-cpp/maria-k
+    note: We sprayed without asking.
""",
    ),
    "harm repaired": (
        "harm repaired spraying --by huerto --via phone --date 2026-05-30",
        """\
spraying
Wrote records/harms/spraying.yaml
+history:
+  - date: 2026-05-30
+    event: repaired
+    by: huerto-sol
+    via: phone
""",
    ),
    "harm reopen": (
        "harm reopen spraying --by ana --meeting listening --date 2026-02-10",
        """\
spraying
Wrote records/harms/spraying.yaml
+history:
+  - date: 2026-02-10
+    event: reopened
+    by: huerto-sol/ana-r
+    meeting: 2026-02-10-listening
""",
    ),
}


@pytest.mark.parametrize("name", WRITES)
def test_what_is_shown_is_what_was_written_and_nothing_else(records: Records, name: str) -> None:
    command, expected = WRITES[name]
    before = records.bytes()

    rehearsed = records.cpp(f"{command} --dry-run")
    assert rehearsed.stdout == expected.replace("\nWrote ", "\nWould write ")
    assert records.bytes() == before

    written = records.cpp(command)
    assert written == Session(0, expected, rehearsed.stderr)
    assert records.changed() == lines_of(expected)


def test_notes_may_come_from_a_file_or_a_pipe(records: Records, tmp_path: Path) -> None:
    notes = write_files(tmp_path, {"minutes.md": "They want benches.\r\n\tAnd a roof.\r\n"})
    added = "+notes: |\n+  They want benches.\n+      And a roof.\n"
    meeting = "meeting add --title Benches --date 2026-05-20"
    from_file = records.cpp(f"{meeting} --file {notes / 'minutes.md'} --dry-run")
    assert from_file.stdout.endswith(added)
    assert records.cpp(
        f"{meeting} --file -", stdin="They want benches.\n    And a roof."
    ).stdout == (from_file.stdout.replace("Would write", "Wrote"))


def test_a_note_goes_below_what_is_there(records: Records) -> None:
    records.cpp("meeting note listening --text 'They want benches.'")
    records.commit()
    records.cpp("meeting note listening --file -", stdin="And a roof.\nSoon.\n")
    assert records.changed() == sorted(["+", "+  And a roof.", "+  Soon."])


def test_two_records_of_one_name_get_ids_of_their_own(records: Records) -> None:
    add = "commitment add --from us --to ana --what Benches"
    ids = [records.cpp(add).stdout.partition("\n")[0] for _ in range(3)]
    assert ids == [f"2026-06-01-benches{end}" for end in ("", "-2", "-3")]


def test_json_names_what_was_written(records: Records) -> None:
    answer = records.cpp("partner add --name 'Casa Norte' --kind other --format json")
    data = {
        "id": "casa-norte",
        "written": True,
        "paths": ["records/partners/casa-norte.yaml"],
    }
    assert json.loads(answer.stdout)["data"] == data
    again = records.cpp("partner edit casa --set kind=school --dry-run --format json")
    assert json.loads(again.stdout)["data"] | {"written": True} == data | {"id": "casa-norte"}


def test_what_is_so_already_changes_nothing(records: Records) -> None:
    before = records.bytes()
    assert records.cpp("partner edit huerto --set status=active").stdout == (
        "huerto-sol\nNothing to change.\n"
    )
    assert records.bytes() == before


def test_comments_and_blank_lines_stay(records: Records) -> None:
    text = (
        "# Ask Ana first.\n\nid: garden\nname: Garden  # not Gardens\n\nkind: other\n"
        "status: active  # since spring\n\npeople:\n  # Sam calls back.\n  - id: sam\n"
        "    name: Sam\n\n# the end\n"
    )
    write_files(records.root, {"records/partners/garden.yaml": text})
    records.commit()
    records.cpp("partner edit garden --set status=paused --set people.sam.role=Cook --add tags=x")
    assert records.changed() == sorted(
        [
            "-status: active  # since spring",
            "+status: paused  # since spring",
            "+    role: Cook",
            "+tags: [x]",
        ]
    )


# The life of a promise

STATES = {
    "open": [],
    "delivered": ["2026-03-09 delivered lcph-cpp"],
    "disputed": ["2026-03-09 disputed huerto-sol"],
    "kept": ["2026-03-09 confirmed huerto-sol"],
    "released": ["2026-03-09 released huerto-sol"],
    "broken": ["2026-03-09 broken lcph-cpp; note: No money"],
}
SAY = {
    "progress": "progress --by us",
    "delivered": "deliver --by us",
    "confirmed": "confirm --by ana --via phone",
    "disputed": "dispute --by ana --via phone",
    "renegotiated": "renegotiate --by us --agreed-by ana --via phone --why Rain --due 2026-12-01",
    "released": "release --by huerto --via phone",
    "broken": "break --by us --note 'No money'",
}
TABLE = """
             | open      | delivered | disputed  | kept      | released  | broken
progress     | open      | delivered | disputed  | kept      | released  | broken
delivered    | delivered | delivered | delivered | refused 2 | refused 2 | delivered
confirmed    | kept      | kept      | kept      | kept      | kept      | kept
disputed     | disputed  | disputed  | disputed  | disputed  | disputed  | disputed
renegotiated | open      | open      | open      | refused 4 | refused 4 | open
released     | released  | released  | released  | refused 5 | released  | released
broken       | broken    | broken    | broken    | broken    | refused 6 | broken
"""
REASONS = {
    "refused 2": "say it as progress",
    "refused 4": "make a new promise",
    "refused 5": "it was kept",
    "refused 6": "dispute it first",
}


def _cells() -> Iterator[tuple[str, str, str]]:
    heading, *rows = [
        [cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()
    ]
    for event, *cells in rows:
        yield from ((state, event, cell) for state, cell in zip(heading[1:], cells, strict=True))


@pytest.mark.parametrize(("state", "event", "then"), list(_cells()))
def test_each_word_leads_to_the_state_of_the_table(
    repo: Path, state: str, event: str, then: str
) -> None:
    write_files(repo, promise("lcph-cpp", "huerto-sol", *STATES[state]))
    records = Records(repo)
    before = records.bytes()
    verb, *rest = shlex.split(SAY[event])
    said = run("commitment", verb, "2026-03-02-promise", *rest, "--no-input", root=repo)
    if then in REASONS:
        assert (said.status, said.stdout) == (2, "")
        assert REASONS[then] in said.stderr
        assert records.bytes() == before
    else:
        assert (said.status, said.stderr) == (0, "")
        assert f"+    event: {event}\n" in said.stdout
        assert records.state() == then


def test_a_promise_from_its_making_to_its_end(records: Records) -> None:
    """Every event in turn: each adds its own entry, and nothing above it moves."""
    told = []
    for command in (
        f"commitment progress {BUS} --by maria --date 2026-02-20 --note 'Asked the district.'",
        f"commitment renegotiate {BUS} --by us --agreed-by ana --date 2026-03-01 --via phone"
        " --why 'The district takes until summer' --due 2026-07-01"
        " --what 'Ask, and bring the answer'",
        f"commitment deliver {BUS} --by us --date 2026-05-02 --evidence https://example.org/letter",
        f"commitment dispute {BUS} --by ana --date 2026-05-03 --via phone --note 'No light yet.'",
        f"commitment mistake {BUS} --by ana --date 2026-05-04 --why 'It was the other stop.'",
        f"commitment confirm {BUS} --by ana --date 2026-05-05 --via phone",
    ):
        answer = records.cpp(command)
        assert answer.status == 0
        told.append(answer.stdout.split("\n", 2)[2])
        assert all(line.startswith("+") for line in told[-1].splitlines())
    assert told[0] == (
        "+history:\n+  - date: 2026-02-20\n+    event: progress\n+    by: lcph-cpp/maria-k\n"
        "+    note: Asked the district.\n"
    )
    assert told[1] == (
        "+  - date: 2026-03-01\n+    event: renegotiated\n+    by: lcph-cpp\n"
        "+    why: The district takes until summer\n+    due: 2026-07-01\n"
        "+    what: Ask, and bring the answer\n+    agreed_by: huerto-sol/ana-r\n+    via: phone\n"
    )
    assert told[4] == (
        "+    mistake:\n+      by: huerto-sol/ana-r\n+      date: 2026-05-04\n"
        "+      why: It was the other stop.\n"
    )
    assert records.changed() == lines_of("".join(told))
    shown = json.loads(records.cpp(f"commitment show {BUS} -f json").stdout)["data"]
    assert shown["state"] == "kept"
    assert shown["due_in_force"] == "2026-07-01"
    assert shown["what"] == "Ask the transit district for a light at the bus stop"


def test_a_promise_that_stands_is_open_again_until_its_last_review(records: Records) -> None:
    added = records.cpp(
        "commitment add --id 2026-03-02-promise --made-date 2026-03-02 --from us --to huerto"
        " --what 'A call each month' --review 2026-04-01 --review 2026-05-01"
    )
    assert added.status == 0
    confirm = "commitment confirm 2026-03-02-promise --by ana --via phone --date"
    records.cpp(f"{confirm} 2026-04-01")
    assert records.state() == "overdue"
    records.cpp(f"{confirm} 2026-05-02")
    assert records.state() == "kept"


# Refused: nothing changes, and who may say it is named

REFUSED = {
    "we cannot confirm our own promise": (
        f"commitment confirm {BUS} --by us --via phone",
        "may not say `confirmed` here: that is the word of Huerto Sol",
    ),
    "nor can a person of ours": (
        f"commitment confirm {BUS} --by maria",
        "may not say `confirmed` here: that is the word of Huerto Sol",
    ),
    "a stranger to the promise cannot dispute it": (
        f"commitment dispute {BUS} --by lee --via phone",
        "that is the word of Huerto Sol",
    ),
    "we cannot let ourselves off": (
        f"commitment release {BUS} --by us",
        "that is the word of Huerto Sol",
    ),
    "the receiver cannot say that we delivered": (
        f"commitment deliver {BUS} --by ana --via phone",
        "that is the word of Lane County Public Health, Community Partnerships",
    ),
    "one side cannot agree with itself": (
        f"commitment renegotiate {BUS} --by us --agreed-by maria --why Rain --due 2026-12-01",
        "Huerto Sol",
    ),
    "new terms need a reason": (
        f"commitment renegotiate {BUS} --by us --agreed-by ana --via phone --due 2026-12-01",
        "--why is missing",
    ),
    "new terms change something": (
        f"commitment renegotiate {BUS} --by us --agreed-by ana --via phone --why Rain",
        "--due, --what or --review is missing: what changes?",
    ),
    "new terms need the other side": (
        f"commitment renegotiate {BUS} --by us --why Rain --due 2026-12-01",
        "--agreed-by is missing",
    ),
    "somebody says it": (f"commitment progress {BUS}", "--by is missing: who says it?"),
    "a word of a partner says how it was said": (
        f"commitment confirm {BUS} --by ana",
        "How did Ana R (Huerto Sol) say this?",
    ),
    "breaking a promise needs a reason": (
        f"commitment break {BUS} --by us",
        "`broken` needs a note",
    ),
    "nothing is said before the promise was made": (
        f"commitment progress {BUS} --by us --date 2026-02-09",
        "2026-02-09",
    ),
    "nothing is said tomorrow": (
        f"commitment progress {BUS} --by us --date 2026-06-02",
        "2026-06-02",
    ),
    "nobody takes back an entry that is not there": (
        f"commitment mistake {BUS} --by us --why Wrong",
        "Nothing has been said about",
    ),
    "taking responsibility says how": (
        "harm acknowledge spraying --by us",
        "`acknowledged` needs a note",
    ),
    "only those harmed say that it is repaired": (
        "harm repaired spraying --by us",
        "only those harmed may (Huerto Sol)",
    ),
    "or that it is not": (
        "harm reopen spraying --by lee --via phone",
        "only those harmed may (Huerto Sol)",
    ),
    "those who did it take responsibility": (
        "harm acknowledge spraying --by ana --via phone --note Sorry",
        "Ana R (Huerto Sol)",
    ),
    "the terms of a promise that others have seen": (
        f"commitment edit {BUS} --set due=2026-12-01",
        f"New terms: cpp commitment renegotiate {BUS}\n",
    ),
    "nor its history": (
        f"commitment edit {BUS} --add 'history=date=2026-05-01; event=confirmed; by=ana'",
        "others have seen this record",
    ),
    "an id": ("partner edit huerto --set id=x", "cpp partner rename huerto-sol NEW\n"),
    "an empty value": ("partner edit huerto --set name=", "an empty value is not written"),
    "a word that is not known": (
        "partner edit huerto --set kind=shool",
        "Did you mean `school`?",
    ),
    "a field that is not known": ("partner edit huerto --set nme=x", "There is no field nme."),
    "an item that is not there": (
        "partner edit huerto --set people.bo.name=Bo",
        "There is no bo in people.\nThere are: ana-r; or count from 1.\n",
    ),
    "a list that is not one": ("partner edit huerto --add name=x", "this holds one value"),
    "a list of groups as a whole": ("partner edit huerto --set people=x", "its items have parts"),
    "what is not there to take away": (
        "partner edit huerto --unset notes",
        "There is no notes in huerto-sol to take away.\n",
    ),
    "a required field": ("partner edit huerto --unset name", "`name` is missing"),
    "a person whom others name": (
        "partner edit huerto --unset people.ana-r",
        "records/meetings/2026/2026-02-10-listening.yaml:6: There is no partner or person",
    ),
    "a partner without what it needs": ("partner add", "Give --name, --kind.\n"),
    "an id that is taken": (
        "partner add --id river-elementary --name X --kind other",
        "river-elementary was the id of river-school before.\n",
    ),
    "a new id that is taken": (
        "partner rename river-school huerto-sol",
        "There is already a partner huerto-sol.\n",
    ),
    "an id of several words": (
        "partner rename river-school 'River School'",
        "River School cannot be an id.\n",
    ),
    "a promise to oneself": (
        "commitment add --from huerto --to ana --what Seeds",
        "Nothing was changed, because this would be wrong:",
    ),
    "a community never owes": (
        "commitment add --from river-road --to us --what Seeds",
        "Who speaks for it: Huerto Sol.\n",
    ),
    "words for a day where nobody sees the echo": (
        "meeting add --title X --date yesterday",
        "--date: yesterday is not a date.\nWrite it as YYYY-MM-DD, such as 2026-06-01.\n",
    ),
    "what was said in a meeting that was not held yet": (
        "meeting add --title X --date 2026-07-01 --notes Met.",
        "The meeting is on 2026-07-01 (today is 2026-06-01)",
    ),
    "a line of notes with an unknown name": (
        "meeting note listening --commitments --text '- [ ] nobody -> us: Seeds'",
        'Line 1 of the notes: There is no partner or person "nobody".',
    ),
    "a personal number": (
        "meeting note listening --text 'Her number is 078-05-1120.'",
        "Nothing was changed, because this would be wrong:",
    ),
    "notes given twice": (
        "meeting note listening --text x --file -",
        "Give --text or --file, not both.\n",
    ),
    "a pipe with nothing in it": (
        "meeting note listening --file -",
        "There are no words in what was piped in.\n",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_says_why_and_changes_nothing(records: Records, name: str) -> None:
    command, says = REFUSED[name]
    before = records.bytes()
    answer = records.cpp(command)
    assert (answer.status, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr
    assert records.bytes() == before


def test_what_nobody_has_seen_yet_is_edited_freely(records: Records) -> None:
    records.cpp("commitment add --id 2026-06-01-seeds --from us --to ana --what Seeds")
    edited = records.cpp("commitment edit 2026-06-01-seeds --set 'what=Seeds, and soil'")
    assert edited.status == 0
    records.commit()
    assert records.cpp("commitment edit 2026-06-01-seeds --set what=Less").status == 2


def test_a_mistake_is_taken_back_by_the_side_whose_word_it_claims_to_be(records: Records) -> None:
    records.cpp(f"commitment deliver {BUS} --by us")
    before = records.bytes()
    refused = records.cpp(f"commitment mistake {BUS} --by ana --why 'Not yet'")
    assert refused.status == 2
    assert records.bytes() == before
    assert records.cpp(f"commitment mistake {BUS} --by maria --why 'Another promise'").status == 0


def test_an_error_elsewhere_does_not_stand_in_the_way(repo: Path) -> None:
    """Only an error that the change would add is refused."""
    write_files(repo, {"records/partners/broken.yaml": "id: other\nname: X\n"})
    assert run("partner", "edit", "huerto", "--set", "status=paused", root=repo).status == 0


# Another id


def test_a_renamed_record_is_found_by_both_ids_and_fix_mends_what_names_it(
    records: Records,
) -> None:
    renamed = records.cpp("partner rename huerto-sol huerto-nuevo")
    assert str(renamed) == (
        "huerto-nuevo\n"
        "Moved records/partners/huerto-sol.yaml to records/partners/huerto-nuevo.yaml\n"
        "-id: huerto-sol\n"
        "+id: huerto-nuevo\n"
        "+former_ids: [huerto-sol]\n"
        "--- stderr ---\n"
        "What refers to huerto-sol still works; cpp fix mends it.\n"
    )
    shown = (records.cpp(f"partner show {name}").stdout for name in ("huerto-sol", "huerto-nuevo"))
    assert len(set(shown)) == 1
    warned = records.cpp("validate")
    assert (warned.status, warned.stdout.count("[R005 former-id]")) == (0, 4)

    records.commit()
    before = records.bytes()
    assert records.cpp("fix --dry-run").status == 1
    assert records.bytes() == before
    fixed = records.cpp("fix")
    assert fixed.status == 0
    assert records.changed() == sorted(
        [
            "-to: huerto-sol",
            "+to: huerto-nuevo",
            "-  - huerto-sol/ana-r",
            "+  - huerto-nuevo/ana-r",
            "-    by: huerto-sol/ana-r",
            "+    by: huerto-nuevo/ana-r",
            "-      - party: huerto-sol",
            "+      - party: huerto-nuevo",
        ]
    )
    assert records.cpp("fix --dry-run").stdout == "Nothing to change.\n"


def test_a_record_may_get_an_earlier_id_of_its_own_back(records: Records) -> None:
    records.cpp("partner rename river-school river-academy")
    records.cpp("partner rename river-academy river-school")
    assert records.changed() == sorted(
        ["-former_ids: [river-elementary]", "+former_ids: [river-elementary, river-academy]"]
    )


def test_a_renaming_that_is_only_tried_moves_nothing(records: Records) -> None:
    before = records.bytes()
    tried = records.cpp("partner rename river-school river-academy --dry-run")
    assert "Would move records/partners/river-school.yaml to " in tried.stdout
    assert records.bytes() == before


def test_fix_gives_a_file_one_kind_of_line_end(records: Records) -> None:
    mixed = b"id: garden\r\nname: Garden\nkind: other\nstatus: active\n"
    write_files(records.root, {"records/partners/garden.yaml": mixed})
    assert records.cpp("fix").status == 0
    assert records.bytes()["records/partners/garden.yaml"] == mixed.replace(b"\r\n", b"\n")
