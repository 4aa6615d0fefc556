"""A folder of articles in every format, good and broken, all of our own writing, made as a test wants it."""

import datetime as dt
import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document

OUTLET = "Tigris Times"
DAY = dt.date(2021, 7, 5)
Told = tuple[str, str, dt.date]


def title(number: int) -> str:
    return f"Attack number {number} hits the school of Dujail"


def story(number: int) -> str:
    """Return paragraphs unlike those of the other numbers."""
    return (
        f"{number + 2} rockets came down beside a school in the town of Dujail on Sunday evening, police officer "
        f"number {number} said. The classrooms were empty and nobody came to harm in the attack.\n"
        f"Witness {number} told reporters that the windows of {number + 20} houses nearby were broken by the blast, "
        "and that the street was closed until the morning. No group has claimed the attack so far."
    )


def told(number: int) -> Told:
    return title(number), OUTLET, DAY


def page(number: int, charset: str = "utf-8", body: str = "") -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in story(number).split("\n"))
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{title(number)} | {OUTLET}</title>'
        f'<meta property="og:site_name" content="{OUTLET}"><meta property="og:title" content="{title(number)}">'
        f'<meta property="article:published_time" content="{DAY}T21:10:00+03:00">'
        '<meta name="author" content="Amira Saleh">'
        f'</head><body><nav><a href="/">Home</a> <a href="/iraq">Iraq</a></nav><article><h1>{title(number)}</h1>'
        f"{paragraphs}{body}</article><footer>All rights reserved</footer></body></html>"
    )


def text(number: int) -> str:
    return f"{title(number)}\n\nPublished: 5 July 2021\n\n{story(number)}\n\nSource » {OUTLET}\n"


def rss(*numbers: int) -> str:
    items = "".join(
        f"<item><title>{title(n)}</title><link>https://tigris.example/{n}</link>"
        f"<description>{escape(story(n))}</description><pubDate>Mon, 05 Jul 2021 18:10:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{OUTLET}</title>{items}</channel></rss>"


def atom(number: int) -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><id>urn:n:{number}</id>'
        f"<title>{title(number)}</title><published>{DAY}T18:10:00Z</published><updated>2021-07-09T00:00:00Z</updated>"
        f'<content type="html">{escape(story(number))}</content></entry></feed>'
    )


def pdf(number: int) -> bytes:
    """Return a PDF of one page with what Dublin Core says of it."""
    lines = [line for paragraph in story(number).split("\n") for line in _wrapped(paragraph)]
    drawn = "BT /F1 11 Tf 40 800 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    core = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<rdf:Description rdf:about=""><dc:publisher><rdf:Bag><rdf:li>{OUTLET}</rdf:li></rdf:Bag></dc:publisher>'
        f"<dc:date><rdf:Seq><rdf:li>{DAY}T18:10:00Z</rdf:li></rdf:Seq></dc:date></rdf:Description></rdf:RDF>"
        '</x:xmpmeta><?xpacket end="w"?>'
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Metadata /Subtype /XML /Length {len(core)} >>\nstream\n{core}\nendstream",
        f"<< /Title ({title(number)}) /CreationDate (D:20250101000000Z) >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R /Info 7 0 R >>\n"
    return out + f"{end}startxref\n{start}\n%%EOF\n".encode()


def mail(number: int, *, markup: bool = False) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{OUTLET} <desk@tigris.example>"
    message["To"] = "analyst@example.org"
    message["Subject"] = title(number)
    message["Date"] = "Mon, 05 Jul 2021 21:10:00 +0300"
    message.set_content("Read this in a browser." if markup else story(number))
    if markup:
        message.add_alternative(page(number), subtype="html")
    return message


def mail_with(number: int, data: bytes, kind: str, name: str) -> bytes:
    message = mail(number)
    main, _, sub = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return bytes(message)


def mailbox(*numbers: int) -> bytes:
    return b"".join(b"From desk@tigris.example Mon Jul  5 21:10:00 2021\n" + bytes(mail(n)) + b"\n" for n in numbers)


def saved_page(number: int) -> bytes:
    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tigris.example/{number}\r\n"
        f"Subject: {title(number)}\r\nDate: Fri, 1 Aug 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    )
    part = "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return f"{head}{part}{page(number)}\r\n--b--\r\n".encode()


def word(number: int) -> bytes:
    document = Document()
    document.core_properties.title = title(number)
    for line in ("Published: 5 July 2021", *story(number).split("\n"), f"Source » {OUTLET}"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows(*numbers: int) -> str:
    return "".join(
        json.dumps({"id": f"r{n}", "title": title(n), "source": OUTLET, "published": str(DAY), "text": story(n)}) + "\n"
        for n in numbers
    )


def table(*numbers: int, mark: str = ",") -> str:
    told = (mark.join((f'"{title(n)}"', OUTLET, "5 July 2021", f'"{story(n)}"')) for n in numbers)
    return "\n".join((mark.join(("title", "source", "published", "text")), *told))


def web_archive(*numbers: int, packed: bool = True) -> bytes:
    records = []
    for n in numbers:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(n)}".encode()
        for kind, media, block in (
            ("response", "application/http; msgtype=response", answer),
            ("metadata", "application/warc-fields", b"seen: yes\r\n"),
        ):
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:n:{n}:{kind}>\r\n"
                f"WARC-Target-URI: https://tigris.example/{n}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
                f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(gzip.compress(record) if packed else record for record in records)


def archive(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def make_good(folder: Path) -> dict[str, Told]:
    """Write the good files, and return what is to be read of them, by file and by what the file calls it."""
    french = "Un attentat à la voiture piégée a fait trois morts à Bagdad, a indiqué la police près du marché. " * 4
    files: dict[str, tuple[bytes | str, list[int]]] = {
        "plain.txt": (text(1), [1]),
        "marked.txt": ("\ufeff" + text(2), [2]),
        "sixteen.txt": (text(3).encode("utf-16"), [3]),
        "western.txt": ((text(4) + french).encode("cp1252"), [4]),
        "page.html": (page(5), [5]),
        "old page.htm": (page(6, "iso-8859-1", "<p>Un café fermé.</p>").encode("latin-1"), [6]),
        "wrong charset.html": (page(7, "utf-8", f"<p>{french}</p>").encode("cp1252"), [7]),
        "saved.mhtml": (saved_page(8), [8]),
        "news.rss": (rss(9, 10), [9, 10]),
        "news.atom": (atom(11), [11]),
        "news.xml": (rss(12), [12]),
        "paper.pdf": (pdf(13), [13]),
        "mail.eml": (bytes(mail(14)), [14]),
        "marked mail.eml": (bytes(mail(15, markup=True)), [15]),
        "mail with paper.eml": (mail_with(16, pdf(17), "application/pdf", "paper.pdf"), [16, 17]),
        "box.mbox": (mailbox(18, 19), [18, 19]),
        "letter.docx": (word(20), [20]),
        "table.csv": (table(21, 22), [21, 22]),
        "table with semicolons.csv": (table(23, mark=";").encode("utf-8-sig"), [23]),
        "table.tsv": (table(24, mark="\t"), [24]),
        "rows.jsonl": (rows(25, 26), [25, 26]),
        "crawl.warc.gz": (web_archive(27, 28), [27, 28]),
        "crawl.warc": (web_archive(29, packed=False), [29]),
        "all.zip": (
            archive({
                "a/page.html": page(30), "paper.pdf": pdf(31), "rows.jsonl": rows(32), "picture.png": b"\x89PNG",
                "mail.eml": bytes(mail(33)), "letter.docx": word(34), "news.rss": rss(35), "__MACOSX/._page.html": b"x",
            }),
            [30, 31, 32, 33, 34, 35],
        ),
    }  # fmt: skip
    for name, (data, _) in files.items():
        _write(folder, name, data)
    (folder / "page_files").mkdir()
    _write(folder / "page_files", "frame.html", page(99))
    return {f"{name}#{n}": told(n) for name, (_, numbers) in files.items() for n in numbers}


def make_broken(folder: Path) -> dict[str, str]:
    """Write the broken files, and return words of the one line that each gets."""
    one = archive({"page.html": page(40)})
    files: dict[str, tuple[bytes | str, str]] = {
        "empty.txt": (b"", "holds no text"),
        "empty.html": (b"", "holds no text"),
        "binary.txt": (bytes(range(256)) * 20, "binary"),
        "few letters.txt": ("Café à Bagdad.".encode("latin-1"), "not UTF-8"),
        "script.html": (f"<html><script>{'var x=1;' * 999}</script><div id=app></div></html>", "scripts"),
        "binary.html": (bytes(range(256)) * 20, "binary"),
        "endless.rss": ("<rss version='2.0'><channel>" + "<item><title>x</title></item>" * 100_000, "100,000 entries"),
        "note.xml": ("<note><to>you</to></note>", "no RSS or Atom"),
        "truncated.pdf": (pdf(41)[:700], "PDF"),
        "not a paper.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 9, "PDF"),
        "no mail.eml": (bytes(range(255, 0, -1)) * 9, "no mail"),
        "no box.mbox": ("Dear all,\nnothing here.\n", "no mailbox"),
        "truncated.docx": (word(42)[:2000], "broken"),
        "columns.csv": ("headline,body\nx,y\n", "--map text=COLUMN"),
        "quotes.csv": ('text\n"' + "never closed " * 500_000, "field larger than"),
        "row.jsonl": ("{not json}\n", "not a line of JSON"),
        "no rows.jsonl": ("[1, 2, 3]\n", "a row is an object"),
        "truncated.warc.gz": (web_archive(43)[:500], "cut off"),
        "cut.warc": (web_archive(46, packed=False)[:900], "cut off"),
        "not packed.warc.gz": (b"\x1f\x8b\x08\x00" + b"nothing" * 50, "web archive"),
        "bomb.zip": (archive({"bomb.txt": b"a" * 50_000_000}), "packed into"),
        "climbing.zip": (archive({"../../etc/passwd.txt": text(44)}), "leads out of the archive"),
        "nested.zip": (archive({"inner.zip": one}), "unpack it first"),
        "truncated.zip": (one[:-30], "broken"),
        "damaged.zip": (one[:200] + b"\xff" * 40 + one[240:], "cannot be unpacked"),
        "gzip.txt": (gzip.compress(b"x" * 999), "web archive"),
    }
    for name, (data, _) in files.items():
        _write(folder, name, data)
    with (folder / "vast.html").open("wb") as vast:  # 300 MB, of which hardly any is on the disk
        vast.write(page(45).encode())
        vast.truncate(300_000_000)
    return {name: words for name, (_, words) in files.items()} | {"vast.html": "over the limit"}


def _write(folder: Path, name: str, data: bytes | str) -> None:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def _wrapped(paragraph: str) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) < 80 else [*lines, word]
    return lines
