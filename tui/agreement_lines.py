"""What is said of two reviews of the same articles."""

from __future__ import annotations

from collections.abc import Iterator

from store.agreement import Agreement
from store.second_review import SecondReview
from tui.history import shown


def as_json(review: SecondReview) -> dict[str, object]:
    """Return the agreement of two reviews as JSON."""
    return {
        "articles": review.articles,
        "first": review.first,
        "second": review.second,
        "waiting": review.waiting,
        "added": {"first": review.added[0], "second": review.added[1]},
        "kept": _row(review.kept),
        "slots": {slot.value: _row(found) for slot, found in review.slots.items()},
    }


def as_lines(review: SecondReview) -> Iterator[str]:
    """Yield the agreement of two reviews for reading."""
    first, second = (", ".join(map(shown, names)) for names in (review.first, review.second))
    yield f"second review: {review.articles:,} articles, {first} and then, not knowing what was decided, {second}"
    yield f"  {'':<14}{'judged':>9}{'alike':>9}{'kappa':>9}"
    yield _line("kept", review.kept)
    for slot, found in review.slots.items():
        yield _line(slot.value, found)
    mine, theirs = review.added
    if mine or theirs:
        yield f"  incidents that nobody had proposed: {mine:,} in the first review, {theirs:,} in the second"
    if review.waiting:
        yield f"  {review.waiting:,} proposals are not decided yet in the second review"
    if review.kept.kappa is None:
        yield "  no kappa where both said one and the same of everything: nothing tells agreement from chance"


def _row(found: Agreement) -> dict[str, object]:
    return {"judged": found.judged, "alike": found.alike, "kappa": found.kappa}


def _line(name: str, found: Agreement) -> str:
    alike = "" if found.alike is None else f"{found.alike:.0%}"
    kappa = "" if found.kappa is None else f"{found.kappa:.2f}"
    return f"  {name:<14}{found.judged:>9,}{alike:>9}{kappa:>9}"
