"""Nothing in a checkout that is looked at is imported, executed, or taken for a template."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli import editor
from cpp_cli.errors import Stop
from cpp_cli.messages import t, tn
from cpp_cli.models.ids import is_id
from cpp_cli.rules import example
from tests.support import TODAY, examples, run, write_files
from tests.test_layers import trees

PROMISE = "2026-02-10-bus-stop-light"
COMMANDS = (
    "",
    "--help",
    "--version",
    "status",
    "owes --aging 30,60 --balance --show-records",
    "owes --format csv",
    "agenda",
    "agenda huerto",
    "summary",
    "summary huerto --format json",
    "validate",
    "validate --strict --format json",
    "fix --dry-run",
    "rule",
    "rule N001",
    "schema --check",
    "init --dry-run",
    "doctor",
    "partner list",
    "partner show huerto",
    "partner show huerto --format md",
    "meeting list",
    "meeting show 2026",
    "commitment list",
    "commitment show bus",
    "harm list",
    "harm show spraying",
    "partner edit huerto --set name=New --dry-run",
    f"commitment edit {PROMISE} --set due=2027-01-01 --dry-run",
    "partner add --name N --kind school --dry-run",
    "partner rename river-school academy --dry-run",
    f"commitment deliver {PROMISE} --by us --dry-run",
)
"""Every command that only reads, and some that would write."""


def python(
    folder: Path, *arguments: str, safe: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder; `safe` is how hooks and CI run it, with -P."""
    return subprocess.run(
        [sys.executable, *(["-P"] if safe else []), *arguments],
        cwd=folder,
        env={**os.environ, "CPP_TODAY": str(TODAY), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


# Every command in one process, each as it ends: the modules of all are imported from one place.
EVERY_COMMAND = """
import contextlib, io, json, sys
from cpp_cli.main import main
statuses = {}
for command in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        statuses[command] = main([*command.split(), "--no-input"])
print(json.dumps([statuses, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def imported(records: Path) -> set[str]:
    """Return the names of everything that the commands import, Python's own included."""
    done = python(records, "-c", EVERY_COMMAND, json.dumps(COMMANDS))
    return set(json.loads(done.stdout)[1])


OPTIONAL = (
    "sitecustomize", "usercustomize", "conftest", "setup", "_ruamel_yaml", "email_validator",
    "shellingham", "IPython", "ipywidgets", "attr", "tomllib", "readline", "colorama", "gitdb",
    "smmap", "git", "filelock", "orjson", "hypothesis", "_pytest", "settings", "evil",
)  # fmt: skip
"""What a library or Python itself looks for and uses where it is there."""

CANARY = "open({mark!r}, 'a').write({name!r} + '\\n')\n"
SCRIPT = "#!/bin/sh\necho {name} >>'{mark}'\nexit 1\n"
PROGRAMS = (
    "git", "python", "python3", "sh", "bash", "env", "nano", "vim", "vi", "less", "more", "cat",
    "dirname", "readlink", "cmp", "cpp", "pager", "editor", "ssh", "gpg", "stty", "tput",
)  # fmt: skip
SETTINGS = {
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-p evil"\n[build-system]\n',
    "setup.cfg": "[options.entry_points]\nconsole_scripts = cpp = evil:main\n[tool:pytest]\n",
    "pytest.ini": "[pytest]\naddopts = -p evil\n",
    "evil.pth": "import evil\n",
    "pyvenv.cfg": "home = .\ninclude-system-site-packages = true\n",
    "python311._pth": ".\nimport site\n",
    ".python-version": "evil\n",
    ".env": "EDITOR=./nano\nVISUAL=./nano\nPYTHONPATH=.\nPATH=.\n",
    ".envrc": "export PYTHONPATH=.\n",
    ".netrc": "machine localhost login x password y\n",
    ".pdbrc": "import evil\n",
    ".pythonrc": "import evil\n",
    ".gitconfig": "[core]\n\teditor = ./nano\n\tfsmonitor = ./vim\n",
    ".gitattributes": "* filter=evil diff=evil merge=evil text eol=lf\n",
    ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::./sh\n',
    ".editorconfig": "root = true\n",
    "cpp_cli.egg-info/entry_points.txt": "[console_scripts]\ncpp = evil:main\n",
    "cpp_cli.egg-info/PKG-INFO": "Metadata-Version: 2.1\nName: cpp-cli\nVersion: 9\n",
    "evil-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1\n",
    "evil-1.dist-info/entry_points.txt": "[pydantic]\nevil = evil:plugin\n[pytest11]\nx = evil\n",
}


class Checkout:
    """A repository whose every file would leave a mark if it were executed or imported."""

    def __init__(self, top: Path) -> None:
        self.root = write_files(top / "checkout", example.RECORDS)
        self.mark = top / "executed"
        names = imported(self.root) | set(OPTIONAL)
        for folder in (self.root, self.root / "records", self.root / "records/partners"):
            self._booby_trap(folder, names)
        self.git("init", "--quiet")
        self.git("-c", "core.hooksPath=/dev/null", "add", "--", "records/program.yaml")
        self.git("commit", "--quiet", "--message", "A first record", "--", "records/program.yaml")
        config = {
            "core.fsmonitor": "./vim",
            "core.editor": "./nano",
            "core.pager": "./less",
            "core.sshCommand": "./ssh",
            "filter.evil.clean": "./cat",
            "filter.evil.smudge": "./cat",
            "diff.evil.textconv": "./cat",
            "diff.external": "./cat",
            "gpg.program": "./gpg",
        }
        for name, value in config.items():
            self.git("config", name, value)
        for hook in ("pre-commit", "post-index-change", "reference-transaction"):
            self._script(self.root / ".git/hooks" / hook)
        self.mark.unlink(missing_ok=True)

    def git(self, *arguments: str) -> None:
        names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in
                 ("NAME", "EMAIL")}  # fmt: skip
        subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={**os.environ, **names},
            check=False,
            capture_output=True,
        )

    def _booby_trap(self, folder: Path, names: set[str]) -> None:
        write_files(folder, SETTINGS)
        for name in names:
            canary = CANARY.format(mark=str(self.mark), name=name)
            write_files(folder, {f"{name}.py": canary})
        for package in ("cpp_cli", "ruamel", "rich", "pydantic", "_typeshed", "typer"):
            canary = CANARY.format(mark=str(self.mark), name=package)
            write_files(folder, {f"{package}/__init__.py": canary, f"{package}/main.py": canary})
        for program in PROGRAMS:
            self._script(folder / program)

    def _script(self, file: Path) -> None:
        text = SCRIPT.format(mark=self.mark, name=file.name)
        write_files(file.parent, {file.name: text})
        file.chmod(0o755)

    def executed(self) -> list[str]:
        """Return what left a mark since this was last asked."""
        found = self.mark.read_text(encoding="utf-8").split() if self.mark.exists() else []
        self.mark.unlink(missing_ok=True)
        return found


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A hostile checkout; what runs in it only reads."""
    return Checkout(tmp_path_factory.mktemp("untrusted"))


FOLDERS = (".", "records", "records/partners")


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_command_executes_anything_of_the_checkout(checkout: Checkout, folder: str) -> None:
    done = python(checkout.root / folder, "-c", EVERY_COMMAND, json.dumps(COMMANDS))
    assert done.returncode == 0, done.stderr
    statuses, _ = json.loads(done.stdout)
    assert list(statuses) == list(COMMANDS)
    assert set(statuses.values()) <= {0, 1}, statuses
    assert checkout.executed() == []


INSTALLED = Path(sys.executable).with_name("cpp")


@pytest.mark.parametrize("command", ["validate", "status", "fix --dry-run", "partner show huerto"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_nor_does_the_program_as_hooks_and_ci_start_it(
    checkout: Checkout, folder: str, command: str
) -> None:
    done = python(checkout.root / folder, "-m", "cpp_cli", *command.split())
    assert done.returncode in (0, 1), done.stderr
    assert checkout.executed() == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_nor_does_the_installed_program(checkout: Checkout, folder: str) -> None:
    done = subprocess.run(
        [INSTALLED, "validate"],
        cwd=checkout.root / folder,
        env={**os.environ, "PATH": f".:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "program.yaml" in done.stdout or "records" in done.stdout
    assert checkout.executed() == []


# The traps do spring


@pytest.mark.parametrize("folder", FOLDERS)
def test_without_the_flag_modules_of_the_checkout_are_imported(
    checkout: Checkout, folder: str, tmp_path: Path
) -> None:
    python(checkout.root / folder, "-m", "cpp_cli", "validate", safe=False)
    assert checkout.executed() != []
    for name in ("tomllib", "IPython", "evil"):
        python(checkout.root / folder, "-c", f"import {name}", safe=False)
        assert checkout.executed() == [name]
    write_files(
        tmp_path, {"cpp_cli/__init__.py": (checkout.root / "cpp_cli/__init__.py").read_bytes()}
    )
    python(tmp_path, "-m", "cpp_cli", "validate", safe=False)
    assert checkout.executed() == ["cpp_cli"]


@pytest.mark.parametrize("name", ["sitecustomize", "usercustomize"])
def test_modules_that_python_looks_for_at_its_start_would_be_imported(
    checkout: Checkout, tmp_path: Path, name: str
) -> None:
    write_files(tmp_path, {f"{name}.py": (checkout.root / f"{name}.py").read_bytes()})
    python(tmp_path, "-c", f"import {name}", PYTHONPATH=str(tmp_path))
    assert checkout.executed() == [name]


def test_a_plugin_of_pydantic_would_be_imported(checkout: Checkout, tmp_path: Path) -> None:
    for name in ("evil.py", "evil-1.dist-info/METADATA", "evil-1.dist-info/entry_points.txt"):
        write_files(tmp_path, {name: (checkout.root / name).read_bytes()})
    model = "from pydantic import BaseModel\nclass One(BaseModel): x: int\n"
    python(tmp_path, "-c", model, PYTHONPATH=str(tmp_path))
    assert "evil" in checkout.executed()


def test_programs_of_the_checkout_would_be_executed(checkout: Checkout) -> None:
    path = f".:{os.environ['PATH']}"
    subprocess.run(
        ["/bin/sh", "-c", "git; nano"], cwd=checkout.root, env={"PATH": path}, check=False
    )
    assert checkout.executed() == ["git", "nano"]


def test_programs_of_gits_settings_would_be_executed(checkout: Checkout) -> None:
    checkout.git("status")
    assert "vim" in checkout.executed()
    checkout.git("add", "--renormalize", "--", "records/program.yaml")
    assert "cat" in checkout.executed()


# The program itself


EXECUTES = {"eval", "exec", "compile", "__import__", "breakpoint"}
EXECUTING = {"system", "popen", "execv", "execvp", "spawnv", "run_path", "run_module", "loads"}
NEVER = {"pickle", "shelve", "runpy", "code", "codeop", "imp", "ctypes", "webbrowser"}
UNPACKS = {"cache.folder", "cache.memory", "cache.views", "forked", "reading.packs"}
"""Who reads what this program has written, and vouches for: `marshal` trusts what it is given."""
STARTS = {"cli.utf8": "execv", "start": "execv"}
"""Who starts a program: this one again, from its own place; after its set-up, where that is old."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the program, with its module."""
    for module, tree in trees().items():
        yield from ((module, node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_no_text_is_ever_executed() -> None:
    wrong = []
    for module, call in calls():
        if isinstance(call.func, ast.Name) and call.func.id in EXECUTES:
            wrong.append((module, call.func.id))
        if isinstance(call.func, ast.Attribute) and call.func.attr in EXECUTING:
            plain = ("json.loads", "marshal.loads")
            if ast.unparse(call.func) not in plain and STARTS.get(module) != call.func.attr:
                wrong.append((module, ast.unparse(call.func)))
        wrong += [(module, word.arg) for word in call.keywords if word.arg == "shell"]
    assert wrong == []


def test_no_module_is_used_that_executes_what_it_reads() -> None:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not NEVER & {name.partition(".")[0] for name in names}, module
            assert "marshal" not in names or module in UNPACKS, module


FILLED_IN = {"messages"}
"""Who fills in templates; nobody else does."""


def test_templates_are_filled_in_at_one_place() -> None:
    for module, call in calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ("format", "format_map"):
            assert module in FILLED_IN, (module, ast.unparse(call))
    for module, tree in trees().items():
        for node in ast.walk(tree):
            is_percent = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
            left = node.left if is_percent else None  # type: ignore[attr-defined]  # it is a BinOp
            assert not isinstance(left, ast.JoinedStr), module
            assert not (isinstance(left, ast.Constant) and isinstance(left.value, str)), module


def test_no_template_is_put_together_from_values() -> None:
    """What is filled in stands in the program, word for word, or under a name in it."""
    for module, call in calls():
        if not isinstance(call.func, ast.Name) or call.func.id not in ("t", "tn", "mark"):
            continue
        for template in call.args[: 2 if call.func.id == "tn" else 1]:
            inside = {type(node) for node in ast.walk(template)}
            assert ast.JoinedStr not in inside, (module, ast.unparse(call))
            if call.keywords and isinstance(template, (ast.BinOp, ast.Call)):
                assert _is_mark(template), (module, ast.unparse(call))


def _is_mark(template: ast.expr) -> bool:
    return isinstance(template, ast.Call) and ast.unparse(template.func) == "mark"


BRACES = st.text("{}[]()0123456789.!:_%$`';x\\ ", max_size=30) | st.sampled_from(
    [
        "{0.__class__}",
        "{name}",
        "{",
        "}",
        "{{",
        "{name.__class__.__mro__}",
        "%s",
        "%(name)s",
        "{:>9}",
    ]
)


@examples(300)
@given(BRACES, BRACES)
def test_a_value_is_never_a_template(first: str, second: str) -> None:
    assert t("{first} and {last}", first=first, last=second) == f"{first} and {second}"
    one = "We have asked {name} once since {day}:"
    many = "We have asked {name} {count} times since {day}; the latest:"
    asked = tn(one, many, 2, name=first, day=second)
    assert asked == f"We have asked {first} 2 times since {second}; the latest:"


TEMPLATES = (
    "{0.__class__}", "{name}", "{text}", "{", "}", "{}", "{0}", "%s %d %(name)s", "{{7*7}}",
    "$(id)", "`id`", "${HOME}", "#{7*7}", "<%= 7*7 %>", "[bold]", "{% raw %}", "\\N{BULLET}",
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_is_said_about_a_text_holds_it_word_for_word(repo: Path, template: str) -> None:
    quoted = json.dumps(template)
    files = {
        "records/partners/a.yaml": f"id: a\nname: {quoted}\nkind: school\nstatus: active\n",
        "records/partners/b.yaml": f"id: b\nname: B\nkind: {quoted}\nstatus: active\n",
        "records/partners/c.yaml": f"id: c\nname: C\nkind: school\nstatus: active\n{quoted}: x\n",
        "records/harms/d.yaml": f"id: d\nwhat: {quoted}\nto: [huerto-sol]\nby: [us]\n",
        "records/harms/e.yaml": f"id: {quoted}\nwhat: W\n",
    }
    write_files(repo, files)
    bare = "".join(template.split())
    for command in ("validate", "partner list", "partner show a", "harm show d", "harm list"):
        done = run(*command.split(), root=repo)
        assert done.status in (0, 1), done
        assert bare in "".join(done.stdout.split()), command
    for command in ("meeting show", "rule", "partner edit a --unset", "validate --as-of"):
        done = run(*command.split(), template, "--no-input", root=repo)
        assert done.status == 2, done
        assert bare in "".join(done.stderr.split()), command


# Completion: a shell takes what is offered for words of its own


NAMES = (
    "$(touch executed)", "`touch executed`", "\\$(touch executed)", "a;touch executed",
    "a\ntouch executed", "a|touch executed", "a&touch executed", "a>executed",
    "a'$(touch executed)'", '"$(touch executed)"', "a(touch executed)",
    "a b", "*", "-C", "--help", "'", '"', "~", "!!", "#", "a\\", "${IFS}", "{a,b}", "[a]", "é",
    "a=b", "a:b",
)  # fmt: skip

IN_BASH = r"""
source <("$PYTHON" -P -c 'import os, sys; os.environ["_CPP_COMPLETE"] = "source_bash"
from cpp_cli.main import main; sys.exit(main())')
COMP_WORDS=(cpp partner show "$TYPED") COMP_CWORD=3 COMP_LINE="cpp partner show $TYPED"
_cpp_completion cpp "$TYPED" show
printf '%s\n' "${COMPREPLY[@]}"
cpp() { :; }
for word in "${COMPREPLY[@]}"; do eval "cpp partner show $word"; done
"""


@pytest.mark.parametrize("typed", ["", "a", "$", "\\", "-", "'", "$(touch executed)"])
def test_a_word_that_bash_completes_is_executed_by_no_one(repo: Path, typed: str) -> None:
    write_files(repo, {f"records/partners/{name}.yaml": "" for name in NAMES})
    write_files(repo, {"records/partners/a-b.yaml": ""})
    done = subprocess.run(
        ["bash", "--norc", "-c", IN_BASH],
        cwd=repo,
        env={**os.environ, "PYTHON": sys.executable, "TYPED": typed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not (repo / "executed").exists()
    offered = done.stdout.split()
    assert [word for word in offered if not is_id(word) and typed != "-"] == []
    wanted = {"": {"a-b", "huerto-sol", "lcph-cpp", "river-school"}, "a": {"a-b"}}
    assert set(offered) >= wanted.get(typed, set()), done.stderr


def test_bash_would_execute_such_a_word(repo: Path) -> None:
    script = "COMPREPLY=('$(touch executed)'); " + IN_BASH.partition("cpp() ")[2].join(
        ["cpp() ", ""]
    )
    subprocess.run(["bash", "--norc", "-c", script], cwd=repo, check=False)
    assert (repo / "executed").exists()


# The person's editor


def test_nothing_of_the_checkout_is_taken_for_an_editor(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(checkout.root)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    with pytest.raises(Stop, match="No editor is set"):
        editor.edit(write_files(tmp_path, {"draft.yaml": ""}) / "draft.yaml")
    assert checkout.executed() == []
