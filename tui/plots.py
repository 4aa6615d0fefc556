"""Bars and a map in characters, as plain text: which style a cell has is the caller's.

No plotting library: the one for terminals (plotext) writes colours of its own into its text, which no
theme or plain terminal could take back, four times the bytes, and its widget for Textual holds it at
an old version.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EIGHTHS = " ▁▂▃▄▅▆▇█"
_PARTS = " ▏▎▍▌▋▊▉█"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille character, by row and column of its dots."""


def bar(value: float, most: float, cells: int) -> str:
    """Return a bar from the left, of the whole width at ``most``; what is not nothing shows."""
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(8 * cells * value / most))
    return "█" * (eighths // 8) + (_PARTS[eighths % 8] if eighths % 8 else "")


def columns(values: Sequence[float], height: int, thick: int = 1) -> list[str]:
    """Return lines, the highest first, of one column a value; what is not nothing shows."""
    most = max(values, default=0) or 1
    eighths = [max(1, round(8 * height * value / most)) if value > 0 else 0 for value in values]
    # Thick columns are told apart by a space, thin ones are an outline.
    gap = " " if thick > 2 else ""
    return [
        "".join(EIGHTHS[max(0, min(8, high - 8 * row))] * (thick - len(gap)) + gap for high in eighths)
        for row in reversed(range(height))
    ]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a map of so many cells shows, with true proportions at its middle; in degrees."""

    north: float
    west: float
    height: float
    width: float
    lines: int
    cells: int

    def cell(self, latitude: float, longitude: float) -> tuple[int, int] | None:
        """Return the line and cell of a point, None outside."""
        y, x = self._at(latitude, longitude, self.lines, self.cells)
        return (y, x) if 0 <= y < self.lines and 0 <= x < self.cells else None

    def _at(self, latitude: float, longitude: float, rows: int, columns: int) -> tuple[int, int]:
        down, right = (self.north - latitude) / self.height, (longitude - self.west) / self.width
        return _nth(down, rows), _nth(right, columns)

    def dotted(self, points: Iterable[tuple[float, float]]) -> list[str]:
        """Return the map with a braille dot for each point (latitude, longitude)."""
        bits = [[0] * self.cells for _ in range(self.lines)]
        for latitude, longitude in points:
            y, x = self._at(latitude, longitude, 4 * self.lines, 2 * self.cells)
            if 0 <= y < 4 * self.lines and 0 <= x < 2 * self.cells:
                bits[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
        return ["".join(chr(0x2800 + cell) if cell else " " for cell in row) for row in bits]


def _nth(part: float, count: int) -> int:
    """Return which of so many lines or cells a part of the map lies in, 0 to 1 where it is on the map.

    The southern and eastern borders still lie on it, as exactly as degrees can be subtracted: one is the antimeridian.
    """
    number = math.floor(part * count)
    return count - 1 if number == count and math.isclose(part, 1.0) else number


CELL_SHAPE = 2.0
"""How many times as high as wide a terminal's cell is."""
SMALLEST = 1.5
"""Degrees from north to south of the closest map."""


def frame(points: Sequence[tuple[float, float]], lines: int, cells: int, *, zoom: int = 0) -> Frame:
    """Return the frame around the points (latitude, longitude); each ``zoom`` halves it around the first of them."""
    south, north = min(y for y, _ in points), max(y for y, _ in points)
    west, east = min(x for _, x in points), max(x for _, x in points)
    middle = (north + south) / 2, (east + west) / 2
    narrow = max(0.2, math.cos(math.radians(middle[0])))
    shape = cells / (lines * CELL_SHAPE * narrow)  # degrees of longitude to one of latitude
    height = max(1.15 * (north - south), 1.15 * (east - west) / shape, SMALLEST)
    if zoom:
        middle = points[0]
        height = max(height / 2**zoom, SMALLEST)
    height = min(height, 180.0)
    # a narrow map cannot keep its proportions and the whole world's height: it then keeps the points
    width = min(max(height * shape, 0.0 if zoom else 1.15 * (east - west)), 360.0)
    top = min(90.0, middle[0] + height / 2)
    left = max(-180.0, min(middle[1] - width / 2, 180.0 - width))
    return Frame(max(top, -90.0 + height), left, height, width, lines, cells)
