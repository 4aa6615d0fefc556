"""A slow line to a real sshd on this host: what is written crosses a proxy that delays and meters it."""

from __future__ import annotations

import asyncio
import getpass
import os
import shlex
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desk_terminal import Program

ROUND_TRIP = 0.150
BYTES_A_SECOND = 64_000 / 8
_PIECE = 256


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry bytes with half the round trip of delay, no faster than the line."""
    pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            due, data = await pieces.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            if not data:
                writer.close()
                return
            writer.write(data)
            await writer.drain()

    delivering = asyncio.ensure_future(deliver())
    free = 0.0
    with suppress(OSError):
        while data := await reader.read(_PIECE):
            free = max(free, time.monotonic()) + len(data) / BYTES_A_SECOND
            await pieces.put((free + ROUND_TRIP / 2, data))
    await pieces.put((time.monotonic() + ROUND_TRIP / 2, b""))
    with suppress(OSError):
        await delivering


@contextmanager
def slow_line(port: int) -> Iterator[int]:
    """Give a port of this host that is a slow line to another one."""
    loop = asyncio.new_event_loop()
    listening: list[int] = []
    ready = threading.Event()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_carry(reader, there[1]), _carry(there[0], writer), return_exceptions=True)

    async def serve() -> None:
        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        listening.append(server.sockets[0].getsockname()[1])
        ready.set()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield listening[0]
    finally:
        loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
        loop.call_soon_threadsafe(loop.call_later, 0.5, loop.stop)
        thread.join(5)


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Run an sshd of our own with keys of our own; give its port and the client's options."""
    server = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "sshd"
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized").write_text((folder / "user.pub").read_text())
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = 20_000 + os.getpid() % 20_000
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nAuthorizedKeysFile {folder / 'authorized'}\n"
        f"PidFile {folder / 'sshd.pid'}\nStrictModes no\nUsePAM no\nPermitRootLogin prohibit-password\n"
        "PasswordAuthentication no\nPermitUserEnvironment no\nPrintMotd no\n"
    )
    command = [server, "-D", "-e", "-f", str(folder / "sshd.conf")]
    with (folder / "sshd.log").open("w") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    time.sleep(0.5)
    if running.poll() is not None:
        raise SystemExit(f"sshd does not start: {(folder / 'sshd.log').read_text().strip()}")
    options = ["-i", str(folder / "user"), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
               "-o", "LogLevel=ERROR", "-o", "IdentitiesOnly=yes"]  # fmt: skip
    try:
        yield port, options
    finally:
        running.terminate()
        running.wait()


# What is done, and its keys.
DESK = (
    ("cursor", ["j"] * 6),
    ("to the first", ["g"]),
    ("a whole new screen", ["\r"]),
    ("next slot with its evidence", ["j"] * 6),
    ("page of the article", ["\x1b[6~"] * 4),
    ("opening the editor", ["\r"]),
)
MUTT = (
    ("cursor", ["j"] * 6),
    ("a whole new screen", ["\r"]),
    ("page of the article", [" ", "-", " "]),
)


def over_ssh(folder: Path, desks: Sequence[Sequence[str]], mutt: Sequence[str] | None) -> dict[str, object]:
    """Return the milliseconds from a key to the last byte for the desk and the mail reader, plain and with -C.

    A desk for each of the two, or the second would open where the first was left.
    """
    result: dict[str, object] = {}
    with sshd(folder) as (port, options), slow_line(port) as slow:
        for compressed, desk in zip((False, True), desks, strict=True):
            for name, command, keys in (("blotter", desk, DESK), ("neomutt", mutt, MUTT)):
                if command is not None:
                    line = ["ssh", *options, *(["-C"] if compressed else []), "-tt", "-p", str(slow)]
                    there = f"cd {shlex.quote(str(Path.cwd()))}; PYTHONPATH={shlex.quote(os.environ['PYTHONPATH'])} "
                    remote = f"{there}TERM=xterm-256color LC_ALL=C.UTF-8 {shlex.join(command)}"
                    label = f"{name}, ssh -C" if compressed else name
                    result[label] = _measure([*line, f"{getpass.getuser()}@127.0.0.1", remote], keys)
    return result


def _measure(command: Sequence[str], keys: Sequence[tuple[str, Sequence[str]]]) -> dict[str, object]:
    result: dict[str, object] = {}
    begun = time.perf_counter()
    with Program(command, (80, 24)) as program:
        heard = program.hear(settled=1.5, most=60)
        ended = time.perf_counter() - 1.5
        result["start, with the connection"] = {"ms": round(1000 * min(heard.seconds, ended - begun))}
        for name, pressed in keys:
            taken = [1000 * program.press(key, settled=0.6, most=30).seconds for key in pressed]
            result[name] = {"ms": round(statistics.median(taken)), "most": round(max(taken))}
    return result
