"""The folder of the site: what an earlier publish wrote there, and writing all of it or nothing.

Nothing is written through a link, and a folder that holds anything else is left alone. What is new
is laid down beside first; from the list of files the next publish knows what is its own, and
whether this one was cut short, so that old and new pages stand side by side.
"""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import reason, t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIST = ".cpp-published"
"""The list of what was written, in the folder itself."""
_NEW = ".cpp-new"
_NOT_OURS = (".git",)
"""A folder may be kept with git."""
_VERSION = 1


class Earlier(NamedTuple):
    """What an earlier publish wrote: its files by path with their checksums, what they told, and
    whether it was cut short."""

    files: Mapping[str, str]
    told: Mapping[str, Any]
    is_cut_short: bool = False


def earlier(folder: str) -> Earlier:
    """Return what an earlier publish wrote to a folder; refuse one that holds anything else."""
    if os.path.islink(folder):
        raise Refused(t("{folder} is a link.", folder=folder), t("Name the folder itself."))
    try:
        there = sorted(_files(folder, ""))
    except FileNotFoundError:
        return Earlier({}, {})
    except NotADirectoryError as error:
        raise Refused(
            t("{folder} is not a folder.", folder=folder),
            t("Name a folder that is empty, or not there yet, or that of an earlier publish."),
        ) from error
    except OSError as error:
        raise _trouble(folder, error) from error
    if not there:
        return Earlier({}, {})
    found = _read(folder) if LIST in there else None
    others = [one for one in there if one != LIST and (found is None or one not in found.files)]
    if found is None or others:
        raise Refused(
            t("{folder} holds what cpp publish has not written.", folder=folder),
            t("For example: {path}", path=(others or there)[0]),
            t("Name a folder that is empty, or not there yet, or that of an earlier publish."),
        )
    return found


def _files(folder: str, below: str) -> Iterator[str]:
    """Yield the path of every file below a folder, also of links; none is followed."""
    with os.scandir(os.path.join(folder, below)) as entries:
        for entry in entries:
            path = f"{below}/{entry.name}" if below else entry.name
            if path in _NOT_OURS or path == _NEW:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder, path)
            elif entry.is_symlink() or not entry.is_file():
                yield f"{path} "  # as no file of ours is called
            else:
                yield path


def _read(folder: str) -> Earlier | None:
    try:
        with open(os.path.join(folder, LIST), encoding="utf-8") as file:
            found = json.load(file)
        files, told = found["files"], found["told"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    if found.get("version") != _VERSION or not isinstance(files, dict):
        return None
    return Earlier(files, told if isinstance(told, dict) else {}, bool(found.get("underway")))


def written(
    folder: str, before: Earlier, files: Mapping[str, bytes], told: Mapping[str, Any]
) -> None:
    """Write the files of the site to a folder, and remove those of earlier that are no more."""
    sums = {path: sha256(data).hexdigest() for path, data in sorted(files.items())}
    new = os.path.join(folder, _NEW)
    try:
        _clear(new)
        for path, data in files.items():
            _write(os.path.join(new, path), data)
        _put_list(folder, new, {**before.files, **sums}, before.told, {"underway": True})
        for path in files:
            target = os.path.join(folder, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(os.path.join(new, path), target)
        for path in before.files.keys() - files.keys():
            _remove(folder, path)
        _put_list(folder, new, sums, told)
        _clear(new)
    except OSError as error:
        raise _trouble(folder, error) from error


def _put_list(
    folder: str,
    new: str,
    files: Mapping[str, str],
    told: Mapping[str, Any],
    more: Mapping[str, Any] | None = None,
) -> None:
    content = {"version": _VERSION, "files": files, "told": told, **(more or {})}
    beside = os.path.join(new, LIST)
    _write(beside, (json.dumps(content, indent=1, sort_keys=True) + "\n").encode())
    os.replace(beside, os.path.join(folder, LIST))


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def _remove(folder: str, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    try:
        os.remove(os.path.join(folder, path))
    except FileNotFoundError:
        return
    parent = os.path.dirname(path)
    while parent and not os.listdir(os.path.join(folder, parent)):
        os.rmdir(os.path.join(folder, parent))
        parent = os.path.dirname(parent)


def _clear(new: str) -> None:
    if os.path.islink(new):
        os.remove(new)
    elif os.path.isdir(new):
        shutil.rmtree(new)


def _trouble(folder: str, error: OSError) -> NoSurroundings:
    return NoSurroundings(
        t("The pages cannot be written to {folder}: {why}.", folder=folder, why=reason(error)),
        t("Check that you may write there and that the disk is not full."),
    )
