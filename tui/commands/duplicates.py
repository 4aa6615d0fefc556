"""The command that finds duplicates: in the database, or in a file of incidents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.session import Session, say

if TYPE_CHECKING:
    from nlp.twins import Pair
    from tui.all_duplicates import Compared


_MANY = 20_000
"""Incidents from which on several processes are quicker than one."""


@click.command(short_help="Print pairs of incidents that may be one.")
@click.option(
    "--from",
    "file",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="Incidents as JSON lines, one with an id a line, or what extract prints; - is standard input.",
)
@click.option("--jsonl", is_flag=True, help="One JSON object a pair, for other programs.")
@click.option("--engine", type=click.Choice(["duckdb"]), help="Let Splink on DuckDB find them; the same pairs.")
@click.option(
    "--splink",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Find nothing, but write the incidents and the settings of Splink for DuckDB and Spark into FOLDER.",
)
@click.pass_obj
@click.pass_context
def duplicates(
    ctx: click.Context, session: Session, file: Any, jsonl: bool, engine: str | None, folder: Path | None
) -> None:
    """Print the pairs of incidents that may be one, with scores and reasons, and their groups.

    Of the database, without pairs that were judged already, or with --from of a file. Nothing is
    merged: that is for you, in the desk. From 200 verdicts on, what they teach is learned first, and
    used from then on if it is better.
    """
    from nlp.processes import cores
    from nlp.splink_pairs import need_engine

    if folder and (engine or jsonl):
        raise click.UsageError("--splink finds no pairs: leave out --engine and --jsonl.")
    if engine or folder:
        need_engine()
    read = _from_file(file) if file else _from_store(session)
    if folder:
        least = read.write(folder)
        many = f"{len(read.ids):,} incident{'' if len(read.ids) == 1 else 's'}"
        say(f"{many} and the settings written to {folder}; pairs are worth a look from a probability of {least:g} on.")
    else:
        found, grouped = read.find(processes=cores() if len(read.ids) >= _MANY else 1, engine=engine is not None)
        for line in (_row(pair, read) for pair in found) if jsonl else _text(found, grouped, read):
            click.echo(line)
    if read.failed:
        ctx.exit(1)


def _row(pair: Pair, read: Compared) -> str:
    """Return the JSON object of a pair, a contract with others' scripts."""
    return json.dumps({
        "a": read.ids[pair.a],
        "b": read.ids[pair.b],
        "score": pair.score,
        "verdict": pair.label,
        "reasons": pair.reasons,
    })  # fmt: skip


def _text(found: list[Pair], grouped: list[list[int]], read: Compared) -> Iterator[str]:
    from nlp.similarity import explain
    from tui.glyphs import one_line, visible

    def named(number: int) -> str:
        return visible(one_line(f"{read.ids[number]}"))

    def line(pair: Pair) -> str:
        return f"    {pair.score:.2f} {pair.label:<7} {named(pair.a)} and {named(pair.b)}: {explain(pair.reasons)}"

    group = {number: at for at, numbers in enumerate(grouped) for number in numbers}
    inside: dict[int, list[Pair]] = defaultdict(list)
    for pair in found:
        inside[group[pair.a] if group.get(pair.a, -1) == group.get(pair.b, -2) else -1].append(pair)
    for at, numbers in enumerate(grouped):
        yield f"one incident? {', '.join(named(number) for number in numbers)}"
        if summary := read.incidents[numbers[0]].summary:
            yield f"    {visible(one_line(summary))}"
        yield from map(line, inside[at])
    if inside[-1]:
        yield "not sure:"
        yield from map(line, inside[-1])
    if not found:
        yield "No incidents are likely the same."


def _from_store(session: Session) -> Compared:
    from tui.all_duplicates import from_store
    from tui.desk import utc_now

    with closing(session.open()) as db:
        return from_store(db, now=utc_now())


def _from_file(file: Any) -> Compared:
    from nlp.columns import Sharing
    from store.codec import from_json
    from store.model import Incident
    from store.telling import words_around
    from tui.all_duplicates import Compared

    read, small = Compared(), Sharing()
    try:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                name = row["id"]
                several = "incidents" in row
                for place, one in enumerate(row["incidents"] if several else [row], 1):
                    incident = from_json(Incident, one)
                    read.ids.append(f"{name}#{place}" if several else name)
                    read.incidents.append(small(incident))
                    read.articles.append((number, name))
                    pieces = [piece for items in incident.evidence.values() for piece in items]
                    read.told.append(" ".join(sorted(words_around(row.get("text") or "", pieces))))
            except KeyError as error:
                say(f"{file.name}, line {number}: has no {error.args[0]}; skipped.")
                read.failed = True
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                say(f"{file.name}, line {number}: is no incident ({error}); skipped.")
                read.failed = True
    except UnicodeDecodeError:
        say(f"{file.name}: is not UTF-8 text; the rest was skipped.")
        read.failed = True
    return read
