"""The analyst's own keys: a TOML file that changes the table of keys, checked before the desk opens.

A table of the file is a screen, or ``everywhere``; an entry is an action's name with the key or the keys
that shall do it. What is not named keeps its key::

    [review]
    approve = "f2"
    [everywhere]
    down = ["n", "down"]
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from store.errors import KeymapError
from tui.keys import DEFAULT, FIXED, PROMPT, TITLES, Key, KeyTable

EVERYWHERE = "everywhere"
LARGEST = 100_000
"""Bytes of a key file; more is another file."""
_TAKEN = {
    **dict.fromkeys(("ctrl+s", "ctrl+q"), "flow control stops and starts the screen with it"),
    "ctrl+z": "it stops the program",
    "ctrl+b": "tmux takes it",
    "ctrl+a": "screen takes it",
    "ctrl+h": "terminals send it for backspace",
    "ctrl+i": "terminals send it for tab",
    "ctrl+m": "terminals send it for enter",
    "ctrl+j": "some terminals send it for enter",
    "ctrl+left_square_bracket": "terminals send it for escape",
    "ctrl+c": "it leaves the desk from anywhere",
}
_NAMED = (
    *("space", "enter", "tab", "shift+tab", "escape", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *(f"f{number}" for number in range(1, 13)),
)
# Textual's short names of some characters; all others have Unicode's.
_SHORT = {
    "/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore",
}  # fmt: skip
_CTRL = re.compile(r"ctrl\+([a-z]|[\[\]\\^_@])")


def keymap_path() -> Path:
    """Return where the analyst's keys are kept, whether or not there are any."""
    from platformdirs import user_config_path

    return user_config_path("blotter", appauthor=False) / "keys.toml"


def read_keymap(path: Path) -> KeyTable:
    """Return the table of keys with the changes of a file; as it is where there is no such file.

    Raises KeymapError, which names the file, the line and what to do.
    """
    if not path.exists():
        return DEFAULT
    import tomllib

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise KeymapError(path, None, "it is too long for a table of keys", "keep only [screen] tables in it")
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise KeymapError(path, None, str(error), "make it a readable UTF-8 file, or remove it") from error
    except tomllib.TOMLDecodeError as error:
        raise KeymapError(path, None, f"it is not TOML: {error}", 'write lines such as approve = "f2"') from error
    return _Changes(path, text).applied(tables)


class _Changes:
    """The changes of one file, each with its line for what is told of it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def applied(self, tables: Mapping[str, object]) -> KeyTable:
        """Return the table with all changes. Raises KeymapError."""
        # Named for a screen, a key there is not what was named for everywhere.
        changed: dict[tuple[str, str], Sequence[str]] = {}
        for table in sorted(tables, key=lambda name: name != EVERYWHERE):
            entries = tables[table]
            if not isinstance(entries, dict) or table not in (EVERYWHERE, *TITLES):
                screens = ", ".join(f"[{name}]" for name in (EVERYWHERE, *TITLES))
                raise self._wrong(table, None, "is no screen of the desk", f"name one of {screens}")
            for action, wanted in entries.items():
                pressed = self._pressed(table, action, wanted)
                for screen in self._screens(table, action):
                    changed[screen, action] = pressed
        new = KeyTable(tuple(part for key in DEFAULT.keys for part in _divided(key, changed)))
        self._check(new, changed)
        return new

    def _screens(self, table: str, action: str) -> list[str]:
        """Return the screens on which the action is changed."""
        here = [key for key in DEFAULT.keys if table == EVERYWHERE or table in key.screens]
        found = [key for key in here if key.action == action]
        if not found:
            near = difflib.get_close_matches(action, [key.action for key in here], 1)
            do = f"did you mean {near[0]}?" if near else "? shows the names of all actions"
            raise self._wrong(table, action, "is no action" + ("" if table == EVERYWHERE else " there"), do)
        if any(key.each or key.action in FIXED for key in found):
            raise self._wrong(table, action, "cannot have another key", "remove the line")
        return [screen for key in found for screen in key.screens if table in (EVERYWHERE, screen)]

    def _pressed(self, table: str, action: str, wanted: object) -> list[str]:
        """Return the keys in Textual's names."""
        several = wanted if isinstance(wanted, list) else [wanted]
        names = [one for one in several if isinstance(one, str) and one]
        if not names or len(names) < len(several):
            raise self._wrong(table, action, "names no key", f'write {action} = "f2" or {action} = ["f2", "o"]')
        return [self._name(table, action, one) for one in names]

    def _name(self, table: str, action: str, key: str) -> str:
        typed = key.strip() or key
        if len(typed) == 1 or typed == " ":
            name = _name_of(typed)
        elif hit := _CTRL.fullmatch(typed.casefold()):
            name = f"ctrl+{_name_of(hit[1])}"
        else:
            name = typed.casefold().replace("page_", "page")
        if name in _TAKEN:
            raise self._wrong(table, action, f"cannot be {typed}: {_TAKEN[name]}", "choose another key")
        if "alt+" in name or "meta+" in name:
            raise self._wrong(table, action, f"cannot be {typed}: terminals split it", "choose another key")
        known = name in _NAMED or bool(_CTRL.fullmatch(typed.casefold())) or len(typed) == 1
        if not known or not typed.isprintable():
            do = f"write a character, ctrl+ and a letter, or one of {', '.join(_NAMED[:16])}, f1 to f12"
            raise self._wrong(table, action, f"cannot be {typed!r}: it is no key", do)
        if (len(typed) == 1 or name == "space") and PROMPT in self._screens(table, action):
            raise self._wrong(table, action, f"cannot be {typed}: it could not be typed then", "choose another key")
        return name

    def _check(self, table: KeyTable, changed: Mapping[tuple[str, str], object]) -> None:
        """Refuse a key that means two things on one screen."""
        for screen in TITLES:
            taken: dict[str, str] = {}
            for key in table.of(screen):
                for pressed in key.keys:
                    other = taken.setdefault(pressed, key.action)
                    if other != key.action:
                        mine, theirs = sorted((key.action, other), key=lambda name: (screen, name) not in changed)
                        what = f"is {_written(pressed)}, which is {theirs} there"
                        raise self._wrong(screen, mine, what, f"give {theirs} another key")

    def _wrong(self, table: str, action: str | None, what: str, do: str) -> KeymapError:
        name = f"[{table}]" + (f" {action}" if action else "")
        return KeymapError(self._path, self._line(table, action), f"{name} {what}", do)

    def _line(self, table: str, action: str | None) -> int | None:
        """Return the line, from 1, of an entry of a table; of one for everywhere where that has none."""
        wanted = {table, EVERYWHERE} if action else {table}
        at, fallback = "", None
        for number, line in enumerate(self._lines, 1):
            if hit := re.match(r"""\s*\[\s*["']?([^\]"']+?)["']?\s*\]""", line):
                at = hit[1]
                if action is None and at == table:
                    return number
            elif action and at in wanted and re.match(rf"""\s*["']?{re.escape(action)}["']?\s*=""", line):
                if at == table:
                    return number
                fallback = number
        return fallback


def _divided(key: Key, changed: Mapping[tuple[str, str], Sequence[str]]) -> list[Key]:
    """Return the entry of the table as one for each of the keys that its screens have now."""
    groups: dict[tuple[str, ...] | None, list[str]] = {}
    for screen in key.screens:
        pressed = changed.get((screen, key.action))
        groups.setdefault(tuple(pressed) if pressed else None, []).append(screen)
    return [
        replace(
            key,
            keys=pressed or key.keys,
            shown=" ".join(map(_written, pressed)) if pressed else key.shown,
            screens=tuple(screens),
        )
        for pressed, screens in groups.items()
    ]


def _name_of(character: str) -> str:
    """Return Textual's name of a character's key."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace(" ", "_").replace("-", "_")
    return _SHORT.get(character, name)


def _written(pressed: str) -> str:
    """Return how a key is written: the character where it has one."""
    for character in map(chr, range(0x21, 0x7F)):
        if _name_of(character) == pressed:
            return character
    return {"up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "pageup": "pgup", "pagedown": "pgdn",
            "tab": "Tab"}.get(pressed, pressed)  # fmt: skip
