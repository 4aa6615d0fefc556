"""Articles that carry every attack of ``tests/hostile`` where an article has words of its own."""

import json
import tomllib
import unicodedata
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

from inbox_samples import archive

CORPUS = tomllib.loads((Path(__file__).parent / "hostile" / "attacks.toml").read_text(encoding="utf-8"))
ATTACKS = {f"{kind} {name}": attack for kind, attacks in CORPUS.items() for name, attack in attacks.items()} | {
    "flood line": "attack" * 20_000,
    "flood combining": "a" + "\u0301\u0489" * 5_000,
    "flood wide": "\U0001f6a8" * 3_000,
    "flood nothing": "\0" * 2_000,
    "flood joined": "\U0001f468\u200d" * 3_000 + "x",
    "flood joiners": "a" + "\u0301\u200d" * 3_000,
    "flood tones": "\U0001f44d" + "\U0001f3fd" * 3_000,
    "flood halves": "\ud55c" + "\u11a8" * 3_000 + "\u0915" + "\u093e" * 3_000,
    "flood lines": "\n" * 2_000 + "attack",
}


def acts(char: str) -> bool:
    """Return whether a terminal or a reader's eye could be led by a character that stands for no letter."""
    category = unicodedata.category(char)
    return (category in ("Cc", "Cs", "Co", "Zl", "Zp") and char != "\n") or (
        category == "Cf" and char not in "\u00ad\u200c\u200d\u0600\u0601\u0602\u0603\u06dd"
    )


def text(attack: str, number: int) -> str:
    """Return a text with an incident whose words have the attack in and around them."""
    short = attack[:300]
    return (
        f"Rockets {attack} hit Camp Taji\n\n"
        f"{number + 3} Katyusha rockets {short} hit Camp Taji north of Baghdad on Monday night, 27 July 2020, the "
        f"Iraqi army said. {attack}\n{number + 2} guards {short} were killed and a truck {short} was burnt. "
        f"The group Saraya {short} claimed the attack.\n\n{attack}\n"
    )


def make_inbox(folder: Path) -> int:
    """Write the corpus in several formats and under hostile names, and return how many articles can be read."""
    rows = [
        {"id": attack, "title": f"{attack} title", "source": attack[:90], "author": attack, "link": attack,
         "published": "2020-07-28", "text": text(attack, number)}
        for number, attack in enumerate(ATTACKS.values())
    ]  # fmt: skip
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    good = len(rows)
    for number, (name, attack) in enumerate(ATTACKS.items(), 100):
        if name.startswith("flood"):
            continue
        shown = escape("".join(char for char in attack if char.isprintable()))
        words = escape(text(attack, number).replace("\x00", "").encode("utf-8", "replace").decode())
        (folder / f"{number}.html").write_text(
            f"<html><head><title>{shown}</title><meta property='og:site_name' content='{escape(shown, {chr(39): ''})}'>"
            f"</head><body><article><p>{words}</p></article></body></html>",
            encoding="utf-8",
        )
        mail = EmailMessage()
        mail["From"] = '"attack" <attack@attack.example>'
        mail["Date"] = "Tue, 28 Jul 2020 10:00:00 +0000"
        mail.set_content(text(attack, number + 100))
        encoded = f"Subject: =?utf-8?q?{''.join(f'={byte:02X}' for byte in attack.encode())}?=\n".encode()
        (folder / f"{number}.eml").write_bytes(encoded + bytes(mail))
        good += 2
        if (safe := attack.replace("/", "_").replace("\0", "_").encode()[:150].decode("utf-8", "ignore")).strip("."):
            (folder / f"{safe}.txt").write_text(text(attack, number + 200), encoding="utf-8")
            (folder / f"{safe}.html").write_bytes(bytes(range(256)))  # a line with its name in it
            good += 1
    members: dict[str, bytes | str] = {f"{attack[:100]}.txt": "x" for attack in CORPUS["path"].values()}
    (folder / "names.zip").write_bytes(archive(members | {f"{CORPUS['terminal']['title']}.txt": b"\0"}))
    return good
