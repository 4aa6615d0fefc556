"""How `extract` prints an analysis: a row for programs, lines for a reader."""

from __future__ import annotations

from typing import Any

from store.codec import to_json
from store.model import Analysis, Incident, Slot
from tui.glyphs import one_line, visible
from tui.slots import text_of


def as_row(analysis: Analysis) -> dict[str, Any]:
    """Return the JSON object of one article, a contract with others' scripts."""
    article = analysis.article
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "published": to_json(article.published),
        "text": article.text,
        "incidents": to_json(analysis.incidents),
    }


def as_text(analysis: Analysis) -> str:
    """Return the incidents of one article for reading, a slot a line with the words that say so."""
    article = analysis.article
    published = f"published {article.published}" if article.published else "publication date unknown"
    head = ", ".join(part for part in (article.path or article.id, article.source, published) if part)
    lines = [_show(article.title or article.id), f"  {_show(head)}"]
    if not analysis.incidents:
        lines.append("  no incident found")
    for number, incident in enumerate(analysis.incidents, 1):
        lines.append(f"  {number}. [{incident.lane}] {_show(incident.summary)}")
        lines += [line for slot in Slot if slot is not Slot.SUMMARY and (line := _slot_line(incident, slot))]
    return "\n".join(lines) + "\n"


def _slot_line(incident: Incident, slot: Slot) -> str:
    value = _show(text_of(incident, slot))
    quotes = "  ".join(f"“{_show(evidence.quote)}”" for evidence in incident.evidence.get(slot, ()))
    return f"     {slot:<12}{value:<44}  {quotes}".rstrip() if value else ""


def _show(text: str) -> str:
    return visible(one_line(text))
