"""Where machine code is kept between runs: a folder of its own for every state of the sources.

Numba looks at the age of the file of a kernel only, not of those that it calls; a folder named after all of them
cannot be stale.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

import numba

from simulator.engine import draws
from simulator.model import network, passing

_SOURCES = (*sorted(Path(__file__).parent.glob("*.py")), *(Path(str(m.__file__)) for m in (draws, network, passing)))


def folder() -> Path:
    """The user's cache folder, or a temporary one where that cannot be written."""
    state = sha256(numba.__version__.encode() + b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for base in (home, Path(tempfile.gettempdir())):
        path = base / "safe-havens" / state
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(path, os.W_OK):
            return path
    return Path(tempfile.mkdtemp(prefix="safe-havens-"))


numba.config.CACHE_DIR = str(folder())
