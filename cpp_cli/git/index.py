"""How git is asked about its index, and what is known of it: no file is looked into for it."""

import os

from cpp_cli.git.run import Git

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.git.folder import Place
    from cpp_cli.git.start import Started

NOTE = "git-index"

SETTINGS = tuple(
    word
    for setting in (
        *("core.trustctime=true", "core.checkStat=default", "core.ignoreStat=false"),
        *("core.symlinks=true", "core.preloadIndex=true"),
    )
    for word in ("-c", setting)
)


class Known:
    """What is known of the index: by which commit, what differs in it, what else is odd.

    `folders` are its folders with the names in each, joined by `/`. All paths begin at `records`.
    """

    __slots__ = ("checksum", "commit", "folders", "odd", "staged")

    def __init__(
        self,
        checksum: bytes,
        commit: bytes,
        odd: list[bytes],
        staged: list[bytes],
        folders: dict[bytes, bytes],
    ) -> None:
        self.checksum = checksum
        self.commit = commit
        self.odd = odd
        self.staged = staged
        self.folders = folders

    def parts(self) -> list[bytes]:
        """Return what is noted of it."""
        counted = [b"%d" % len(self.odd), *self.odd, b"%d" % len(self.staged), *self.staged]
        pairs = [part for pair in self.folders.items() for part in pair]
        return [self.checksum, self.commit, *counted, *pairs]

    @classmethod
    def of(cls, parts: list[bytes]) -> "Known":
        """Return what was noted."""
        odd_end = 3 + int(parts[2])
        staged_end = odd_end + 1 + int(parts[odd_end])
        folders = dict(zip(parts[staged_end::2], parts[staged_end + 1 :: 2], strict=True))
        odd, staged = parts[3:odd_end], parts[odd_end + 1 : staged_end]
        return cls(parts[0], parts[1], odd, staged, folders)


class Index:
    """The index of one repository, and git as it is asked about it.

    While `alone`, no setting of the person counts: so nothing that they have set for all their
    repositories is run for one that was sent.
    """

    def __init__(self, place: "Place") -> None:
        from cpp_cli.models.kinds import RECORDS

        self.place = place
        self.records = RECORDS.encode()
        self.below = place.prefix + RECORDS
        self.prefix = os.fsencode(place.prefix)
        self.alone = True
        self._git = Git(place)

    def started(self, *arguments: str, stdin: bytes = b"") -> "Started":
        """Start git; it believes what the disk says, and no setting of the repository."""
        return self._git.start(*SETTINGS, *arguments, stdin=stdin, more=self._more())

    def without_filters(self) -> list[str]:
        """Return the options that take every program away which git would run on a file."""
        return list(self._git.without_filters(self._more()))

    def own(self, path: bytes) -> bytes:
        """Return a path as it is from the records' root."""
        return path[len(self.prefix) :]

    def _more(self) -> dict[str, str]:
        if not self.alone:
            return {}
        nowhere = ("GIT_CONFIG_GLOBAL", "HOME", "XDG_CONFIG_HOME")
        return {"GIT_CONFIG_NOSYSTEM": "1", **dict.fromkeys(nowhere, os.devnull)}
