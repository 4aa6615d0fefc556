"""Files to stored proposals: what comes in, what is told of the rest, and what survives a crash."""

import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from inbox_samples import archive, title, told, word
from web_server import STORY, Pages, serving_pages

from nlp import limits
from nlp.reading import Document, read_text
from store import intake
from store.articles import get_article
from store.database import open_database
from store.errors import PipelineError
from store.incidents import incidents_of
from store.model import Analysis
from tui.intake import Event, Failed, Finished, Source, Stored, count_articles, find_files, run
from tui.reader import Reader
from tui.reader_process import answer_document

NOW = dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)
ROCKETS = "Three Katyusha rockets hit Camp Taji north of Baghdad on Monday night, the Iraqi army said. No one was hurt."


def rockets(number: int) -> str:
    """Return an article unlike the others."""
    return f"{ROCKETS}\n\nThe army counted {number} such attacks in the past year."


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of articles with everything that can be wrong with one."""
    folder = tmp_path / "inbox"
    (folder / "later").mkdir(parents=True)
    (folder / "good.txt").write_text(rockets(1), encoding="utf-8")
    (folder / "later" / "good too.txt").write_text(rockets(2), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "latin.txt").write_bytes("Un attentat à Bagdad.".encode("latin-1"))
    with (folder / "vast.txt").open("wb") as vast:
        vast.write(b"word " * 10_000_000)
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "blotter.db"


def rows_file(path: Path, texts: Iterable[str]) -> Path:
    rows = [json.dumps({"id": f"row{n}", "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def take_in(database: Path, *paths: Path | str, **options) -> list[Event]:
    return list(run(database, paths, now=lambda: NOW, **options))


def failures(events: list[Event]) -> dict[str, str]:
    return {Path(event.name).name: event.message for event in events if isinstance(event, Failed)}


def titles(database: Path) -> list[str]:
    with closing(open_database(database)) as db:
        return [row["title"] for row in db.execute("SELECT title FROM articles ORDER BY id")]


def test_an_article_is_stored_with_its_proposals(database, inbox):
    stored, finished = take_in(database, inbox / "good.txt", published=dt.date(2020, 7, 28))
    assert isinstance(stored, Stored)
    assert stored.new
    with closing(open_database(database)) as db:
        article = get_article(db, stored.article_id).article
        records = incidents_of(db, stored.article_id)
    assert (article.text, article.published) == (rockets(1), dt.date(2020, 7, 28))
    assert [record.incident.date.start for record in records] == [dt.date(2020, 7, 27)]
    assert finished == Finished(stored=1, known=0, failed=0)


def test_a_second_run_stores_nothing_twice(database, inbox):
    take_in(database, inbox / "good.txt")
    again = take_in(database, inbox / "good.txt")
    assert again[-1] == Finished(stored=0, known=1, failed=0)
    assert len(titles(database)) == 1


def test_what_is_wrong_with_one_article_does_not_stop_the_others(database, inbox):
    events = take_in(database, inbox)
    assert set(failures(events)) == {"empty.txt", "binary.txt", "latin.txt", "vast.txt"}
    assert events[-1] == Finished(stored=2, known=0, failed=4)
    assert len(titles(database)) == 2


def test_each_failure_is_one_line_that_names_the_file(database, inbox):
    for name, message in failures(take_in(database, inbox)).items():
        assert name in message
        assert "\n" not in message
        assert "Traceback" not in message


def test_a_missing_path_and_an_empty_folder_are_failures(database, tmp_path, inbox):
    bare = tmp_path / "bare"
    bare.mkdir()
    events = take_in(database, tmp_path / "nowhere.txt", bare, inbox / "good.txt")
    assert set(failures(events)) == {"nowhere.txt", "bare"}
    assert events[-1] == Finished(stored=1, known=0, failed=2)


def test_rows_of_a_file_are_articles_of_their_own(database, tmp_path):
    events = take_in(database, rows_file(tmp_path / "many.jsonl", [rockets(1), rockets(2), rockets(3)]))
    names = [event.name for event in events if isinstance(event, Stored)]
    assert [name.rpartition(": ")[2] for name in names] == ["row0", "row1", "row2"]


def test_a_file_that_came_from_elsewhere_is_called_by_its_own_name(database, tmp_path):
    path = tmp_path / "spooled"
    path.write_text(ROCKETS, encoding="utf-8")
    stored, finished = take_in(database, Source(path, "standard input"))
    assert stored.name == "standard input"
    assert isinstance(stored, Stored)
    assert finished == Finished(stored=1, known=0, failed=0)


def test_half_a_letter_in_a_row_is_shown_as_missing(database, tmp_path):
    row = {"id": "half \ud83d", "title": "\udca5 half", "text": f"{rockets(1)} \ud800"}
    (tmp_path / "half.jsonl").write_text(json.dumps(row), encoding="utf-8")
    stored, _ = take_in(database, tmp_path / "half.jsonl")
    assert isinstance(stored, Stored)
    with closing(open_database(database)) as db:
        article = get_article(db, stored.article_id).article
    assert (article.id, article.title, article.text[-2:]) == ("half \ufffd", "\ufffd half", " \ufffd")


def test_hidden_files_in_a_folder_are_passed_over(tmp_path):
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".b.txt", "c.txt", "notes.md"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert list(find_files([tmp_path])) == [tmp_path / "c.txt"]


def test_files_of_a_folder_come_in_order(tmp_path):
    for name in ("b.txt", "a.jsonl", "c.txt"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert [path.name for path in find_files([tmp_path]) if isinstance(path, Path)] == ["a.jsonl", "b.txt", "c.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are letters, not bytes")
def test_a_file_whose_name_is_no_unicode_is_read_and_told_of(database, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(rockets(1), encoding="utf-8")
    (tmp_path / os.fsdecode(b"\xff.html")).write_bytes(bytes(range(256)))
    (tmp_path / os.fsdecode(b"none \xff")).mkdir()
    events = take_in(database, tmp_path, tmp_path / os.fsdecode(b"none \xff"))
    assert set(failures(events)) == {"\\xff.html", "none \\xff"}
    assert events[-1] == Finished(stored=1, known=0, failed=2)


def test_nothing_outside_a_folder_is_read_by_a_link_in_it(database, tmp_path):
    inbox, elsewhere = tmp_path / "inbox", tmp_path / "elsewhere"
    inbox.mkdir()
    elsewhere.mkdir()
    for folder, number in ((inbox, 1), (elsewhere, 2)):
        (folder / "own.txt").write_text(rockets(number), encoding="utf-8")
    (inbox / "inside.txt").symlink_to("own.txt")
    (inbox / "outside.txt").symlink_to(elsewhere / "own.txt")
    (inbox / "folder").symlink_to(elsewhere)
    (inbox / "round.txt").symlink_to("round.txt")
    events = take_in(database, inbox)
    assert events[-1] == Finished(stored=1, known=1, failed=2)
    told = failures(events)
    assert "it is a link that leads out of the folder" in told["outside.txt"]
    assert failed_before(database) == [str(inbox / "round.txt")]  # to try the other again would be to name it
    assert take_in(database, inbox / "outside.txt")[-1] == Finished(stored=1, known=0, failed=0)


def test_what_has_no_end_is_not_waited_for_in_a_folder(database, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "published.toml")
    (tmp_path / "words.txt").write_text(rockets(1), encoding="utf-8")
    events = take_in(database, tmp_path)
    assert set(failures(events)) == {"pipe.txt"}
    assert events[-1] == Finished(stored=1, known=0, failed=1)


def test_the_count_for_the_progress_bar_counts_rows(tmp_path, inbox):
    rows = rows_file(tmp_path / "many.jsonl", ["a", "b", "c"])
    assert count_articles([rows, inbox / "good.txt", tmp_path / "nowhere.txt"]) == 5


def test_what_was_piped_in_and_addresses_are_counted_too(tmp_path):
    piped = Source(rows_file(tmp_path / "spooled", ["a", "b"]), "standard input")
    assert count_articles([piped, "https://tigris.example/feed"]) == 3


def test_a_count_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert count_articles([tmp_path / "pipe.jsonl"]) == 1


def test_stopping_in_the_middle_keeps_what_was_stored(database, tmp_path):
    events = run(database, [rows_file(tmp_path / "many.jsonl", map(rockets, range(50)))])
    next(events)
    next(events)
    events.close()
    assert len(titles(database)) == 2


def test_it_stops_at_once_when_told_even_in_the_middle_of_an_article(database, inbox):
    began = time.monotonic()
    events = take_in(database, inbox / "good.txt", stop=lambda: time.monotonic() > began + 0.2)
    assert events == []  # an article takes longer than that, if only for the process to start


def test_what_was_stored_when_it_was_stopped_is_told(database, tmp_path):
    rows = rows_file(tmp_path / "many.jsonl", map(rockets, range(50)))
    events = take_in(database, rows, stop=lambda: database.exists() and bool(titles(database)))
    assert [type(event) for event in events] == [Stored]
    assert len(titles(database)) == 1


def test_what_failed_and_was_not_come_to_is_still_to_be_tried_again(database, inbox):
    take_in(database, inbox)
    before = failed_before(database)
    assert len(before) == 4
    assert take_in(database, inbox, stop=lambda: True) == []
    assert failed_before(database) == before


def test_a_folder_that_is_watched_may_be_empty(database, tmp_path):
    assert take_in(database, tmp_path, changed_only=True) == [Finished(stored=0, known=0, failed=0)]


def test_a_file_broken_over_and_over_gets_a_few_lines_and_a_count(database, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FAILURES", 2)
    rows = rows_file(tmp_path / "rows.jsonl", ["", "", rockets(1), "", "", ""])
    events = take_in(database, rows)
    assert events[-1] == Finished(stored=1, known=0, failed=3)
    assert failures(events)["rows.jsonl"] == f"{rows}: 3 more of its articles cannot be read; skipped."
    rows_file(rows, [rockets(1), ""])
    assert take_in(database, rows)[-1] == Finished(stored=0, known=1, failed=1)
    assert failed_before(database) == [str(rows)]


def test_it_works_in_another_thread(database, inbox):
    events: list[Event] = []
    thread = threading.Thread(target=lambda: events.extend(take_in(database, inbox / "good.txt")))
    thread.start()
    thread.join()
    assert events[-1] == Finished(stored=1, known=0, failed=0)


def test_a_model_that_is_not_installed_is_named(database, inbox):
    with pytest.raises(PipelineError, match="en_none_such"):
        take_in(database, inbox / "good.txt", model="en_none_such")


def pid_of(reader: Reader) -> int:
    """The number of the running process; never 0, to which a signal would mean everything that runs the tests."""
    assert reader.pid is not None
    return reader.pid


def test_a_crash_costs_only_the_article_it_met(tmp_path):
    rows = rows_file(tmp_path / "many.jsonl", map(rockets, range(300)))
    with closing(Reader()) as reader:
        outcomes = reader.read("many", path=rows)
        kept = [next(outcomes)]
        os.kill(pid_of(reader), signal.SIGKILL)
        kept += outcomes
    lost = [outcome for _, outcome in kept if isinstance(outcome, str)]
    assert len(kept) == 300
    assert len(lost) <= 1
    assert all("SIGKILL" in message for message in lost)


def test_a_crash_in_a_feed_costs_only_the_entry_it_met(tmp_path):
    items = "".join(f"<item><title>t</title><description>{rockets(n)}</description></item>" for n in range(100))
    feed = tmp_path / "many.rss"
    feed.write_text(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>", encoding="utf-8")
    with closing(Reader()) as reader:
        outcomes = reader.read("many", path=feed)
        kept = [next(outcomes)]
        os.kill(pid_of(reader), signal.SIGKILL)
        kept += outcomes
    lost = [outcome for _, outcome in kept if isinstance(outcome, str)]
    assert len(kept) == 100
    assert len(lost) <= 1
    assert all("SIGKILL" in message for message in lost)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of another process is asked of Linux")
def test_word_documents_leave_nothing_in_the_memory_also_those_of_one_archive(tmp_path):
    letters = tmp_path / "letters.zip"
    letters.write_bytes(archive({f"{n}.docx": word(n) for n in range(120)}))
    taken = []
    with closing(Reader()) as reader:
        for _, read in reader.read("letters", path=letters):
            assert isinstance(read, Analysis)
            taken.append(int(Path(f"/proc/{reader.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
    assert len(taken) == 120
    assert max(taken) - taken[20] < 4e6  # a tenth of a MB each is 10 MB


def test_what_hangs_before_an_article_is_found_costs_only_its_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")  # opening it waits for somebody to write
    (tmp_path / "next.txt").write_text(ROCKETS, encoding="utf-8")
    with closing(Reader(seconds=8)) as reader:
        [(_, hung)] = reader.read("pipe", path=tmp_path / "pipe.html")
        [(_, read)] = reader.read("next", path=tmp_path / "next.txt")
    assert hung == "pipe: cannot be read (its analysis took longer than 8 seconds); skipped."
    assert isinstance(read, Analysis)


def test_an_article_that_takes_too_much_memory_is_told_in_one_line():
    def articles():
        yield read_text(ROCKETS, name="first", id="first")
        raise MemoryError

    out = io.StringIO()
    answer_document(out, Document("box: mail 2", "mail", articles), 0, lambda article: Analysis(article))
    *_, last = map(json.loads, out.getvalue().splitlines())
    assert last == {"failed": "box: mail 2: cannot be read (it needs more than 2 GB of memory); skipped."}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_the_process_that_reads_is_held_to_its_memory():
    code = (
        "from nlp import limits; limits.MEMORY = 50_000_000\n"
        "from tui.reader_process import limit_memory; limit_memory()\n"
        "kept = bytearray(20_000_000)\n"
        "try: bytearray(200_000_000)\n"
        "except MemoryError: raise SystemExit(7)"
    )
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, timeout=60, check=False).returncode == 7


def test_a_hang_costs_only_the_article_it_met(tmp_path):
    rows = rows_file(tmp_path / "many.jsonl", map(rockets, range(300)))
    with closing(Reader(seconds=10)) as reader:
        outcomes = reader.read("many", path=rows)
        kept = [next(outcomes)]
        os.kill(pid_of(reader), signal.SIGSTOP)
        kept += outcomes
    lost = [outcome for _, outcome in kept if isinstance(outcome, str)]
    assert len(kept) == 300
    assert len(lost) <= 1
    assert all("took longer than 10 seconds" in message for message in lost)


def test_a_process_that_ends_slowly_is_not_said_to_hang(monkeypatch):
    ends = "import os, time; print('{\"ready\": true}', flush=True); os.close(1); time.sleep(2); os._exit(7)"
    monkeypatch.setattr("tui.reader.PROGRAM", ends)
    with closing(Reader()) as reader:
        [(_, told)] = reader.read("first", text=ROCKETS)
    assert told == "first: cannot be read (its analysis ended with exit code 7); skipped."


def test_a_process_that_died_while_idle_costs_nothing():
    with closing(Reader()) as reader:
        list(reader.read("first", text=ROCKETS))
        os.kill(pid_of(reader), signal.SIGKILL)
        os.waitid(os.P_PID, pid_of(reader), os.WEXITED | os.WNOWAIT)
        [(_, second)] = reader.read("second", text=ROCKETS)
    assert isinstance(second, Analysis)


def test_the_process_ends_with_the_reader():
    reader = Reader()
    list(reader.read("first", text=ROCKETS))
    pid = pid_of(reader)
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_address_is_taken_in_under_its_own_name(database):
    with serving_pages() as server:
        stored, finished = take_in(database, f"{server}/moved", allow_private=True, published=dt.date(2020, 7, 28))
        assert isinstance(stored, Stored)
        with closing(open_database(database)) as db:
            article = get_article(db, stored.article_id).article
            fetched = db.execute("SELECT place, final, hops FROM fetches").fetchall()
    assert (article.text, article.id, article.link, article.source) == (
        STORY, "moved", f"{server}/story/moved", "127.0.0.1",
    )  # fmt: skip
    assert [tuple(row) for row in fetched] == [(f"{server}/moved", f"{server}/story/moved", f'["{server}/moved"]')]
    assert finished == Finished(stored=1, known=0, failed=0)


def test_a_page_of_a_server_arrives_with_all_it_tells(database):
    with serving_pages() as server:
        stored, _ = take_in(database, f"{server}/paper", allow_private=True)
    assert isinstance(stored, Stored)
    with closing(open_database(database)) as db:
        article = get_article(db, stored.article_id).article
    assert (article.title, article.source, article.published) == told(7)
    assert (article.author, article.link) == ("Amira Saleh", f"{server}/paper")


def test_of_a_feed_that_has_changed_only_the_new_is_stored(database, monkeypatch):
    with serving_pages() as server:
        first = take_in(database, f"{server}/feed", allow_private=True, changed_only=True)
        assert first[-1] == Finished(stored=1, known=0, failed=0)
        monkeypatch.setattr(Pages, "entries", (2, 1))
        second = take_in(database, f"{server}/feed", allow_private=True, changed_only=True)
        assert second[-1] == Finished(stored=1, known=1, failed=0)
        third = take_in(database, f"{server}/feed", allow_private=True, changed_only=True)
        assert third[-1] == Finished(stored=0, known=0, failed=0, unchanged=1)
    assert titles(database) == [title(1), title(2)]
    assert Pages.asked["/feed"] == 3


def test_addresses_that_fail_stop_neither_files_nor_other_addresses(database, inbox):
    with serving_pages() as server:
        events = take_in(
            database, f"{server}/gone", inbox / "good.txt", f"{server}/loop", f"{server}/story", allow_private=True
        )
    assert set(failures(events)) == {"gone", "loop"}
    assert events[-1] == Finished(stored=2, known=0, failed=2)


def test_the_own_network_is_not_read_unasked(database):
    with serving_pages() as server:
        failed, finished = take_in(database, f"{server}/story")
        assert not Pages.asked
    assert isinstance(failed, Failed)
    assert "--allow-private" in failed.message
    assert finished == Finished(stored=0, known=0, failed=1)


def test_what_did_not_change_is_not_read_again(database, inbox):
    with serving_pages() as server:
        places = (inbox / "good.txt", inbox / "empty.txt", f"{server}/feed")
        first = take_in(database, *places, allow_private=True, changed_only=True)
        assert first[-1] == Finished(stored=2, known=0, failed=1)
        second = take_in(database, *places, allow_private=True, changed_only=True)
        assert second[-1] == Finished(stored=0, known=0, failed=0, unchanged=3)
        (inbox / "empty.txt").write_text(rockets(3), encoding="utf-8")
        third = take_in(database, *places, allow_private=True, changed_only=True)
    assert third[-1] == Finished(stored=1, known=0, failed=0, unchanged=2)
    assert failed_before(database) == []


def test_what_failed_is_kept_until_it_is_taken_in(database, inbox):
    rows = rows_file(inbox / "rows.jsonl", [rockets(5), "", rockets(6)])
    take_in(database, rows, inbox / "binary.txt", inbox / "nowhere")
    assert [Path(place).name for place in failed_before(database)] == ["binary.txt", "nowhere", "rows.jsonl"]
    rows_file(rows, [rockets(5), rockets(7), rockets(6)])
    events = take_in(database, rows)
    assert events[-1] == Finished(stored=1, known=2, failed=0)
    assert [Path(place).name for place in failed_before(database)] == ["binary.txt", "nowhere"]


def failed_before(database: Path) -> list[str]:
    with closing(open_database(database)) as db:
        return [failure.place for failure in intake.failures(db)]
