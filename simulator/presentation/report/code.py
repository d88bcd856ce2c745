"""A link as a QR code: a picture that any telephone reads."""

import segno
from segno.encoder import DataOverflowError

QUIET = 4  # modules of white around a code


def modules(link: str) -> list[list[bool]] | None:
    """The dark and light modules of the code of a link; None where it is too long for one."""
    try:
        made = segno.make(link, error="l", micro=False)
    except DataOverflowError:
        return None
    return [[bool(cell) for cell in row] for row in made.matrix]


def picture(link: str) -> str | None:
    """The code as SVG, one module a unit wide."""
    dark = modules(link)
    if dark is None:
        return None
    size, runs = len(dark) + 2 * QUIET, []
    for down, row in enumerate(dark):
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                runs.append(f"M{start + QUIET} {down + QUIET}h{end - start}v1h-{end - start}z")
            start = end
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#ffffff"/><path fill="#000000" d="{"".join(runs)}"/></svg>'
    )
