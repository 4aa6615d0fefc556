"""What the desk costs on a line: bytes and milliseconds a key, start and memory, beside other programs.

    python bench/desk.py [bytes] [latency] [start] [ssh] [--articles N] [--database FILE] [--json]

Everything is measured on pseudo terminals of 256 colours, and the programs in turn in one run. Peers that are
not installed are left out, with a line that says so: neomutt, posting and harlequin on the PATH, or named by
--posting and --harlequin; sshd for the line of 150 ms and 64 kbit/s.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import desk_database
from desk_line import over_ssh
from desk_terminal import Program

ROOT = Path(__file__).parent.parent
SIZES = ((80, 24), (120, 40))
SETTLED_START = 8.0
"""Seconds of silence after which a program has started: the larger ones think that long on a busy machine."""
BLINK = 600
"""Bytes at once that are but the cursor of a text field, of the programs that let it blink."""
COPIES = 20
"""A hundred thousand incidents are a base that the store has written, so many times over."""
SMALLEST = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Smallest(App):\n    def compose(self):\n        yield Static('smallest app')\nSmallest().run()"
)
Result = dict[str, object]
MUTT_SETTINGS = "set sort=date-received\nset wait_key=no\nset mail_check=0\nset timeout=3600\nset folder=/nowhere\n"


def desk_command(database: Path) -> list[str]:
    """Return what opens the desk; Python's own start is part of it."""
    return [sys.executable, "-m", "tui.cli", "--db", str(database), "--analyst", "bench", "review"]


def mutt_command(mailbox: Path) -> list[str] | None:
    """Return what opens the mail reader on a mailbox, if it is installed."""
    settings = mailbox.with_suffix(".rc")
    settings.write_text(MUTT_SETTINGS.replace("/nowhere", str(mailbox.parent)))
    return ["neomutt", "-n", "-F", str(settings), "-f", str(mailbox)] if shutil.which("neomutt") else None


# Bytes a key

Keys = Sequence[tuple[str, Sequence[str], Sequence[str]]]
"""What is done, the keys that do it, and those that are pressed before."""
PAGE_DOWN, ESCAPE = "\x1b[6~", "\x1b"
DESK_KEYS: Keys = (
    ("cursor in the list", ["j"] * 8, []),
    ("opening a prompt", ["/"], []),
    ("help, a whole new screen", ["?"], [ESCAPE]),
    ("help by a line, full width", ["j"] * 5, []),
    ("article, a whole new screen", ["\r"], ["q", "g"]),
    ("next slot with its evidence", ["j"] * 11, []),
    ("the same, the text scrolls a page", ["]"] * 6, ["g"]),
    ("changing pane", ["\t", "\t"], []),
    ("opening the editor", ["\r"], []),
    ("article by a page", [PAGE_DOWN] * 5, [ESCAPE]),
    ("article by a line, beside the slots", ["j"] * 6, ["\t"]),
    ("back to the queue", ["q"], []),
)
MUTT_KEYS: Keys = (
    ("cursor in the list", ["j"] * 8, []),
    ("opening a prompt", ["/"], []),
    ("help, a whole new screen", ["?"], ["\x07"]),
    ("help by a line, full width", ["\r"] * 5, []),
    ("article, a whole new screen", ["\r"], ["q"]),
    ("article by a line, full width", ["\r"] * 3, []),
    ("article by a page", [" "], []),
    ("back to the queue", ["q"], []),
)
TEXTUAL_KEYS: Keys = (
    ("cursor in the list", ["\x1b[B"] * 6, ["\t"]),
    ("changing pane", ["\t"] * 3, []),
    ("opening a prompt", ["\x10"], []),
)


def bytes_of(
    command: Sequence[str], size: tuple[int, int], keys: Keys, most: float = 3.0, home: Path | None = None
) -> Result:
    """Return the bytes of each thing done: of several keys the median, and the most."""
    result: Result = {}
    with Program(command, size, {"HOME": str(home)} if home else None) as program:
        blink = 0 if home is None else BLINK
        result["start"] = len(program.hear(settled=SETTLED_START, most=60, blink=blink).data)
        for name, pressed, before in keys:
            for key in before:
                program.press(key, settled=0.6)
            counts = [len(program.press(key, most=most).data) for key in pressed]
            result[name] = {"median": round(statistics.median(counts)), "most": max(counts)}
        result["idle for 4 seconds"] = program.idle(4.0)
    return result


def measure_bytes(folder: Path, peers: dict[str, list[str]]) -> Result:
    """Return the bytes of all programs at all sizes."""
    mailbox = folder / "mailbox"
    desk_database.write_mailbox(mailbox, 200)
    result: Result = {}
    for size in SIZES:
        at = f"{size[0]}x{size[1]}"
        database = folder / f"bytes-{at}.db"  # each begins at the queue
        desk_database.make(database, 100)
        result[f"blotter {at}"] = bytes_of(desk_command(database), size, DESK_KEYS)
        if mutt := mutt_command(mailbox):
            result[f"neomutt {at}"] = bytes_of(mutt, size, MUTT_KEYS)
        for name, command in peers.items():
            home = folder / f"{name}-{at}"  # they keep settings, and would greet whom they know
            home.mkdir()
            result[f"{name} {at}"] = bytes_of(command, size, TEXTUAL_KEYS, home=home)
    return result


# Milliseconds a key


def measure_latency(folder: Path, database: Path, ingested: int) -> Result:
    """Return the milliseconds from a key to the last byte, quiet and while articles are being taken in."""
    articles = folder / "articles.jsonl"
    desk_database.write_articles(articles, ingested)
    quiet = _latency(database, lambda: True)
    command = ["nice", "-n", "19", sys.executable, "-m", "tui.cli", "--db", str(database), "ingest", str(articles)]
    with (folder / "ingest.log").open("w") as log:
        ingest = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT)
        time.sleep(4)  # until it reads articles
        busy = _latency(database, lambda: ingest.poll() is None)
        ingest.terminate()
        ingest.wait()
    return {"quiet": quiet, "while articles are taken in": busy}


def _latency(database: Path, still: Callable[[], bool]) -> Result:
    taken: dict[str, list[float]] = {}
    with Program(desk_command(database), (120, 40)) as program:
        program.hear(settled=2.0)

        def press(name: str, key: str, times: int) -> None:
            for _ in range(times):
                if not still():
                    return
                taken.setdefault(name, []).append(1000 * program.press(key, settled=0.045).seconds)
                time.sleep(0.1)

        press("queue cursor", "j", 60)
        program.press("g", settled=1.0)
        program.press("\r", settled=2.0)  # the 200 kB article is the newest
        press("slot with evidence", "j", 11)
        for _ in range(5):
            press("next incident", "]", 8)
            press("slot with evidence", "k", 6)
            press("slot with evidence", "j", 6)
        program.press("\t", settled=0.5)
        press("article by a line", "j", 40)
        press("article by a page", "\x1b[6~", 40)
    every = [value for values in taken.values() for value in values]
    return {"all": _spread(every)} | {name: _spread(values) for name, values in taken.items()}


def _spread(values: Sequence[float]) -> Result:
    ordered = sorted(values)
    return {
        "keys": len(ordered),
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "most": round(ordered[-1], 1),
    }


# Start and memory


def measure_start(folder: Path, database: Path, repeat: int) -> Result:
    """Return the CPU time to the first painted screen of the smallest Textual app and of the desk, in turn."""
    small = folder / "start.db"
    desk_database.make(small, 4)
    commands = {
        "smallest Textual app": ([sys.executable, "-c", SMALLEST], b"smallest app"),
        "desk, 5 articles": (desk_command(small), b"leave"),
        "desk, the big database": (desk_command(database), b"leave"),
    }
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(repeat):
        for name, (command, painted) in commands.items():
            with Program(command) as program:
                heard = program.hear(until=painted)
                cpu = program.cpu_seconds()
                program.hear(settled=1.5, most=4)
                taken[name].append((1000 * cpu, 1000 * heard.seconds, program.peak_megabytes()))
    units = ("CPU ms", "ms", "peak MB")
    medians = {
        name: [round(statistics.median(each)) for each in zip(*took, strict=True)] for name, took in taken.items()
    }
    return {name: dict(zip(units, values, strict=True)) for name, values in medians.items()}


# Telling


def lines_of(result: Result, depth: int = 0) -> list[str]:
    """Return a result as lines for a reader."""
    lines: list[str] = []
    for name, value in result.items():
        if isinstance(value, dict) and not any(isinstance(each, dict) for each in value.values()) and depth:
            lines.append(f"{'  ' * depth}{name:42}" + "  ".join(f"{key} {each}" for key, each in value.items()))
        elif isinstance(value, dict):
            lines += [f"{'  ' * depth}{name}", *lines_of(value, depth + 1)]
        else:
            lines.append(f"{'  ' * depth}{name:42}{value}")
    return lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=["bytes", "latency", "start", "ssh", []], default=[])
    parser.add_argument("--articles", type=int, default=10_000, help="articles queued in the big database")
    parser.add_argument("--database", type=Path, help="where the big database is kept for another run")
    parser.add_argument("--ingest", type=int, default=1000, help="articles taken in beside the desk")
    parser.add_argument("--repeat", type=int, default=9, help="starts of each program")
    parser.add_argument("--posting", default=shutil.which("posting"))
    parser.add_argument("--harlequin", default=shutil.which("harlequin"))
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    what = args.what or ["bytes", "latency", "start", "ssh"]
    named = {"posting": args.posting, "harlequin": args.harlequin}
    peers = {name: [command] for name, command in named.items() if command}
    result: Result = {}
    missing = [name for name in named if name not in peers] + [n for n in ("neomutt", "sshd") if not _installed(n)]
    if missing:
        result["not installed, left out"] = ", ".join(missing)
    with tempfile.TemporaryDirectory(prefix="blotter-bench-") as name:
        folder = Path(name)
        os.environ["PYTHONPATH"] = str(ROOT)
        database: Path = args.database or folder / "big.db"
        if {"latency", "start"} & set(what) and not database.exists():
            desk_database.make(database, max(1, args.articles // COPIES), copies=COPIES)
        if "bytes" in what:
            result["bytes"] = measure_bytes(folder, peers)
        if "start" in what:
            result["start"] = measure_start(folder, database, args.repeat)
        if "latency" in what:
            result["milliseconds from a key to the last byte"] = measure_latency(folder, database, args.ingest)
        if "ssh" in what and _installed("sshd"):
            mailbox, pair = folder / "ssh-mailbox", (folder / "ssh-1.db", folder / "ssh-2.db")
            for each in pair:
                desk_database.make(each, 100)
            desk_database.write_mailbox(mailbox, 200)
            desks = [desk_command(each) for each in pair]
            result["over ssh, 150 ms and 64 kbit/s"] = over_ssh(folder, desks, mutt_command(mailbox))
    print(json.dumps(result, indent=1) if args.json else "\n".join(lines_of(result)))


def _installed(name: str) -> bool:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


if __name__ == "__main__":
    main()
