"""Server-owned rows on the wire."""

from datetime import date, time

import pytest

from kiosk.domain.directory import ChosenMember, DirectoryValue, PublicKey
from kiosk.domain.people import Member, Phrase, PhraseKind, Profile, Status, Visibility
from kiosk.domain.spaces import Space
from kiosk.errors import WireError
from kiosk.wire.rows import WireRow, row_of, value_of

ANA = Member(
    handle="a" * 16,
    profile=Profile(
        display_name="Ana Torres",
        first_name="Ana",
        headline="Illustrator",
        offers=(Phrase("1", "Drawing a logo", PhraseKind.MENTORING),),
        asks=(Phrase("2", "Reading a contract"),),
        languages=("es", "en"),
        links=("https://ana.example",),
        seat="by the window",
        ask_about="bees",
    ),
    home_space="casa-norte",
    spaces=("casa-norte", "casa-sur"),
    status=Status.PAUSED,
    valid_from=date(2026, 1, 1),
    valid_until=None,
    generation=3,
    language="es",
    visibility=Visibility.FIRST_NAME,
)
VALUES: list[DirectoryValue] = [
    ChosenMember(ANA, "000001:x"),
    ChosenMember(Member("b" * 16, Profile("Bea", "Bea"), "casa-norte", ()), ""),
    Space(
        "casa-norte",
        "Casa Norte",
        "Europe/Madrid",
        opening=((time(8, 30), time(20)), None) * 3 + (None,),
        day_end_hour=5,
        capacity=40,
        place_of_help={"en": "the desk"},
        welcome_line={"es": "¡Hola!"},
    ),
    PublicKey(15, bytes(range(32)), retired=True),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_row_comes_back_as_it_went(value: DirectoryValue) -> None:
    assert value_of(WireRow.read(row_of(value, 7).to_bytes())) == value


def test_an_older_device_can_read_that_somebody_was_erased() -> None:
    erased = Member("b" * 16, Profile("", ""), "casa-norte", (), status=Status.ERASED)
    row = row_of(ChosenMember(erased, ""), 7)
    assert row.data["status"] in ("active", "paused", "ended")  # all that it knows
    assert value_of(row) == ChosenMember(erased, "")


def test_a_member_on_the_wire_has_no_field_for_an_address() -> None:
    data = row_of(VALUES[0], 7).data
    assert not {"email", "phone", "address"} & {*data, *data["profile"]}


def test_an_unknown_type_is_refused_alone() -> None:
    row = WireRow(type="parking_lot", id="1", version=1, data={})
    with pytest.raises(WireError, match="parking_lot"):
        value_of(row)


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        (VALUES[0], {"handle": "Ana"}),
        (VALUES[0], {"status": "asleep"}),
        (VALUES[2], {"opening": []}),
        (VALUES[2], {"day_end_hour": 24}),
        (VALUES[3], {"key_id": 16}),
        (VALUES[3], {"public_key": "?"}),
    ],
)
def test_a_row_that_breaks_the_schema_is_refused(
    value: DirectoryValue, changes: dict[str, object]
) -> None:
    row = row_of(value, 7)
    with pytest.raises(WireError):
        value_of(row.model_copy(update={"data": row.data | changes}))
