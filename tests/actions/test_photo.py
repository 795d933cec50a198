"""Photos from a file of members, and the choice of one's own that no file overrides."""

from pathlib import Path

import pytest

from kiosk.actions.membership import Imported, find_member, import_members
from kiosk.actions.photo import choose_photo
from kiosk.errors import InputError
from kiosk.store.photos import members_standing, photo_of, photos_wanted
from tests.house import House
from tests.pictures import BLUE, RED, photo, taken

BEA = "bea@example.org"


def take(house: House, path: Path) -> Imported:
    with house.session() as session, session.begin():
        return import_members(session, house.space.id, path)


def members_file(folder: Path, named: str, column: str = "photo") -> Path:
    path = folder / "members.csv"
    path.write_text(f"email,display_name,{column}\n{BEA},Bea Ruiz,{named}\n", "utf-8")
    return path


def of_bea(house: House) -> tuple[str, bytes | None]:
    """Return by what her profile names her photo, and the photo."""
    with house.session() as session:
        bea = find_member(session, BEA)
        return bea.profile.photo, photo_of(session, bea.handle)


def chooses(house: House, chosen: bytes) -> None:
    with house.session() as session, session.begin():
        choose_photo(session, find_member(session, BEA).handle, chosen, house.now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two photos in it, and one below."""
    home = tmp_path / "members"
    (home / "photos").mkdir(parents=True)
    (home / "bea.jpg").write_bytes(taken(RED))
    (home / "photos" / "bea.jpg").write_bytes(taken(BLUE))
    (home / "notes.txt").write_text("hello")
    (tmp_path / "secret.jpg").write_bytes(taken(RED))
    return home


def test_a_photo_beside_the_file_comes_with_its_member(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    assert of_bea(house) == photo(RED)


def test_the_same_photo_again_changes_nobody(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    assert take(house, members_file(folder, "bea.jpg")).as_before == 1


def test_another_photo_goes_down_to_kiosks_under_another_name(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    with house.session() as session:
        before = members_standing(session)
    assert take(house, members_file(folder, "photos/bea.jpg")).changed == 1
    assert of_bea(house) == photo(BLUE)
    with house.session() as session:
        assert members_standing(session) > before
        assert photos_wanted(session, (), 10) == [photo(BLUE)[0]]


@pytest.mark.parametrize(("named", "column"), [("", "photo"), ("x", "headline")])
def test_a_file_that_names_no_photo_leaves_the_one_there(
    house: House, folder: Path, named: str, column: str
) -> None:
    take(house, members_file(folder, "bea.jpg"))
    take(house, members_file(folder, named, column))
    assert of_bea(house) == photo(RED)


def test_a_dash_takes_the_photo_away(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    assert take(house, members_file(folder, "-")).changed == 1
    assert of_bea(house) == ("", None)


def test_a_photo_of_ones_own_is_not_overwritten_by_a_file(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    chooses(house, photo(BLUE)[1])
    assert take(house, members_file(folder, "bea.jpg")).as_before == 1
    assert of_bea(house) == photo(BLUE)


def test_whoever_removed_their_photo_does_not_get_it_back(house: House, folder: Path) -> None:
    take(house, members_file(folder, "bea.jpg"))
    chooses(house, b"")
    take(house, members_file(folder, "bea.jpg"))
    assert of_bea(house) == ("", None)


def test_no_photo_is_kept_of_who_was_erased_while_it_was_on_its_way(
    house: House, folder: Path
) -> None:
    take(house, members_file(folder, "bea.jpg"))
    with house.session() as session:
        handle = find_member(session, BEA).handle
    house.touch("erase", handle)
    with house.session() as session, session.begin():
        choose_photo(session, handle, photo(BLUE)[1], house.now)
        assert photo_of(session, handle) is None


@pytest.mark.parametrize("named", ["../secret.jpg", "photos/../../secret.jpg", "link.jpg"])
def test_no_file_outside_the_folder_becomes_a_photo(house: House, folder: Path, named: str) -> None:
    (folder / "link.jpg").symlink_to(folder.parent / "secret.jpg")
    with pytest.raises(InputError, match=r"Line 2 of .* is not in the folder"):
        take(house, members_file(folder, named))


def test_an_absolute_path_is_not_taken(house: House, folder: Path) -> None:
    with pytest.raises(InputError, match="is not in the folder"):
        take(house, members_file(folder, str(folder.parent / "secret.jpg")))


@pytest.mark.parametrize(("named", "says"), [("gone.jpg", "cannot be read"), ("photos", "read")])
def test_a_photo_that_is_not_there_is_named_with_its_line(
    house: House, folder: Path, named: str, says: str
) -> None:
    with pytest.raises(InputError, match=rf"Line 2 of .*{says}"):
        take(house, members_file(folder, named))


def test_a_file_that_is_no_picture_keeps_everybody_out(house: House, folder: Path) -> None:
    with pytest.raises(InputError, match=r"Line 2 of .*'notes.txt' cannot be taken.*JPEG"):
        take(house, members_file(folder, "notes.txt"))
    with house.session() as session, pytest.raises(InputError, match="No member"):
        find_member(session, BEA)
