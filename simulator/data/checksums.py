"""By which files a result was made: checksums of one, and of all below a folder."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from simulator.data.tables import TABLES


def checksum(path: Path) -> str:
    """SHA-256 of one file."""
    return sha256(path.read_bytes()).hexdigest()


def fingerprint(folder: Path, pattern: str) -> str:
    """SHA-256 over names and contents of the files below a folder."""
    digest = sha256()
    for path in sorted(folder.rglob(pattern)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{checksum(path)}\n".encode())
    return digest.hexdigest()


@cache
def data_mark() -> str:
    """The first eight digits of the fingerprint of the data, which every manifest has whole (`data_sha256`)."""
    return fingerprint(TABLES, "*.csv")[:8]
