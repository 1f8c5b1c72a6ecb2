"""Packages as an installer takes them, made of what is installed: so nothing is fetched."""

import re
import sysconfig
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib.metadata import Distribution
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

_NOT_PACKED = ("INSTALLER", "REQUESTED", "RECORD", "direct_url.json")
_TAG = re.compile(r"^Tag: ((?!py2)\S+)$", re.MULTILINE)


def pack(names: Iterable[str], folder: Path) -> str:
    """Pack installed packages into a folder; return the list of them with their checksums."""
    folder.mkdir()
    return "".join(_packed(Distribution.from_name(name), folder) for name in names)


def _packed(found: Distribution, folder: Path) -> str:
    name, version = found.metadata["Name"], found.version
    tag = _TAG.search(found.read_text("WHEEL") or "")
    assert tag, name
    stem = re.sub(r"[-_.]+", "_", name).lower()
    file = folder / f"{stem}-{version}-{tag[1]}.whl"
    with ZipFile(file, "w") as package:
        for path, data in _contents(found).items():
            package.writestr(path, data)
    return f"{name}=={version} --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n"


def _contents(found: Distribution) -> Mapping[str, bytes]:
    library = Path(sysconfig.get_path("purelib"))
    contents: dict[str, bytes] = {}
    info = ""
    for one in found.files or ():
        path = one.as_posix()
        if path.partition("/")[0].endswith(".dist-info"):
            info = path.partition("/")[0]
        if not path.startswith("..") and one.suffix != ".pyc" and one.name not in _NOT_PACKED:
            contents[path] = (library / path).read_bytes()
    contents[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in contents).encode()
    return MappingProxyType(contents)
