"""The command that measures extraction against a team's own gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.errors import GoldError
from tui.commands.session import model_option, say

if TYPE_CHECKING:
    from nlp.evaluation import Evaluation, Judged, Miss, Tally
    from nlp.gold import Answer, GoldArticle
    from store.model import Analysis, Incident
    from tui.reader import Reader

WIDEST_QUOTE = 100


@click.command(short_help="Compare what is found with incidents that you wrote down.")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", required=False, type=click.Path(path_type=Path))
@click.option(
    "--articles",
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="A file or folder with articles of GOLD, matched by id; may be given more than once."
    "  [default: the folder of GOLD]",
)
@click.option(
    "--misses", type=click.IntRange(min=0), default=0, metavar="N", help="List up to N of the answers that are wrong."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with every miss.")
@model_option
def evaluate(
    gold: Path, predicted: Path | None, articles: tuple[Path, ...], misses: int, as_json: bool, model: str | None
) -> None:
    """Compare what is found with incidents that you wrote down.

    GOLD has an article a line, with every acceptable answer a slot. PREDICTED is what
    extract --jsonl printed; without it the articles are analysed now: the text of the row, or
    the file called as its id.
    """
    from nlp.evaluation import evaluate as compare
    from nlp.gold import read_gold, read_predictions

    if predicted is not None and (articles or model):
        raise click.UsageError("PREDICTED is compared as it is; --articles and --model are for analysing now.")
    wanted = read_gold(gold)
    found = read_predictions(predicted) if predicted is not None else _analyse(gold, wanted, articles, model)
    if not any(article.id in found for article in wanted):
        where = "in the predictions" if predicted is not None else "beside it; name their folder with --articles"
        raise GoldError(gold, f"none of its articles is {where}")
    result = compare(wanted, found)
    click.echo(json.dumps(_report(result)) if as_json else "\n".join(_lines(result, misses)))


def _analyse(
    gold: Path, wanted: Sequence[GoldArticle], paths: Sequence[Path], model: str | None
) -> dict[str, tuple[Incident, ...]]:
    """Return the incidents found in each article of the gold that can be found; what cannot be read is said."""
    from nlp.formats.kinds import MANY, SUFFIXES, suffix_of
    from tui.intake import Failed, find_files
    from tui.reader import Reader

    files: list[Path] = []
    for file in find_files(paths or [gold.parent]):
        if isinstance(file, Path):
            files.append(file)
        elif paths and isinstance(file, Failed):
            say(file.message)
    texts = {file.stem: file for file in files if SUFFIXES.get(suffix_of(file.name)) not in MANY}
    rows = [file for file in files if SUFFIXES.get(suffix_of(file.name)) in MANY] if paths else []
    found: dict[str, tuple[Incident, ...]] = {}
    with closing(Reader(model)) as reader:
        for outcome in _outcomes(reader, wanted, texts, rows):
            if isinstance(outcome, str):
                say(outcome)
            else:
                found.setdefault(outcome.article.id, outcome.incidents)
    return found


def _outcomes(
    reader: Reader, wanted: Sequence[GoldArticle], texts: dict[str, Path], rows: Iterable[Path]
) -> Iterator[Analysis | str]:
    for article in wanted:
        published = article.published
        if article.text is not None:
            row = {"id": article.id, "title": article.title, "text": article.text}
            answers = reader.read(article.id, text=json.dumps(row), published=published)
        elif article.id in texts:
            answers = reader.read(article.id, path=texts[article.id], published=published)
        else:
            continue
        yield from (outcome for _, outcome in answers)
    for file in rows:
        yield from (outcome for _, outcome in reader.read(str(file), path=file))


def _report(result: Evaluation) -> dict[str, Any]:
    from nlp.evaluation import calibration_error, reliability
    from store.codec import to_json

    return {
        "articles": result.articles,
        "articles_without_prediction": result.without_prediction,
        "incident": {
            **_shares(result.incidents),
            "gold": result.incidents.wanted,
            "predicted": result.incidents.answers,
        },
        "main_recall": round(result.mains.recall, 4) if result.mains.wanted else None,
        "slots": {slot: _slot_shares(tally) for slot, tally in result.slots.items()},
        "all_slots": _slot_shares(result.overall),
        "reliability": {
            slot: {"error": round(calibration_error(judged), 4), "bins": to_json(reliability(judged))}
            for slot, judged in _by_slot(result)
        },
        "misses": to_json(result.misses),
    }


def _shares(tally: Tally) -> dict[str, float | int]:
    return {"precision": round(tally.precision, 4), "recall": round(tally.recall, 4), "f1": round(tally.f1, 4)}


def _slot_shares(tally: Tally) -> dict[str, float | int]:
    return {"accuracy": round(tally.accuracy, 4), **_shares(tally), "gold": tally.wanted}


def _by_slot(result: Evaluation) -> Iterator[tuple[str, list[Judged]]]:
    from store.model import Slot

    for slot in Slot:
        if judged := [value for value in result.judged if value.slot is slot]:
            yield slot.value, judged


def _lines(result: Evaluation, misses: int) -> Iterator[str]:
    from nlp.evaluation import calibration_error, reliability
    from store.model import DOUBTFUL

    incidents, mains = result.incidents, result.mains
    missing = f" ({result.without_prediction} without a prediction)" if result.without_prediction else ""
    yield f"{result.articles} articles{missing}, {incidents.wanted} gold incidents, {incidents.answers} proposed"
    yield (
        f"incidents: precision {incidents.precision:.3f}, recall {incidents.recall:.3f}, F1 {incidents.f1:.3f}"
        + (f"; of the main ones {mains.right} of {mains.wanted} found" if mains.wanted else "")
    )
    yield ""
    yield f"{'slot':<12}{'accuracy':>9}{'precision':>11}{'recall':>9}{'F1':>8}{'gold':>7}"
    for slot, tally in [*result.slots.items(), ("all", result.overall)]:
        shares = f"{tally.accuracy:9.3f}{tally.precision:11.3f}{tally.recall:9.3f}{tally.f1:8.3f}"
        yield f"{slot:<12}{shares}{tally.wanted:7}"
    if result.judged:
        yield ""
        yield "confidence   values   right"
        for group in reliability(result.judged):
            yield f"{group.confidence:10.2f}{group.values:9}{group.right:8.2f}"
        errors = ", ".join(f"{slot} {calibration_error(judged):.3f}" for slot, judged in _by_slot(result))
        yield f"calibration error: {errors}"
        doubtful = [value for value in result.judged if value.confidence < DOUBTFUL]
        yield f"shown as doubtful (below {DOUBTFUL}): {len(doubtful)} of {len(result.judged)} values, " + (
            f"{sum(not value.right for value in doubtful)} of them wrong"
        )
    if misses and result.misses:
        yield ""
        yield from map(_miss_line, result.misses[:misses])
        if len(result.misses) > misses:
            yield f"({len(result.misses) - misses} more)"


def _miss_line(miss: Miss) -> str:
    from tui.glyphs import fit, one_line, visible

    if miss.slot == "incident":
        told = f"not found: {_listed(miss.wanted)}" if miss.wanted else f"not in the gold: {_listed(miss.got)}"
    else:
        told = f"wanted {_listed(miss.wanted, ' or ')}, got {_listed(miss.got)}"
    quotes = "  ".join(f"“{fit(one_line(evidence.quote), WIDEST_QUOTE)}”" for evidence in miss.evidence)
    return visible(one_line(f"{miss.article} {miss.slot} {told}")) + (f"  {quotes}" if quotes else "")


def _listed(answers: Sequence[Answer], between: str = ", ") -> str:
    told = dict.fromkeys("nothing" if answer is None else str(answer) for answer in answers)
    return between.join(told) or "nothing"
