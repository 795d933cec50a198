"""One's own page on one's own phone: reached by a link that works once, and seen by nobody else."""

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import cv2
import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from httpx import Response
from PIL import Image, ImageDraw
from sqlalchemy import update
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from kiosk.actions.desk import Desk
from kiosk.cli import app
from kiosk.clock import HouseClock, utc_now
from kiosk.domain.devices import DeviceRole
from kiosk.domain.facts import HelloShown, PersonErased, Waved
from kiosk.domain.people import Status
from kiosk.domain.verdicts import Answer
from kiosk.scanning.decoder import read_codes
from kiosk.server.api.app import make_app
from kiosk.server.database import Database
from kiosk.server.founding import operator_of
from kiosk.server.main import open_database
from kiosk.store.devices import new_pairing_code, pair_device
from kiosk.store.directory import (
    member,
    public_keys,
    save_members,
    save_public_key,
    save_space,
)
from kiosk.store.engines import open_writer, sqlite_url
from kiosk.store.member_tables import MemberRow
from kiosk.store.phones import MOST_PHONES, PHONE_LIFE
from kiosk.store.photos import photo_of
from kiosk.store.schema import bring_up_to_date
from kiosk.store.station import Said, found_station, say
from tests.pictures import RED, photo, taken
from tests.server.central import ANA, BEA, NORTE
from tests.server.central import member as a_member

Answered = TypeVar("Answered")
Judge = Callable[[str, datetime], Answer]

FILES = 'multipart/form-data; boundary="b"'
ADDRESS = "https://lobby.example.org"


class Phone:
    """A browser: keeps cookies and follows where it is sent."""

    def __init__(self, app: FastAPI, language: str) -> None:
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url=ADDRESS,
            headers={"Accept-Language": language},
        )
        self.cookies = self._client.cookies

    def get(self, path: str, **how: Any) -> Response:
        return self._ask("GET", path, **how)

    def post(self, path: str, **how: Any) -> Response:
        return self._ask("POST", path, **how)

    def _ask(self, method: str, path: str, **how: Any) -> Response:
        how = {"follow_redirects": True} | how
        return asyncio.run(self._client.request(method, path, **how))


class Page:
    """The server's application, asked by kiosks and phones, at a time that the test sets."""

    def __init__(self, database: Database) -> None:
        self.now = utc_now().replace(second=30, microsecond=0)
        self.database = database
        self.app = make_app(database, lambda: self.now, public_url=f"{ADDRESS}/")
        self.token = self.paired(DeviceRole.KIOSK)

    def do(self, job: Callable[[Session], Answered]) -> Answered:
        return self.database.write_now(job)

    def paired(self, role: DeviceRole) -> str:
        """Pair a device and return its token."""
        code = self.do(lambda session: new_pairing_code(session, NORTE.id, role, self.now))
        paired = self.do(lambda session: pair_device(session, code, role, self.now))
        assert paired is not None
        return paired.token

    def phone(self, language: str = "en") -> Phone:
        return Phone(self.app, language)

    def wait(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)

    def link(self, person: str = ANA, token: str | None = None) -> str:
        """Have the kiosk ask for a link, and return its path."""
        answer = self.asks_for_link(person, token)
        assert answer.status_code == 200, answer.text
        url: str = answer.json()["url"]
        assert url.startswith(f"{ADDRESS}/me/link/")
        return url.removeprefix(ADDRESS)

    def asks_for_link(self, person: str, token: str | None = None) -> Response:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return self.phone().post("/v1/links", json={"person": person}, headers=headers)

    def phone_of(self, person: str) -> Phone:
        """Return a phone that has opened somebody's link."""
        phone = self.phone()
        assert opens(phone, self.link(person)).status_code == 200
        return phone


def opens(phone: Phone, link: str) -> Response:
    asked = phone.get(link)
    return phone.post(link, data={"mark": mark_in(asked)}) if asked.is_success else asked


def mark_in(page: Response) -> str:
    found = re.search('name="mark" value="([0-9a-f]+)"', page.text)
    assert found is not None, page.text
    return found[1]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a server that was founded once, and is copied for each test."""
    folder = tmp_path_factory.mktemp("founded")
    database = open_database(sqlite_url(folder / "lobby.db"))
    database.write_now(lambda session: save_space(session, NORTE))
    ana, bea = a_member(ANA, "Ana"), a_member(BEA, "Bea")
    database.write_now(lambda session: save_members(session, [ana, bea]))
    database.close()
    return folder


@pytest.fixture
def page(founded: Path, tmp_path: Path) -> Iterator[Page]:
    home = shutil.copytree(founded, tmp_path / "server")
    database = open_database(sqlite_url(home / "lobby.db"))
    yield Page(database)
    database.close()


def test_a_link_from_the_kiosk_makes_a_phone_its_members(page: Page) -> None:
    phone = page.phone_of(ANA)
    assert "<h1>Ana</h1>" in phone.get("/me").text
    assert "<h1>Bea</h1>" in page.phone_of(BEA).get("/me").text


def test_a_link_works_once(page: Page) -> None:
    link = page.link()
    assert opens(page.phone(), link).status_code == 200
    assert opens(page.phone(), link).status_code == 410


def test_looking_at_a_link_ahead_does_not_use_it_up(page: Page) -> None:
    link = page.link()
    previews = [page.phone().get(link) for _ in range(3)]
    assert [preview.status_code for preview in previews] == [200] * 3
    assert not any("Ana" in preview.text for preview in previews)
    assert opens(page.phone(), link).status_code == 200


def test_two_phones_that_look_at_the_same_moment_do_not_both_get_in(page: Page) -> None:
    link, first, second = page.link(), page.phone(), page.phone()
    marks = [mark_in(phone.get(link)) for phone in (first, second)]
    answers = [
        phone.post(link, data={"mark": mark}).status_code
        for phone, mark in zip((first, second), marks, strict=True)
    ]
    assert answers == [200, 410]
    assert "Ana" not in second.get("/me").text


@pytest.mark.parametrize(("minutes", "status"), [(4.9, 200), (5, 410), (600, 410)])
def test_a_link_ends_after_five_minutes(page: Page, minutes: float, status: int) -> None:
    link = page.link()
    page.wait(minutes=minutes)
    assert opens(page.phone(), link).status_code == status


def test_a_link_that_ended_while_its_page_was_open_is_not_good(page: Page) -> None:
    link, phone = page.link(), page.phone()
    mark = mark_in(phone.get(link))
    page.wait(minutes=5)
    assert phone.post(link, data={"mark": mark}).status_code == 410


def test_whoever_was_led_to_a_link_by_another_page_is_not_let_in(page: Page) -> None:
    link = page.link()
    other = mark_in(page.phone().get(link))  # another phone's
    phone = page.phone()
    assert phone.post(link, data={"mark": other}).status_code == 403
    phone.get(link)
    assert phone.post(link, data={"mark": other}).status_code == 403
    assert phone.post(link, data={"mark": ""}).status_code in (400, 403)
    assert "Ana" not in phone.get("/me").text


def test_guessing_codes_is_slow(page: Page) -> None:
    phone = page.phone()
    tried = [phone.get(f"/me/link/{number}").status_code for number in range(25)]
    assert tried == [410] * 20 + [429] * 5


def test_many_good_links_from_one_house_are_no_guessing(page: Page) -> None:
    for _ in range(25):
        assert opens(page.phone(), page.link()).status_code == 200


def test_only_a_kiosk_that_holds_somebody_gets_a_link_for_them(page: Page) -> None:
    desk = page.paired(DeviceRole.DESK)
    assert page.asks_for_link(ANA, desk).status_code == 403
    assert page.asks_for_link("f" * 16).status_code == 404
    assert page.asks_for_link("Ana").status_code == 400
    assert page.phone().post("/v1/links", json={"person": ANA}).status_code == 401


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(page: Page) -> None:
    phone, link = page.phone(), page.link()
    mark = mark_in(phone.get(link))
    answer = phone.post(link, data={"mark": mark}, follow_redirects=False)
    (kept,) = [one for one in answer.headers.get_list("set-cookie") if "lobby-me=" in one]
    parts = {part.strip().lower() for part in kept.split(";")[1:]}
    assert {"httponly", "samesite=lax", "secure", "path=/me", "max-age=34560000"} <= parts


def test_a_phone_that_nobody_knows_is_told_how_to_get_there(page: Page) -> None:
    answer = page.phone().get("/me")
    assert answer.status_code == 200
    assert "On my phone" in answer.text
    assert page.phone().get("/me/pass").status_code == 403
    assert page.phone().get("/me/data").status_code == 403
    assert page.phone().get("/me/photo").status_code == 403


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 5000, "ñ", "a;b"])
def test_a_made_up_cookie_opens_nothing(page: Page, token: str) -> None:
    page.phone_of(ANA)
    answer = page.phone().get("/me", headers={"Cookie": f"lobby-me={token}".encode()})
    assert "Ana" not in answer.text


def test_a_phone_is_forgotten_after_400_days(page: Page) -> None:
    phone = page.phone_of(ANA)
    token = phone.cookies["lobby-me"]
    page.wait(days=PHONE_LIFE.days)
    answer = page.phone().get("/me", headers={"Cookie": f"lobby-me={token}"})
    assert "Ana" not in answer.text


def test_of_many_phones_the_oldest_is_forgotten(page: Page) -> None:
    phones = []
    for _ in range(MOST_PHONES + 1):
        page.wait(minutes=1)
        phones.append(page.phone_of(ANA))
    known = ["<h1>Ana</h1>" in phone.get("/me").text for phone in phones]
    assert known == [False] + [True] * MOST_PHONES


def test_a_phone_forgets_when_told(page: Page) -> None:
    phone = page.phone_of(ANA)
    token = phone.cookies["lobby-me"]
    assert phone.post("/me/forget", data={"mark": "0" * 64}).status_code == 403
    assert "<h1>Ana</h1>" in phone.get("/me").text
    phone.post("/me/forget", data={"mark": mark_in(phone.get("/me"))})
    assert "lobby-me" not in phone.cookies
    assert "Ana" not in page.phone().get("/me", headers={"Cookie": f"lobby-me={token}"}).text


def test_an_erased_member_has_no_page_any_more(page: Page) -> None:
    phone = page.phone_of(ANA)
    link = page.link()
    page.do(lambda session: say(session, Said(PersonErased(), NORTE.id, ANA), page.now))
    assert "Ana" not in phone.get("/me").text
    assert opens(page.phone(), link).status_code == 410
    assert page.asks_for_link(ANA).status_code == 404


def ends(page: Page, person: str, status: Status) -> None:
    """Have a line of an imported file say how a membership stands."""
    changed = replace(a_member(person, "Ana"), status=status)
    page.do(lambda session: save_members(session, [changed]))


def test_a_membership_that_ends_takes_its_phones_along(page: Page) -> None:
    phone, link, bea = page.phone_of(ANA), page.link(), page.phone_of(BEA)
    ends(page, ANA, Status.ENDED)
    assert "Ana" not in phone.get("/me").text
    assert phone.get("/me/data").status_code == 403
    assert opens(page.phone(), link).status_code == 410
    assert page.asks_for_link(ANA).status_code == 404
    assert "<h1>Bea</h1>" in bea.get("/me").text
    ends(page, ANA, Status.ACTIVE)  # somebody who comes back shows their code at the kiosk first
    assert "Ana" not in phone.get("/me").text
    assert "<h1>Ana</h1>" in page.phone_of(ANA).get("/me").text


def test_a_link_that_was_used_while_the_membership_ended_opens_nothing(page: Page) -> None:
    phone = page.phone_of(ANA)
    ended = update(MemberRow).where(MemberRow.handle == ANA).values(status=Status.ENDED)
    page.do(lambda session: session.execute(ended))
    assert "Ana" not in phone.get("/me").text


def test_a_membership_that_runs_out_shows_its_page_on_its_last_day_and_not_after(
    page: Page,
) -> None:
    phone = page.phone_of(ANA)
    last = NORTE.day_of(page.now)
    for until, is_there in ((last, True), (last - timedelta(days=1), False)):
        runs_out = update(MemberRow).where(MemberRow.handle == ANA).values(valid_until=until)
        page.do(lambda session, change=runs_out: session.execute(change))
        assert ("<h1>Ana</h1>" in phone.get("/me").text) is is_there
        assert (page.asks_for_link(ANA).status_code == 200) is is_there


def test_a_pause_leaves_phones_as_they_are(page: Page) -> None:
    phone = page.phone_of(ANA)
    ends(page, ANA, Status.PAUSED)
    assert "<h1>Ana</h1>" in phone.get("/me").text


def test_staff_end_the_phones_of_one_member_by_hand(page: Page) -> None:
    first, second, bea = page.phone_of(ANA), page.phone_of(ANA), page.phone_of(BEA)
    link = page.link()
    words = ["members", "end-phones", "Ana", "--db", page.database.url]
    said = CliRunner().invoke(app, words)
    assert said.exit_code == 0
    assert "2 phones open the page of Ana no longer" in said.output
    assert "Ana" not in first.get("/me").text + second.get("/me").text
    assert opens(page.phone(), link).status_code == 410
    assert "<h1>Bea</h1>" in bea.get("/me").text
    assert "<h1>Ana</h1>" in page.phone_of(ANA).get("/me").text
    assert "1 phone opens the page" in CliRunner().invoke(app, words).output


def shown_code(answer: Response) -> str:
    """Read the code that a page, or its script's answer, draws."""
    is_page = answer.headers["content-type"].startswith("text/html")
    path = (
        re.findall('id="code".* d="([^"]+)"', answer.text)[0] if is_page else answer.json()["path"]
    )
    picture = Image.new("L", (45 * 6, 45 * 6), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path):
        left, top = int(x) * 6, int(y) * 6
        ImageDraw.Draw(picture).rectangle((left, top, left + 5, top + 5), 0)
    (code,) = read_codes(cv2.cvtColor(np.asarray(picture), cv2.COLOR_GRAY2BGR))
    return code


@pytest.fixture
def door(page: Page, tmp_path: Path) -> Iterator[Judge]:
    """A kiosk of this house: says what it answers to a code at some time, and forgets it."""
    engine = open_writer(sqlite_url(tmp_path / "kiosk.db"))
    bring_up_to_date(engine)
    operator, keys = page.do(operator_of), page.do(public_keys)
    with Session(engine) as session, session.begin():
        save_space(session, NORTE)
        found_station(session, uuid4(), NORTE.id, operator)
        for key_id, key in keys.items():
            save_public_key(session, key_id, key, retired=False)
        save_members(session, [a_member(ANA, "Ana")])

    def judge(code: str, at: datetime) -> Answer:
        with Session(engine) as session:
            answer = Desk(HouseClock(lambda: at, lambda: 0.0)).scan(session, code).verdict.answer
            session.rollback()
            return answer

    yield judge
    engine.dispose()


@pytest.mark.parametrize("second", [0, 1, 30, 59])
def test_the_code_on_the_phone_is_good_for_two_minutes_and_less_than_three(
    page: Page, door: Judge, second: int
) -> None:
    page.now = page.now.replace(second=second)
    made_at, code = page.now, shown_code(page.phone_of(ANA).get("/me"))
    judged = {
        seconds: door(code, made_at + timedelta(seconds=seconds)) for seconds in (0, 119, 180)
    }
    assert judged == {0: Answer.WELCOME, 119: Answer.WELCOME, 180: Answer.REFUSED}


def test_the_next_code_is_another_one(page: Page, door: Judge) -> None:
    phone = page.phone_of(ANA)
    first = shown_code(phone.get("/me"))
    page.wait(seconds=60)
    answer = phone.get("/me/pass")
    assert answer.json()["seconds"] == 60
    assert shown_code(answer) != first
    assert door(shown_code(answer), page.now) is Answer.WELCOME


def test_a_photo_from_the_phone_becomes_the_members(page: Page) -> None:
    phone = page.phone_of(ANA)
    mark = mark_in(phone.get("/me"))
    sent = {"photo": ("me.jpg", taken(RED), "image/jpeg")}
    answer = phone.post("/me/photo", data={"mark": mark}, files=sent)
    assert 'src="/me/photo"' in answer.text
    digest, cropped = photo(RED)
    assert phone.get("/me/photo").content == cropped
    assert profile_photo(page, ANA) == digest
    assert page.phone_of(BEA).get("/me/photo").status_code == 404
    phone.post("/me/photo", data={"mark": mark, "remove": "1"})
    assert profile_photo(page, ANA) == ""
    assert phone.get("/me/photo").status_code == 404


def profile_photo(page: Page, person: str) -> str:
    found = page.do(lambda session: member(session, person))
    assert found is not None
    kept = page.do(lambda session: photo_of(session, person))
    assert bool(kept) == bool(found.profile.photo)
    return found.profile.photo


@pytest.mark.parametrize("junk", [b"", b"hello", b"\xff\xd8" + bytes(999), b"<svg/>" * 99])
def test_what_is_no_photo_is_refused_on_the_page(page: Page, junk: bytes) -> None:
    phone = page.phone_of(ANA)
    mark = mark_in(phone.get("/me"))
    answer = phone.post("/me/photo", data={"mark": mark}, files={"photo": ("a.jpg", junk)})
    assert answer.status_code == 422
    assert "That photo could not be used" in answer.text
    assert profile_photo(page, ANA) == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", ""),
        (b"{}", "application/json"),
        (b"mark=x" + b"&a=1" * 50, "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"--b", "multipart/form-data"),
        (b"--b\r\n\r\n", FILES),
        (
            b"--b\r\nContent-Disposition: form-data\r\n\r\n\r\n--b--",
            "multipart/form-data; boundary=b",
        ),
    ],
)
def test_a_form_that_is_none_changes_nothing(page: Page, body: bytes, kind: str) -> None:
    phone = page.phone_of(ANA)
    answer = phone.post("/me/photo", content=body, headers={"Content-Type": kind})
    assert answer.status_code in (400, 403)
    assert "<h1>" in answer.text


def test_an_upload_without_the_pages_mark_changes_nothing(page: Page) -> None:
    phone, bea = page.phone_of(ANA), page.phone_of(BEA)
    sent = {"photo": ("me.jpg", taken(RED), "image/jpeg")}
    for mark in ("", "0" * 64, mark_in(bea.get("/me"))):
        answer = phone.post("/me/photo", data={"mark": mark}, files=sent)
        assert answer.status_code == 403
    assert profile_photo(page, ANA) == ""


def test_an_endless_upload_is_cut_off(page: Page) -> None:
    phone = page.phone_of(ANA)
    sent = {"photo": ("me.jpg", bytes(13_000_000), "image/jpeg")}
    mark = mark_in(phone.get("/me"))
    assert phone.post("/me/photo", data={"mark": mark}, files=sent).status_code == 413
    assert page.phone().post("/me/photo", files=sent).status_code == 403


def test_where_words_are_asked_no_upload_is_read(page: Page) -> None:
    sent = {"photo": ("me.jpg", bytes(20_000), "image/jpeg")}
    stranger = {"Cookie": "lobby-link=anything"}
    assert page.phone().post("/me/link/x", files=sent, headers=stranger).status_code == 413
    assert page.phone_of(ANA).post("/me/forget", files=sent).status_code == 413


def test_what_is_known_comes_as_a_file_without_anybody_elses(page: Page) -> None:
    shown = HelloShown(BEA, "they_offer", "Bea's words")
    for about_bea in (shown, Waved(BEA)):
        page.do(lambda session, body=about_bea: say(session, Said(body, NORTE.id, ANA), page.now))
    phone = page.phone_of(ANA)
    answer = phone.get("/me/data")
    known = json.loads(answer.content)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert known["member"]["profile"]["display_name"] == "Ana"
    assert known["email"] is None
    assert len(known["phones_since"]) == 1
    assert "pin" not in known["member"]
    assert [record["kind"] for record in known["records"]] == ["hello_shown", "waved"]
    assert BEA not in answer.text
    assert "Bea" not in answer.text


@pytest.mark.parametrize("path", ["/me", "/me/link/x", "/web/style.css", "/web/x", "/me/pass"])
def test_every_page_keeps_others_out_and_is_kept_by_none(page: Page, path: str) -> None:
    headers = page.phone().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    if path != "/web/style.css":
        assert headers["cache-control"] == "no-store"


def test_no_page_fetches_anything_from_elsewhere_or_carries_style_or_script(page: Page) -> None:
    phone = page.phone_of(ANA)
    texts = [
        phone.get("/me").text,
        page.phone().get("/me").text,
        page.phone().get(page.link()).text,
    ]
    for text in texts:
        assert not re.search(r"https?://|<style|style=|<script>| on\w+=", text)
        for path in re.findall('(?:src|href)="([^"]+)"', text):
            assert phone.get(path).status_code in (200, 404)
            assert path.startswith("/")


def test_the_pages_speak_the_members_language_and_before_that_the_phones(page: Page) -> None:
    ana = replace(a_member(ANA, "Ana"), language="es")
    page.do(lambda session: save_members(session, [ana]))
    text = page.phone_of(ANA).get("/me").text
    assert '<html lang="es">' in text
    assert "Acerca esto a la cámara" in text
    spanish = page.phone("xx, es-AR;q=0.9, en;q=0.1").get("/me").text
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in page.phone("xx").get("/me").text


def test_a_name_is_shown_as_it_is_and_never_as_markup(page: Page) -> None:
    page.do(lambda session: save_members(session, [a_member(ANA, "<b>Ana & Co</b>")]))
    text = page.phone_of(ANA).get("/me").text
    assert "<h1>&lt;b&gt;Ana &amp; Co&lt;/b&gt;</h1>" in text
