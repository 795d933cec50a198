"""Members from CSV files: taken whole or not at all, with a sentence that says what to correct."""

from pathlib import Path
from shutil import copytree

import pytest

import resources
from kiosk.actions.membership import Imported, add_member, find_member, import_members
from kiosk.domain.directory import ChosenMember
from kiosk.domain.people import PhraseKind, Status, Visibility
from kiosk.errors import InputError
from kiosk.store.directory import all_members
from kiosk.store.photos import photos_wanted
from kiosk.wire.rows import row_of, value_of
from tests.house import ANA, House

SAMPLE = Path(resources.__file__).parent / "sample" / "members.csv"


def take(house: House, path: Path) -> Imported:
    with house.session() as session, session.begin():
        return import_members(session, house.space.id, path)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "members.csv"
    path.write_text(text, encoding=encoding)
    return path


def count(house: House) -> int:
    with house.session() as session:
        return len(all_members(session))


def test_the_sample_house_has_sixty_members(house: House) -> None:
    assert take(house, SAMPLE) == Imported(added=60, changed=0, as_before=0)


def test_some_of_them_have_a_photo(house: House) -> None:
    take(house, SAMPLE)
    with house.session() as session:
        assert len(photos_wanted(session, (), 60)) == 10


def test_a_second_import_changes_and_adds_nobody(house: House) -> None:
    take(house, SAMPLE)
    assert take(house, SAMPLE) == Imported(added=0, changed=0, as_before=60)


def test_only_what_differs_is_changed(house: House, tmp_path: Path) -> None:
    take(house, SAMPLE)
    copytree(SAMPLE.parent / "photos", tmp_path / "photos")
    other = write(tmp_path, SAMPLE.read_text("utf-8").replace("School garden programmes", "Trees"))
    assert take(house, other) == Imported(added=0, changed=1, as_before=59)


def test_a_choice_of_ones_own_is_no_change_of_the_file(house: House, tmp_path: Path) -> None:
    path = consent(tmp_path, "profile")
    take(house, path)
    with house.session() as session:
        bea = find_member(session, "b@example.org").handle
    house.touch("set_visibility", bea, (Visibility.HIDDEN, "en"))
    assert take(house, path) == Imported(added=0, changed=0, as_before=1)


def test_a_phrase_that_stays_keeps_its_id(house: House, tmp_path: Path) -> None:
    def offers(phrases: str) -> dict[str, str]:
        take(house, write(tmp_path, f"email,display_name,offers\na@x.org,A,{phrases}\n"))
        with house.session() as session:
            return {p.text: p.id for p in find_member(session, "a@x.org").profile.offers}

    before, after = offers("Logos; Bread; Chess"), offers("Songs; Bread; Logos")
    assert list(after) == ["Songs", "Bread", "Logos"]
    assert (after["Bread"], after["Logos"]) == (before["Bread"], before["Logos"])
    assert after["Songs"] not in before.values()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_may_be_parted_as_spreadsheets_do(
    house: House, tmp_path: Path, delimiter: str
) -> None:
    line = ["email", "display_name", "offers"], ["a@x.org", "A", '"Bread, warm; Chess"']
    text = "".join(delimiter.join(cells) + "\r\n" for cells in line)
    assert take(house, write(tmp_path, text, "utf-8-sig")).added == 1
    with house.session() as session:
        offers = find_member(session, "a@x.org").profile.offers
    assert [phrase.text for phrase in offers] == ["Bread, warm", "Chess"]


def test_columns_that_mean_nothing_are_named(house: House, tmp_path: Path) -> None:
    path = write(tmp_path, "email,display_name,Shoe_Size,fax,\na@x.org,A,38,1,\n")
    assert take(house, path).left_out == ("shoe_size", "fax")


def test_every_column_arrives(house: House, tmp_path: Path) -> None:
    take(
        house,
        write(
            tmp_path,
            "email,display_name,first_name,language,headline,offers,asks,languages,seat,visibility,"
            "consent_date,status\n"
            "NEW@example.org,Núria Puig,Núria,es,Diseño,Logos; mentoring: Empezar,Una web,es; ca,"
            "Mesa 2,profile,2026-01-05,paused\n",
        ),
    )
    with house.session() as session:
        new = find_member(session, "new@example.org")
    assert (new.profile.first_name, new.language, new.status) == ("Núria", "es", Status.PAUSED)
    assert [(p.text, p.kind) for p in new.profile.offers] == [
        ("Logos", PhraseKind.SKILL),
        ("Empezar", PhraseKind.MENTORING),
    ]
    assert new.visibility is Visibility.PROFILE
    assert new.profile.languages == ("es", "ca")


def test_an_import_never_overwrites_what_somebody_chose(house: House, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "email,display_name,visibility,consent_date\nb@example.org,Bea,profile,2026-01-05\n",
    )
    take(house, path)
    with house.session() as session:
        bea = find_member(session, "b@example.org").handle
    house.touch("set_visibility", bea, (Visibility.HIDDEN, "en"))
    take(house, path)
    with house.session() as session:
        assert find_member(session, "b@example.org").visibility is Visibility.HIDDEN


def consent(folder: Path, visibility: str) -> Path:
    return write(
        folder,
        f"email,display_name,visibility,consent_date\nb@example.org,Bea,{visibility},2026-01-05\n",
    )


def test_a_later_import_changes_what_only_an_import_said(house: House, tmp_path: Path) -> None:
    for visibility in ("profile", "hidden", "first_name", ""):
        take(house, consent(tmp_path, visibility))
        with house.session() as session:
            bea = find_member(session, "b@example.org")
        assert bea.visibility is Visibility(visibility or "first_name")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\nAna\n", "Line 1 of .*no column email"),
        ("email,display_name\nnobody,Ana\n", "Line 2 of .*not an e-mail address"),
        ("email,display_name\na@x.org,A\nb@x.org,B\nA@x.org,A\n", "Lines 2 and 4 .*same e-mail"),
        ("email,display_name\na@x.org,\n", "Line 2 of .*csv: .*no display_name"),
        (
            "email,display_name,status\na@x.org,A,gone\n",
            "Line 2 of .*csv: 'gone' is not one of: active",
        ),
        ("email,display_name,valid_until\na@x.org,A,31/12/2026\n", "Line 2 of .*csv: .*2026-11-30"),
        ("email,display_name,visibility\na@x.org,A,profile\n", "Line 2 of .*csv: .*consent_date"),
        ("", "no column email and no column display_name"),
        ('email,display_name\na@x.org,"A\nB"\n', "Line 3 of .*csv: display_name has a line break"),
        (
            "email,display_name\na@x.org,A\x1b[2J\n",
            "Line 2 of .*csv: display_name has a line break or an",
        ),
        (
            "email,display_name\na@x.org,A\x9b2J\n",
            "Line 2 of .*csv: display_name has a line break or an",
        ),
        (
            f"email,display_name\na@x.org,{'A' * 201}\n",
            "Line 2 of .*csv: display_name is longer than 200",
        ),
        ("email,display_name,language\na@x.org,A,fr\n", "Line 2 of .*csv: 'fr' is not a language"),
        ("email,display_name\na@x.org,Torres, Ana\n", "Line 2 of .*csv: .*more cells than"),
        (
            f"email,display_name,offers\na@x.org,A,{'x;' * 201}\n",
            "Line 2 of .*csv: offers has more than",
        ),
        (
            f"email,display_name,seat\na@x.org,A,{'x' * 4001}\n",
            "Line 2 of .*csv: seat is longer than 4000",
        ),
        ("email,display_name\na\x1b@x.org,A\n", r"Line 2 .*'a\\x1b@x.org' is not an e-mail"),
        (f"email,display_name\n{'a' * 300}@x.org,A\n", "Line 2 of .*not an e-mail address"),
        (f"email,display_name,seat\na@x.org,A,{'x' * 200_000}\n", "Line 2 of .* is not CSV"),
    ],
)
def test_a_wrong_file_is_refused_whole_with_what_to_correct(
    house: House, tmp_path: Path, text: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        take(house, write(tmp_path, text))
    assert count(house) == 1


def test_whatever_is_just_taken_in_reaches_the_devices(house: House, tmp_path: Path) -> None:
    columns = "email,display_name,first_name,language,headline,offers,asks,languages,links,seat"
    name, sentence, phrases = "Ñ" * 200, "☕" * 4000, ";".join(["mentoring: x"] * 200)
    cells = [name, name, "es", sentence, phrases, phrases, name, sentence, sentence]
    take(house, write(tmp_path, f"{columns}\na@x.org,{','.join(cells)}\n"))
    with house.session() as session:
        taken = ChosenMember(find_member(session, "a@x.org"), "")
    assert value_of(row_of(taken, 1)) == taken


@pytest.mark.parametrize(
    ("name", "language", "says"),
    [
        ("A\nB", "en", "line break"),
        ("A" * 201, "en", "200"),
        ("A", "fr", "en, es"),
        (" ", "en", "no"),
    ],
)
def test_a_member_added_by_hand_keeps_the_same_bounds(
    house: House, name: str, language: str, says: str
) -> None:
    with house.session() as session, pytest.raises(InputError, match=says):
        add_member(session, house.space.id, email="a@x.org", name=name, language=language)


def test_one_wrong_line_lets_nobody_in(house: House, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        take(house, write(tmp_path, "email,display_name\na@x.org,A\nwrong,B\n"))
    assert count(house) == 1


def test_another_encoding_is_named(house: House, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CSV UTF-8"):
        take(house, write(tmp_path, "email,display_name\na@x.org,Peña\n", "latin-1"))


def test_a_missing_file_is_named(house: House, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="was not found"):
        take(house, tmp_path / "nothing.csv")


def test_an_address_can_be_used_once(house: House) -> None:
    with house.session() as session:
        add_member(session, house.space.id, email="a@x.org", name="A B", language="en")
        with pytest.raises(InputError, match="belongs to a member already"):
            add_member(session, house.space.id, email="A@x.org", name="C", language="en")


@pytest.mark.parametrize("wanted", ["Ana Torres", "ana", ANA])
def test_members_are_found_by_name_or_handle(house: House, wanted: str) -> None:
    with house.session() as session:
        assert find_member(session, wanted).handle == ANA


def test_a_name_that_two_people_share_needs_the_address(house: House) -> None:
    with house.session() as session:
        add_member(session, house.space.id, email="a2@x.org", name="Ana Otra", language="es")
        with pytest.raises(InputError, match="use the e-mail address"):
            find_member(session, "Ana")
        with pytest.raises(InputError, match="No member fits"):
            find_member(session, "Zoe")
