"""The looks of the desk: two themes in 256 colours, and one in the terminal's own without any.

Every colour is one of the 256 that nearly all terminals have, so that what is checked for contrast
is what is shown. Each meaning has an attribute (bold, underline, reverse) beside its colour: the
plain palette has only those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme

from store.model import MentionKind


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles a widget may draw with; nothing else in the desk names a colour."""

    text: Style
    dim: Style
    strong: Style
    bar: Style
    bar_strong: Style
    bar_key: Style
    bar_idle: Style
    cursor: Style
    trace: Style
    value: Style
    doubt: Style
    good: Style
    bad: Style
    evidence: Style
    evidence_other: Style
    found: Style
    marks: Mapping[MentionKind, Style]


_LOOKS: Mapping[MentionKind, str] = {
    MentionKind.TRIGGER: "bold",
    MentionKind.WEAPON: "bold italic",
    MentionKind.CLAIM: "bold italic underline",
    MentionKind.TIME: "underline",
    MentionKind.COUNT: "italic",
    MentionKind.PLACE: "bold underline",
    MentionKind.FACILITY: "bold underline",
    MentionKind.GROUP: "italic underline",
    MentionKind.PERSON: "italic underline",
}
"""What happened is bold, when underlined, where both; how many, with what, who and claims are slanted."""
BRACKETS: Mapping[MentionKind, str] = {
    MentionKind.WEAPON: "{}", MentionKind.CLAIM: "||", MentionKind.COUNT: "<>", MentionKind.FACILITY: "[]",
    MentionKind.GROUP: "//", MentionKind.PERSON: "()",
}  # fmt: skip
"""What stands in the space around a mention: many terminals without colour do not slant either."""
FEW_BRACKETS = {kind: BRACKETS[kind] for kind in (MentionKind.FACILITY, MentionKind.PERSON)}
"""What is needed beside the looks above, so that each kind has one of its own."""


def _coloured(
    *, back: str, bar: str, line: str, trace: str, ink: str, strong: str, dim: str, accent: str, doubt: str,
    good: str, bad: str, other: str, marks: Mapping[MentionKind, str],
) -> Palette:  # fmt: skip
    on, on_bar, on_line = f"on {back}", f"on {bar}", f"on {line}"
    parse = Style.parse
    return Palette(
        text=parse(f"{ink} {on}"),
        dim=parse(f"{dim} {on}"),
        strong=parse(f"bold {strong} {on}"),
        bar=parse(f"{ink} {on_bar}"),
        bar_strong=parse(f"bold {strong} {on_bar}"),
        bar_key=parse(f"bold {accent} {on_bar}"),
        bar_idle=parse(f"{dim} on {trace}"),
        cursor=parse(f"bold {strong} {on_line}"),
        trace=parse(f"{ink} on {trace}"),
        value=parse(f"{strong} {on}"),
        doubt=parse(f"bold {doubt} {on}"),
        good=parse(f"{good} {on}"),
        bad=parse(f"bold {bad} {on}"),
        evidence=parse("bold #000000 on #ffd75f"),
        evidence_other=parse(f"bold underline {strong} on {other}"),
        found=parse("bold #000000 on #87d7ff"),
        marks={kind: parse(f"{_LOOKS[kind]} {colour} {on}") for kind, colour in marks.items()},
    )


def _marks(what: str, weapon: str, claim: str, when: str, count: str, where: str, who: str) -> dict[MentionKind, str]:
    kind = MentionKind
    return {
        kind.TRIGGER: what, kind.WEAPON: weapon, kind.CLAIM: claim, kind.TIME: when, kind.COUNT: count,
        kind.PLACE: where, kind.FACILITY: where, kind.GROUP: who, kind.PERSON: who,
    }  # fmt: skip


DARK = _coloured(
    back="#1c1c1c", bar="#303030", line="#444444", trace="#262626", ink="#d0d0d0", strong="#eeeeee", dim="#949494",
    accent="#87d7ff", doubt="#ffaf5f", good="#87d787", bad="#ff8787", other="#5f5f00",
    marks=_marks("#ff8787", "#ffaf5f", "#5fd7d7", "#87afff", "#d7d787", "#87d787", "#d7afff"),
)  # fmt: skip
LIGHT = _coloured(
    back="#eeeeee", bar="#d0d0d0", line="#bcbcbc", trace="#e4e4e4", ink="#262626", strong="#000000", dim="#585858",
    accent="#00005f", doubt="#870000", good="#005f00", bad="#870000", other="#d7d7af",
    marks=_marks("#af0000", "#875f00", "#005f5f", "#005faf", "#5f5f00", "#005f00", "#87005f"),
)  # fmt: skip
_NONE, _BOLD, _DIM = Style(), Style(bold=True), Style(dim=True)
_REVERSE = Style(reverse=True)
_LOUD = Style(reverse=True, bold=True)
PLAIN = Palette(
    text=_NONE, dim=_DIM, strong=_BOLD, bar=_REVERSE, bar_strong=_LOUD, bar_key=_LOUD, bar_idle=Style(underline=True),
    cursor=_LOUD, trace=Style(underline=True), value=_NONE, doubt=_BOLD, good=_NONE, bad=_BOLD, evidence=_LOUD,
    evidence_other=Style(reverse=True), found=Style(reverse=True, underline=True),
    marks={kind: Style.parse(look) for kind, look in _LOOKS.items()},
)  # fmt: skip

PALETTES: Mapping[str, Palette] = {"blotter-dark": DARK, "blotter-light": LIGHT, "ansi-dark": PLAIN}
DEFAULT = "blotter-dark"

THEMES = (
    Theme(name="blotter-dark", primary="#87d7ff", background="#1c1c1c", foreground="#d0d0d0", surface="#1c1c1c",
          panel="#303030", dark=True),
    Theme(name="blotter-light", primary="#00005f", background="#eeeeee", foreground="#262626", surface="#eeeeee",
          panel="#d0d0d0", dark=False),
)  # fmt: skip


def theme_name(wanted: str | None, *, no_color: bool) -> str:
    """Return the theme to start with: ``dark``, ``light`` or ``plain``; without colour always plain.

    The plain one is Textual's own theme of the terminal's colours, of which nothing here names any.
    """
    name = (wanted or "dark").strip().lower()
    if no_color or name == "plain":
        return "ansi-dark"
    return f"blotter-{name}" if f"blotter-{name}" in PALETTES else DEFAULT


def palette(theme: str) -> Palette:
    """Return the styles of a theme, the default's for a theme that is not ours."""
    return PALETTES.get(theme, PALETTES[DEFAULT])


def brackets(looks: Palette) -> Mapping[MentionKind, str]:
    """Return what stands in the space around mentions: all there are without colour, else what is needed."""
    return BRACKETS if looks is PLAIN else FEW_BRACKETS
