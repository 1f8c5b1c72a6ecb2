"""The one door to git. Only what is asked of it here is asked of git at all."""

import os
from pathlib import Path

_LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_INTERNAL_SUPER_PREFIX",
)
"""`git rev-parse --local-env-vars`: set by a hook, they would point at another repository."""


def is_committed(root: Path, path: str) -> bool:
    """Whether the last commit of the repository at `root` holds a file at `path`.

    Outside a repository nothing is committed. Where there is one and git cannot be asked,
    everything counts as committed: what is strict is safe.
    """
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return False
    answer = _ask(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if not answer:
        return answer is None
    listed = _ask(root, "ls-tree", "-z", "--name-only", answer, "--", path)
    return listed is None or bool(listed)


def private_folder(root: Path) -> Path:
    """Return the folder for what is not a record: in git's own folder, else `.cpp/`."""
    answer = _ask(root, "rev-parse", "--absolute-git-dir")
    return Path(answer) / "cpp" if answer else root / ".cpp"


def _ask(root: Path, *arguments: str) -> str | None:
    """Return what git answers, empty where it says no; None where git cannot be asked."""
    for name in _LOCAL:
        os.environ.pop(name, None)
    try:
        from git.cmd import Git
        from git.exc import GitCommandError, GitCommandNotFound
    except ImportError:
        return None
    try:
        return str(Git(root).execute(["git", "--literal-pathspecs", *arguments]))
    except GitCommandNotFound:
        return None
    except GitCommandError as error:
        # 1 is git's plain no; 128 and the rest are trouble, such as a folder of another owner.
        return "" if error.status == 1 else None
