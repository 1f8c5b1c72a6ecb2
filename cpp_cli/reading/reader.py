"""The reader: the only way from the bytes of a file to a record."""

from cpp_cli.models.kinds import Kind
from cpp_cli.reading import quick
from cpp_cli.reading.record import Reading, made
from cpp_cli.reading.text import decode


def read(path: str, kind: Kind, data: bytes) -> Reading:
    """Read one file: quickly where it is written plainly, else slowly, with all that is wrong."""
    text, faults = decode(data)
    model = quick.read(text.content, kind.model) if text and not text.bom and not faults else None
    if text and model is not None:
        return Reading(path, kind, made(kind, path, model, text))
    from cpp_cli.reading.slow import read_slowly

    return read_slowly(path, kind, data)
