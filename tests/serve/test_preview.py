"""The preview as a whole, over HTTP: it starts, follows every edit, survives every mistake, and shows what a build would publish."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from briefgen import build
from briefgen.cli.project import packaged_themes
from briefgen.cli.serve import command
from briefgen.engine.store import Store
from briefgen.serve.inject import published
from briefgen.serve.preview import Preview
from tests.serve.conftest import NOW, SITE, Served, address_of, brief, tag_of, until

FIRST = "/2023/12/01/brief/"


def state_of(served: Served) -> dict:
    """The newest state, as a browser that has just come is told it."""
    with socket.create_connection(("127.0.0.1", served.port), 10) as connection:
        connection.sendall(f"GET /_briefgen/events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.url}\r\n\r\n".encode())
        got = b""
        while b'"changed":' not in got or not got.rstrip(b"\r\n").endswith(b"}"):
            got += connection.recv(65536)
    return json.loads(re.search(rb"data: (\{.*\})", got)[1])


def settled(served: Served) -> None:
    """Waits until the preview has taken in everything: a marker written now is shown."""
    marker = f"Marker {time.monotonic_ns()}"
    served.write("content/pages/marker.md", f"---\ntitle: Marker\n---\n\n{marker}\n")
    until(lambda: marker in served.get("/marker/").text, what=lambda: f"{served.words}\n{served.get('/marker/').text[-2500:]}")


def built(root: Path, *, now: str = NOW) -> dict[str, bytes]:
    """Every file of a clean build of the same content, elsewhere."""
    copy = root.parent / "clean"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".briefgen", "dist"))
    out = subprocess.run([sys.executable, "-m", "briefgen", "build", "--drafts", "--now", now, "-q"], cwd=copy, capture_output=True, text=True, check=False)
    assert out.returncode == 0, out.stderr
    files = {path.relative_to(copy / "dist").as_posix(): path.read_bytes() for path in (copy / "dist").rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if not path.startswith(".briefgen")}  # the publisher's own marks


def differences(served: Served, files: dict[str, bytes]) -> list[str]:
    found = []
    for path, content in files.items():
        answer = served.get("/" + path.removesuffix("index.html") if path != "404.html" else "/404.html")
        if answer.status != 200 or published(answer.body) != content:
            found.append(path)
    return found


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_what_is_shown_is_what_a_build_publishes(served: Served) -> None:
    files = built(served.root)
    assert len(files) > 30
    assert differences(served, files) == []
    assert not (served.root / "dist").exists(), "the preview publishes nothing"


EDITS = ["body", "title", "region", "add", "delete", "rename", "draft", "template", "style", "config", "event", "seed", "edition", "break and repair", "touch", "body", "undo", "same text", "template", "style"]


def edit(served: Served, random: Random, kind: str, number: int) -> None:
    briefs = sorted((served.root / "content/briefs").glob("*.md"))
    path = random.choice(briefs)
    inside = path.relative_to(served.root).as_posix()
    text = path.read_text(encoding="utf-8")
    if kind == "body":
        served.write(inside, text + f"\nAn added line, number {number}.\n")
    elif kind == "undo":
        served.write(inside, text + f"\nA line that goes again, number {number}.\n")
        time.sleep(random.choice([0, 0.3]))
        served.write(inside, text)
    elif kind == "same text":
        other = random.choice(briefs).read_text(encoding="utf-8")
        served.write(inside, "---".join([*text.split("---")[:2], other.split("---", 2)[2]]))
    elif kind == "title":
        served.write(inside, re.sub(r"title: .*", f"title: Another title {number}", text))
    elif kind == "region":
        served.write(inside, re.sub(r"regions: .*", f"regions: [{random.choice(['moldova', 'ukraine', 'russia', 'kherson-oblast'])}]", text))
    elif kind == "add":
        day = f"2023-11-{number % 28 + 1:02}"
        served.write(f"content/briefs/{day}.md", brief(day, f"Added {number}"))
    elif kind == "delete" and len(briefs) > 3:
        path.unlink()
    elif kind == "rename":
        path.rename(path.with_name(f"2023-10-{number % 28 + 1:02}.md"))
    elif kind == "draft":
        served.write(inside, text.replace("draft: true\n", "") if "draft: true" in text else text.replace("summary:", "draft: true\nsummary:", 1))
    elif kind == "template":
        packaged = Path(__file__).resolve().parents[2] / "themes/default/templates/brief.html"
        served.write("theme/templates/brief.html", packaged.read_text(encoding="utf-8").replace("</article>", f"<p>Edit {number}</p></article>"))
    elif kind == "style":
        packaged = Path(__file__).resolve().parents[2] / "themes/default/assets/site.css"
        served.write("theme/assets/site.css", packaged.read_text(encoding="utf-8") + f"\nmain {{ --edit: {number}; }}\n")
    elif kind == "config":
        served.write("site.yml", SITE.replace("A small site", f"A small site, edit {number}"))
    elif kind == "event":
        served.write("content/events/2023.yml", f"- id: e{number}\n  when: 2023-12\n  what: Event {number}\n  regions: [ukraine]\n  sources: [note]\n")
    elif kind == "seed":
        served.write("seeds/note.yml", (served.root / "seeds/note.yml").read_text(encoding="utf-8").replace("outlet: Desk", f"outlet: Desk {number}"))
    elif kind == "edition":
        served.write(inside, re.sub(r"summary:", f"edition: other-{number}\nsummary:", re.sub(r"edition: .*\n", "", text), count=1))
    elif kind == "break and repair":
        served.write(inside, "---\ntitle: [\n---\n")
        time.sleep(random.choice([0, 0.3]))
        served.write(inside, text)
    elif kind == "touch":
        os.utime(path)


@pytest.mark.parametrize("seed", range(1))
def test_after_any_edits_what_is_shown_is_a_clean_build(served: Served, seed: int) -> None:
    random = Random(seed)
    for number in range(24):
        edit(served, random, random.choice(EDITS), number)
        if random.random() < 0.4:
            served.get(random.choice(["/", "/timeline/", "/regions/", FIRST]))
        time.sleep(random.choice([0, 0, 0.05, 0.3]))
    settled(served)
    assert differences(served, built(served.root)) == []


# -- starting and stopping ---------------------------------------------------------------------------------------------


def test_the_defaults_of_every_option() -> None:
    """A library that changed a default once switched everyone's reload off (mkdocs#4032)."""
    assert command.make_context("serve", []).params == {
        "port": 8000, "host": "127.0.0.1", "allow_host": (), "browser": False, "follow": False, "poll": 0, "no_reload": False, "now": ""}
    seen = []
    for words in ([], ["--poll"], ["--poll", "50"]):
        seen.append(command.make_context("serve", list(words)).params["poll"])
    assert seen == [0, 500, 50]


def test_it_listens_on_the_loopback_only_and_says_where(served: Served) -> None:
    assert f"preview at http://127.0.0.1:{served.port}/" in served.words
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ours = {local.split(":")[0] for _, local, _, state, *_ in listening if state == "0A" and int(local.split(":")[1], 16) == served.port}
    assert ours == {"0100007F"}


def test_the_network_is_served_only_when_asked_and_told_so(serve: Callable[..., Served]) -> None:
    served = serve("--host", "0.0.0.0")
    assert "anyone on this network can read it" in served.words
    shown = re.search(r"preview at http://([^:/]+):", served.words)
    assert shown
    assert shown[1] not in ("0.0.0.0", "127.0.0.1")
    assert served.get("/", Host=f"{shown[1]}:{served.port}").status == 200
    assert served.get("/", Host=f"0.0.0.0:{served.port}").status == 421


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_quietly_with_streams_open(serve: Callable[..., Served], sign: int) -> None:
    served = serve()
    with socket.create_connection(("127.0.0.1", served.port), 10) as connection:
        connection.sendall(f"GET /_briefgen/events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.url}\r\n\r\n".encode())
        assert connection.recv(100)
        assert served.stop(sign) == 0
    assert "Traceback" not in served.words


def test_a_taken_port_is_an_error_of_the_environment(served: Served) -> None:
    out = subprocess.run([sys.executable, "-m", "briefgen", "serve", "-p", str(served.port)], cwd=served.root, capture_output=True, text=True, check=False)
    assert out.returncode == 3
    assert "BG734" in out.stderr
    assert f"port {served.port} is in use" in out.stderr


def test_a_wrong_moment_is_said_before_anything_starts(root: Path) -> None:
    out = subprocess.run([sys.executable, "-m", "briefgen", "serve", "--now", "24/12/2023"], cwd=root, capture_output=True, text=True, check=False)
    assert out.returncode == 2
    assert "--now" in out.stderr


def test_a_new_server_is_told_from_the_old_one(serve: Callable[..., Served]) -> None:
    served = serve()
    before = state_of(served)
    served.stop()
    served.start()
    assert state_of(served)["boot"] != before["boot"]


def test_it_starts_when_the_site_is_broken_and_shows_what_can_be_shown(serve: Callable[..., Served], root: Path) -> None:
    (root / "content/briefs/2023-12-02.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    served = serve()
    assert served.get(FIRST).status == 200
    errors = state_of(served)["errors"]
    assert errors[0]["place"].startswith("content/briefs/2023-12-02.md:")
    served.write("content/briefs/2023-12-02.md", brief("2023-12-02"))
    until(lambda: not state_of(served)["errors"])
    assert served.get(address_of("2023-12-02") + "brief/").status == 200


def test_it_starts_when_there_is_nothing_but_a_broken_site_yml(tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    (root / "site.yml").write_text("title: [\n", encoding="utf-8")
    served = Served(root)
    try:
        served.start()
        assert state_of(served)["errors"][0]["place"].startswith("site.yml")
        served.write("site.yml", SITE)
        until(lambda: not state_of(served)["errors"])
        assert served.get("/").status == 200
    finally:
        served.close()


# -- mistakes ----------------------------------------------------------------------------------------------------------


def test_a_mistake_keeps_the_last_good_page_and_is_told_with_line_and_way_out(served: Served) -> None:
    before = served.get(FIRST)
    served.change("content/briefs/2023-12-01.md", "regions: [ukraine]", "regions: [ukrane]")
    until(lambda: state_of(served)["errors"])
    one = state_of(served)["errors"][0]
    assert one["place"] == "content/briefs/2023-12-01.md:4:11"
    assert one["code"] == "BG120"
    assert "ukrane" in one["message"]
    assert "^^^^^^" in one["more"]
    assert served.get(FIRST).body.replace(tag_of(served.get(FIRST)).encode(), b"") .count(b"Paragraph") == before.body.count(b"Paragraph")
    assert published(served.get(FIRST).body) == published(before.body)
    assert "BG120" in served.words
    served.change("content/briefs/2023-12-01.md", "regions: [ukrane]", "regions: [ukraine]")
    until(lambda: not state_of(served)["errors"])


def test_a_broken_template_keeps_the_last_good_page(served: Served) -> None:
    before = published(served.get(FIRST).body)
    served.write("theme/templates/brief.html", "{% extends 'base.html' %}{% block main %}{{ view.no_such_field }}{% endblock %}")
    until(lambda: (served.get(FIRST), state_of(served)["errors"])[1])
    assert published(served.get(FIRST).body) == before
    one = state_of(served)["errors"][0]
    assert one["code"] == "BG610"
    assert "no_such_field" in one["message"]
    served.write("theme/templates/brief.html", "{% extends 'base.html' %}{% block main %}<p>Mended</p>{% endblock %}")
    until(lambda: "<p>Mended</p>" in served.get(FIRST).text)
    assert state_of(served)["errors"] == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"---", b"---\n" + b"[" * 50_000, b"\0" * 5000],
                         ids=["empty", "half UTF-16", "a rule", "nested", "zeros"])
def test_no_file_ends_the_preview(served: Served, content: bytes) -> None:
    (served.root / "content/briefs/2023-12-02.md").write_bytes(content)
    until(lambda: served.get("/").status == 200 and state_of(served)["errors"])
    served.write("content/briefs/2023-12-02.md", brief("2023-12-02", text="Whole again."))
    until(lambda: "Whole again." in served.get(address_of("2023-12-02") + "brief/").text)
    assert state_of(served)["errors"] == []


def test_a_project_that_is_gone_for_a_while_is_waited_for(serve: Callable[..., Served]) -> None:
    served = serve()
    away = served.root.with_name("away")
    served.root.rename(away)
    until(lambda: state_of(served)["errors"])
    assert served.get(FIRST).status == 200
    away.rename(served.root)
    until(lambda: not state_of(served)["errors"])


# -- drafts, embargoes, time --------------------------------------------------------------------------------------------


def words_of(served: Served, day: str) -> str:
    found = re.search(r'data-words="([^"]*)"', served.get(address_of(day) + "brief/").text)
    assert found
    return found[1]


def test_what_a_build_would_leave_out_is_shown_with_a_watermark(served: Served) -> None:
    assert words_of(served, "2023-12-01") == ""
    assert words_of(served, "2023-12-06") == "Draft"
    assert words_of(served, "2023-12-07").startswith("Embargoed until 2023-12-30 18:00")
    assert words_of(served, "2023-12-29") == "Dated ahead: 2023-12-29"
    assert '<p class="stamp" part="stamp">Draft</p>' in served.get("/2023/12/06/brief/").text


def test_another_moment_shows_another_site(serve: Callable[..., Served]) -> None:
    served = serve(now="2024-01-15T12:00Z")
    assert words_of(served, "2023-12-07") == ""
    assert words_of(served, "2023-12-29") == ""
    assert words_of(served, "2023-12-06") == "Draft"


def test_the_end_of_an_embargo_is_waited_for(root: Path, tmp_path: Path) -> None:
    moment = datetime(2023, 12, 30, 17, 59, tzinfo=UTC)
    project = build.Project(root, store=Store(tmp_path / "store.db"), packaged=packaged_themes())
    preview = Preview(project, lambda: build.Request(moment, drafts=True))
    preview.look_again()
    page = "2023/12/07/brief/index.html"
    assert preview.marks[page].words.startswith("Embargoed until")
    assert preview.moments == (moment + timedelta(minutes=1),), "when the loop looks again of itself"
    moment += timedelta(minutes=2)
    assert page in preview.look_again().paths
    assert page not in preview.marks
    assert preview.moments == ()
    project.store.close()


def test_open_opens_the_front_page(serve: Callable[..., Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    served = serve("--open")
    until(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text().strip())
    assert (tmp_path / "opened").read_text().strip() == served.url + "/"


def test_un_drafting_takes_the_watermark_away(served: Served) -> None:
    version = state_of(served)["version"]
    served.change("content/briefs/2023-12-06.md", "draft: true\n", "")
    until(lambda: words_of(served, "2023-12-06") == "")
    state = state_of(served)
    assert state["version"] > version
    assert state["changed"]["all"] or "2023/12/06/brief/index.html" in state["changed"]["paths"]


# -- what browsers are told ----------------------------------------------------------------------------------------------


def test_only_pages_that_changed_are_named(served: Served) -> None:
    served.change("content/briefs/2023-12-01.md", "Paragraph 3 ", "Paragraph three ")
    until(lambda: "Paragraph three " in served.get(FIRST).text)
    changed = state_of(served)["changed"]
    assert not changed["all"]
    assert "2023/12/01/brief/index.html" in changed["paths"]
    assert not [path for path in changed["paths"] if path.startswith("2023/12/0") and "/01/" not in path]


def test_a_save_without_a_change_tells_nobody(served: Served) -> None:
    settled(served)
    version = state_of(served)["version"]
    path = served.root / "content/briefs/2023-12-01.md"
    path.write_bytes(path.read_bytes())
    os.utime(path)
    time.sleep(1)
    assert state_of(served)["version"] == version


def test_follow_names_the_page_of_the_edited_file(serve: Callable[..., Served]) -> None:
    served = serve("--follow")
    got = b""
    with socket.create_connection(("127.0.0.1", served.port), 20) as connection:
        connection.sendall(f"GET /_briefgen/events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.url}\r\n\r\n".encode())
        while b"event: state" not in got:
            got += connection.recv(65536)
        served.change("content/briefs/2023-12-01.md", "Paragraph 3 ", "Paragraph three ")
        end = time.monotonic() + 20
        while b'"follow":"2' not in got:
            assert time.monotonic() < end, got
            got += connection.recv(65536)
    assert b'"follow":"2023/12/01/brief/index.html"' in got
    assert state_of(served)["follow"] == ""


def test_without_reload_pages_have_no_script_and_still_change(serve: Callable[..., Served]) -> None:
    served = serve("--no-reload")
    assert "<script src=\"/_briefgen" not in served.get(FIRST).text
    served.change("content/briefs/2023-12-01.md", "Paragraph 3 ", "Paragraph three ")
    until(lambda: "Paragraph three " in served.get(FIRST).text)


def test_polling_serves_changes_too(serve: Callable[..., Served]) -> None:
    served = serve("--poll", "50")
    served.change("content/briefs/2023-12-01.md", "Paragraph 3 ", "Paragraph three ")
    until(lambda: "Paragraph three " in served.get(FIRST).text)


def test_a_storm_of_files_costs_a_few_builds_and_the_last_one_is_right(serve: Callable[..., Served]) -> None:
    served = serve()
    settled(served)
    before = state_of(served)["version"]
    start = time.monotonic()
    for number in range(500):
        day = f"20{10 + number // 336:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        served.write(f"content/briefs/{day}.md", brief(day, f"Storm {number}"))
    seconds = time.monotonic() - start
    until(lambda: served.get("/2011/06/24/brief/").status == 200, seconds=60)
    settled(served)
    assert state_of(served)["version"] - before <= 4 + 2 * seconds


def test_idle_costs_next_to_nothing(served: Served) -> None:
    settled(served)
    time.sleep(3)  # the look that follows a save
    assert served.process is not None

    def spent() -> float:
        fields = Path(f"/proc/{served.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before = spent()
    time.sleep(5)
    assert spent() - before <= 0.1, "more than two per cent of one core"


def test_below_a_base_path_links_from_the_404_page_lead_somewhere(serve: Callable[..., Served], root: Path) -> None:
    (root / "site.yml").write_text(SITE.replace("desk.example.org/", "example.org/briefs/desk/"), encoding="utf-8")
    served = serve()
    page = served.get("/no/such/page/")
    assert page.status == 404
    sheets = re.findall(r'rel="stylesheet" href="([^"]*\.css)"', page.text)
    assert sheets
    for sheet in sheets:
        assert served.get(sheet).status == 200, sheet
    assert served.get("/briefs/desk/" + FIRST.removeprefix("/")).status == 200
