"""Which lines of a text are not the story: menus, credits, captions, and the headlines of other stories."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nlp.lexicons import fold, read_lexicon
from nlp.sentences import WRAPPED_LINE
from nlp.stamps import is_byline, lines, read_stamp
from store.model import Span

# The credit that a caption ends with; an agency in brackets alone may also end a story.
_CAPTION = re.compile(
    r"(?:\bfile photo\b|\b(?:photo|image|picture)s? (?:by|courtesy)\b|\bgetty images\b|\bhandout via\b|"
    r"\breuters/[A-Z]|\((?:file )?(?:photo|image|picture)\b|(?:^|[.!?)(\]] ?)credit: |"
    r"[^/]\s?/ ?(?:afp|ap|epa|reuters)\b)[^.!?]{0,60}$",
    re.I,
)
_AGENCY = re.compile(r"[(\[](?:afp|ap|epa|reuters|getty images|xinhua)[^)\]]{0,30}[)\]]\.?$", re.I)
_TOP = 6
_HEADLINE_WORDS = 4
_LONGEST_LINK = 16  # words of a headline that stands between the paragraphs of another story
_LONGEST_LISTED = 22  # and of one in a list of them
_MARKER = re.compile(r"^[\[(>»•*+–—-]+\s*")  # "[RELATED: ...]", ">> READ: ..."
_LINK = re.compile(r"\[[^\[\]]+[^\[\].]\]")  # "[Police name the victim]"
_MENU = re.compile(r"\s[|•·>»]\s")  # "Home | Iraq | Opinion"
_SENTENCE_END = (".", "!", "?", "…", '."', ".”", '"', "”", ":", ".'", ".’", ")", "»")


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """Return the lines that are not the story, as spans in order.

    Furniture words, lines told twice, short lines without an end among other such lines, credits, lists of
    headlines under "Read more", and everything from "You may be interested" on.
    """
    words = _furniture()
    told = lines(text)
    short = Counter(fold(span.quote(text)) for span in told if len(span.quote(text).split()) <= 15)
    spans: list[Span] = []
    seen_body = False
    headline = first_headline(text, told)
    last_told = max((n for n, line in enumerate(told) if _is_told(line.quote(text))), default=0)
    listed = 0
    for n, line in enumerate(told):
        quote = line.quote(text)
        if n < listed:
            spans.append(line)
            continue
        folded = fold(quote).strip(" :»|.…-")
        if seen_body and folded.startswith(words["endings"]):
            spans.append(Span(line.start, len(text.rstrip())))
            break
        if seen_body and _is_label(folded):
            listed = _end_of_list(text, told, n)
            if listed == len(told) > n + 1:
                spans.append(Span(line.start, len(text.rstrip())))
                break
        finished = quote.endswith(_SENTENCE_END)
        repeated = short[fold(quote)] > 1 and not finished
        if (
            folded in words["lines"]
            or n < listed
            or fold(_MARKER.sub("", quote)).startswith(words["openings"])
            or (seen_body and _LINK.fullmatch(quote) is not None and len(quote.split()) > 2)
            or repeated
            or (line is not headline and _is_caption(quote, above=n < min(_TOP, last_told)))
            or (not finished and _is_menu(quote))
            or (not finished and line is not headline and len(quote.split()) <= 7 and _among_short(text, told, n))
            or (seen_body and not finished and _stands_alone(text, told, n))
            or (line is not headline and (stamp := read_stamp(quote)) is not None and (stamp.label or not seen_body))
        ):
            spans.append(line)
        elif _is_told(quote):
            seen_body = True
    return tuple(spans)


def _is_caption(line: str, *, above: bool) -> bool:
    """Return whether a line tells what a picture shows: it ends with a credit, above the story also with an agency."""
    end = line[-100:]
    return _CAPTION.search(end) is not None or (above and _AGENCY.search(end) is not None)


def _is_told(line: str) -> bool:
    """Return whether a line is of a story: sentences, and not a label or a name."""
    return line.endswith(_SENTENCE_END) and len(line.split()) >= 8


def body_start(text: str) -> int:
    """Return where the story begins."""
    return next((line.start for line in lines(text)[1:] if _is_told(line.quote(text))), len(text))


def _is_label(folded: str) -> bool:
    """Return whether a line stands above a list of other stories: "Read more", "Related articles"."""
    words = _furniture()
    label = _MARKER.sub("", folded)
    return label in words["labels"] or label.startswith(words["lists"])


def _end_of_list(text: str, told: list[Span], n: int) -> int:
    """Return the line after the list of headlines that the label at line ``n`` stands above.

    Nothing but the list is left where no more paragraphs than headlines come after it: headlines may have teasers.
    """
    rest = [line.quote(text) for line in told[n + 1 :]]
    links = next((k for k, line in enumerate(rest) if not _is_listed(line)), len(rest))
    after = rest[links:]
    headlines = (links == 1) + sum(_is_listed(line) for line in after)
    if sum(_is_told(line) for line in after) <= headlines:
        return len(told)
    return n + 1 + links


def _is_listed(line: str) -> bool:
    """Return whether a line under a label is a headline, which may ask or end with what somebody said."""
    ends = line.endswith(_SENTENCE_END) and not line.endswith(("?", "'", "’"))
    return not ends and len(line.split()) <= _LONGEST_LISTED


@cache
def _furniture() -> dict[str, tuple[str, ...]]:
    return {key: tuple(fold(line) for line in lines) for key, lines in read_lexicon("boilerplate").items()}


def _among_short(text: str, told: list[Span], n: int) -> bool:
    """Return whether a neighbouring line is as short and unfinished: menus come in runs."""

    def loose(k: int) -> bool:
        quote = told[k].quote(text)
        return k > 0 and len(quote.split()) <= 7 and not quote.endswith(_SENTENCE_END)

    return any(loose(k) for k in (n - 1, n + 1) if 0 <= k < len(told))


def _stands_alone(text: str, told: list[Span], n: int) -> bool:
    """Return whether a line between sentences is the headline of another story, or a heading: in the story it is said.

    Lines that go on in the next one, and the lines of a list, have others of their kind beside them.
    """
    quote = told[n].quote(text)
    if not 3 <= len(quote.split()) <= _LONGEST_LINK or not quote[0].isupper() or len(quote) > WRAPPED_LINE * 2:
        return False
    beside = [told[k].quote(text) for k in (n - 1, n + 1) if 0 <= k < len(told)]
    apart = text[told[n - 1].end : told[n].start].count("\n") > 1 and text[told[n].end :][:2] == "\n\n"
    return apart and len(beside) == 2 and all(line.endswith(_SENTENCE_END) for line in beside)


def first_headline(text: str, told: list[Span]) -> Span | None:
    """Return the first line above the story that is more than the name of a section ("World", "News Beat")."""
    body = body_start(text)
    above = [line for line in told if line.start < body] or told[:1]
    long = [line for line in above if len(line.quote(text).split()) >= _HEADLINE_WORDS]
    return next((line for line in long if not _stands_above(line.quote(text))), next(iter(above), None))


def _stands_above(line: str) -> bool:
    """Return whether a line is one that stands above a headline or below it: a path, a byline, a stamp."""
    return _is_menu(line) or is_byline(line) or read_stamp(line) is not None


def _is_menu(line: str) -> bool:
    return len(_MENU.findall(line)) >= 2
