"""Files of every format to articles: what each gives, and the line it gets where it is broken."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from inbox_samples import mail, mail_with, pdf, title, web_archive, word

from nlp import limits
from nlp.formats.charset import decode
from nlp.formats.files import split_bytes
from nlp.formats.kinds import Kind, kind_of, stem_of
from nlp.formats.raw import Hints, RawArticle
from nlp.formats.tables import COLUMNS
from store.errors import ArticleError, UnreadableArticleError

STORY = (
    "Two rockets came down beside a school in the town of Dujail on Sunday evening, the police said. "
    "The classrooms were empty and nobody came to harm, but the windows of eleven houses nearby were broken."
)
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Rockets beside a school | Tigris Times</title>
<meta property="og:site_name" content="Tigris Times"><meta name="author" content="Amira Saleh">
<meta property="og:title" content="Rockets beside a school">
<meta property="article:published_time" content="2021-07-05T21:10:00+03:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/iraq">Iraq</a></li></ul></nav>
<article><h1>Rockets beside a school</h1><p>{STORY}</p><p>Nobody has claimed the attack [sic].</p></article>
<footer>All rights reserved</footer></body></html>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tigris Times</title>
<item><title>Rockets beside a school</title><link>https://tigris.example/1</link><author>Amira Saleh</author>
<description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;Nobody &amp;amp; nothing else.&lt;/p&gt;</description>
<pubDate>Mon, 05 Jul 2021 18:10:00 GMT</pubDate></item>
<item><title>Second item</title><description>Plain words of a second item.</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tigris Times</title>
<entry><title>Rockets</title><id>urn:1</id><updated>2021-07-05T18:10:00Z</updated><summary>Short.</summary>
<content type="html">{STORY}</content></entry></feed>"""


FRENCH = "Un attentat à la voiture piégée a fait trois morts à Bagdad, a indiqué la police près du marché. " * 4


def articles(data: bytes | str, name: str, **hints) -> list[RawArticle]:
    read = everything(data, name, **hints)
    assert all(isinstance(item, RawArticle) for item in read), read
    return [item for item in read if isinstance(item, RawArticle)]


def everything(data: bytes | str, name: str, **hints) -> list[RawArticle | ArticleError]:
    found: list[RawArticle | ArticleError] = []
    for part in split_bytes(data if isinstance(data, bytes) else data.encode(), name, Hints(**hints)):
        try:
            found += part.read()
        except ArticleError as error:
            found.append(error)
    return found


def refused(data: bytes | str, name: str, **hints) -> str:
    (error,) = everything(data, name, **hints)
    assert isinstance(error, ArticleError)
    assert "\n" not in str(error)
    return str(error)


def test_a_page_gives_its_story_title_outlet_author_and_date():
    (page,) = articles(PAGE, "page.html")
    assert (page.title, page.source, page.author) == ("Rockets beside a school", "Tigris Times", "Amira Saleh")
    assert (page.published, page.published_from) == (dt.date(2021, 7, 5), "page")
    assert STORY in page.text
    assert "[sic]" in page.text
    assert "All rights" not in page.text
    assert "Home" not in page.text


@pytest.mark.parametrize("reference", ["&#x1b;", "&#0;", "&#11;", "&#xFFFE;", "\x1b", "\x0b", "\uffff"])
def test_a_control_in_a_page_or_an_entry_costs_neither_it_nor_the_next(reference):
    (page,) = articles(PAGE.replace("Nobody has", f"Nobody{reference}has"), "page.html")
    assert "Nobody has claimed" in page.text
    first, second = articles(FEED.replace("Nobody &amp;amp;", f"Nobody {reference.replace('&', '&amp;')}"), "feed.xml")
    assert "nothing else." in first.text
    assert second.title == "Second item"


@pytest.mark.parametrize("charset", ["undefined", "punycode", "unicode_escape", "base64", "utf-16", "../../etc/passwd"])
def test_what_is_declared_and_is_no_charset_of_the_page_is_passed_over(charset):
    page = PAGE.replace('"utf-8"', f'"{charset}"').replace(STORY, FRENCH).encode("cp1252")
    assert FRENCH.strip() in articles(page, "page.html")[0].text


def test_a_day_that_a_page_only_tells_of_is_not_its_publication():
    page = f"<html><body><article><h1>Old news</h1><p>{STORY} It began on 4 March 2020.</p></article></body></html>"
    (read,) = articles(page, "page.html")
    assert read.published is None


def test_a_page_made_by_scripts_is_told_as_such():
    page = (
        f"<html><head><script>{'var x = 1;' * 500}</script></head><body><noscript>Turn it on</noscript></body></html>"
    )
    assert "scripts" in refused(page, "page.html")


@pytest.mark.parametrize("charset", ["cp1256", "utf-16", "utf-8"])
def test_a_page_is_read_in_the_charset_that_it_is_written_in(charset):
    arabic = "قتل ثلاثة جنود في هجوم بالصواريخ على قاعدة عسكرية شمال بغداد مساء الاثنين، وفق ما أعلنت الشرطة. " * 3
    head = f"<html><head><meta charset={charset}><title>x</title></head>"
    page = f"{head}<body><article><p>{arabic}</p></article></body></html>"
    assert arabic.strip() in articles(page.encode(charset), "page.html")[0].text


def test_a_charset_that_is_declared_wrongly_is_found_where_it_is_sure():
    assert decode(FRENCH.encode("cp1252"), "x", "utf-8") == FRENCH
    with pytest.raises(UnreadableArticleError, match="byte 0xe9"):
        decode("Café".encode("cp1252"), "x")


def test_a_feed_is_an_article_an_entry():
    first, second = articles(FEED, "feed.xml")
    assert (first.title, first.source, first.author) == ("Rockets beside a school", "Tigris Times", "Amira Saleh")
    assert (first.published, first.published_from) == (dt.date(2021, 7, 5), "feed")
    assert first.link == "https://tigris.example/1"
    assert first.text == f"{STORY}\nNobody & nothing else."
    assert (second.text, second.published) == ("Plain words of a second item.", None)


def test_an_atom_entry_is_read_by_its_content_rather_than_its_summary():
    (entry,) = articles(ATOM, "feed")
    assert (entry.id, entry.text, entry.published) == ("urn:1", STORY, dt.date(2021, 7, 5))
    assert entry.link is None  # what it is known by is no address


def test_what_is_no_feed_or_too_long_a_one_is_refused():
    assert "no RSS or Atom" in refused("<note><to>you</to></note>", "note.xml")
    many = "<rss version='2.0'><channel>" + "<item><title>x</title></item>" * 100_000
    assert f"100,000 entries are over the limit of {limits.FEED_ENTRIES:,}" in refused(many, "feed.rss")
    assert "broken" in refused("<rss version='2.0'><channel><title>T</title>", "feed.rss")


def test_entities_that_multiply_are_not_followed():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]>'
    bomb = f'{head}<rss version="2.0"><channel><item><title>&e11;</title></item></channel></rss>'
    for item in everything(bomb, "feed.rss"):
        assert isinstance(item, ArticleError) or len(item.text) < 1000


def test_columns_of_a_table_are_named():
    table = f'headline;pub_date;body\n"Rockets; more";5 July 2021;"{STORY}"\n'
    (row,) = articles(table, "t.csv", columns={"title": "Headline", "published": "pub_date", "text": "body"})
    assert (row.title, row.published, row.text) == ("Rockets; more", dt.date(2021, 7, 5), STORY)
    assert row.id == "t.csv:2"


def test_a_table_without_the_column_says_how_to_name_it():
    assert 'no column "text" among headline, body; say which holds the text: --map text=COLUMN' in refused(
        "headline,body\na,b\n", "t.csv"
    )


def test_a_row_with_a_day_that_could_be_another_is_told_and_the_next_follows():
    error, row = everything("text,published\nFirst words,03/04/2021\nSecond words,2021-04-03\n", "t.csv")
    assert '"published" is not a date: 03/04/2021' in str(error)
    assert row.published == dt.date(2021, 4, 3)


def test_rows_of_json_take_the_same_names():
    line = json.dumps({"headline": "H", "text": "Rockets fell.", "source": "Wire", "link": "https://a.example/"})
    (row,) = articles(line, "rows", columns={"title": "headline"})
    assert (row.title, row.source, row.link) == ("H", "Wire", "https://a.example/")


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 100_000 + "]" * 100_000])
def test_a_row_that_no_parser_should_follow_is_a_line(value):
    error, row = everything(f'{{"text": "x", "id": {value}}}\n{{"text": "Words."}}\n', "rows.jsonl")
    assert isinstance(error, ArticleError)
    assert isinstance(row, RawArticle)


@pytest.mark.parametrize(
    ("name", "head", "media", "kind"),
    [
        ("a.html", b"<rss version='2.0'>", None, Kind.FEED),
        ("a", b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", None, Kind.HTML),
        ("a.xml", b"<?xml version='1.0'?><feed xmlns='x'>", None, Kind.FEED),
        ("a.txt", b"<html>", None, Kind.PLAIN),
        ("a.txt", b"%PDF-1.7", None, Kind.PDF),
        ("a", b"From: x@example.org\nSubject: y\n", None, Kind.MAIL),
        ("a", b"From x@example.org Mon Jul  5\nSubject: y\n", None, Kind.MAILBOX),
        ("a", b"From Baghdad, our reporter writes\nthat all is quiet.", None, Kind.PLAIN),
        ("https://a.example/x.php", b"\n\n<p>x", "text/html; charset=utf-8", Kind.HTML),
        ("a.warc.gz", b"\x1f\x8b", None, Kind.WARC),
        ("standard input", b'id;"Text";published\n1;x;2021-07-05\n', None, Kind.TABLE),
        ("standard input", b"Send him a note, text, or letter, he said.\n", None, Kind.PLAIN),
    ],
)
def test_a_format_is_told_by_type_suffix_and_beginning(name, head, media, kind):
    assert kind_of(name, head, media) is kind


def test_a_table_without_a_name_is_known_by_the_column_that_is_named_for_its_text():
    table = f'headline,body\n"Rockets","{STORY}"\n'
    assert articles(table, "standard input", columns={"text": "Body", "title": "headline"})[0].title == "Rockets"


def test_an_article_is_called_by_its_file_without_the_suffix():
    assert [stem_of(n) for n in ("a/b.warc.gz", "c.d.txt", "noext", "x.odd")] == ["b", "c.d", "noext", "x"]


@pytest.mark.parametrize(
    ("module", "name", "data", "extra"),
    [
        ("trafilatura", "a.html", PAGE, "html"),
        ("feedparser", "a.rss", FEED, "feeds"),
        ("pypdf", "a.pdf", pdf(1), "pdf"),
        ("docx", "a.docx", word(1), "docx"),
        ("warcio.archiveiterator", "a.warc.gz", web_archive(1), "warc"),
    ],
    ids=["html", "feeds", "pdf", "docx", "warc"],  # not by their bytes, which hold the time
)
def test_a_reader_that_is_not_installed_is_named_with_the_command(monkeypatch, module, name, data, extra):
    monkeypatch.setitem(sys.modules, module, None)
    assert refused(data, name).endswith(f"Install it with: {sys.executable} -m pip install 'incident-blotter[{extra}]'")


def test_a_mail_without_a_page_needs_no_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (read,) = articles(bytes(mail(1)), "a.eml")
    assert (read.title, read.published_from) == (title(1), "mail")


def test_a_web_archive_whose_length_is_beyond_all_numbers_is_a_line():
    told = refused(
        web_archive(1, packed=False).replace(b"Content-Length: ", b"Content-Length: 9999999999999999999"), "a.warc"
    )
    assert "broken" in told


def test_a_mail_may_begin_with_a_byte_mark():
    assert articles(b"\xef\xbb\xbf" + bytes(mail(1)), "a.eml")[0].title == title(1)


def test_what_is_attached_and_of_no_format_that_is_read_gets_one_line():
    letter, told = everything(mail_with(1, b"\x00" * 99, "application/x-thing", "thing.bin"), "a.eml")
    assert isinstance(letter, RawArticle)
    assert str(told) == "a.eml: thing.bin: cannot be read (application/x-thing is of no format that is read); skipped."


def test_no_reader_is_imported_before_it_is_needed():
    heavy = "trafilatura feedparser pypdf docx warcio lxml"
    code = f"import sys; import nlp.reading; print(*(m for m in {heavy.split()!r} if m in sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert ran.stdout.strip() == ""


def test_the_columns_that_can_be_named_are_those_of_an_article():
    assert set(COLUMNS) <= set(RawArticle.__dataclass_fields__)
