"""What every message has in common: frozen, bounded, and deaf to fields it does not know."""

from typing import Annotated, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from kiosk.domain.people import (
    CONTROL_CHARACTERS,
    LONGEST_LANGUAGE,
    LONGEST_NAME,
    LONGEST_SENTENCE,
)
from kiosk.errors import WireError

_PRINTABLE = f"^[^{CONTROL_CHARACTERS}]*$"  # PostgreSQL refuses the first of them, too
_LAST_NUMBER = (1 << 63) - 1


def _no_truth_value(value: object) -> object:
    if isinstance(value, bool):  # which would pass for 0 or 1
        raise ValueError("not a number")
    return value


Slug = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=_PRINTABLE)]
Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=_PRINTABLE)]
Sentence = Annotated[str, StringConstraints(max_length=LONGEST_SENTENCE)]
Language = Annotated[str, StringConstraints(max_length=LONGEST_LANGUAGE)]
PinHash = Annotated[str, StringConstraints(max_length=200)]
Handle = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
_Number = Annotated[int, BeforeValidator(_no_truth_value)]
Count = Annotated[_Number, Field(ge=0, le=_LAST_NUMBER)]
Place = Annotated[_Number, Field(ge=1, le=_LAST_NUMBER)]
Cursor = Annotated[str, StringConstraints(max_length=400, pattern=r"^[A-Za-z0-9_=-]*$")]
Instant = AwareDatetime


class Message(BaseModel):
    """Base of everything on the wire. Unknown fields are ignored, so either side may be newer."""

    # What somebody sent never stands in an error, so that it cannot come into a log.
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read a message from its JSON text.

        Raises:
            WireError: it is not this message; the sentence names the first wrong field.
        """
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            raise WireError(first_fault(error)) from error

    def to_bytes(self) -> bytes:
        """Return the JSON text of this message in UTF-8."""
        return self.model_dump_json().encode()


class Reply(Message):
    """Base of every answer: it says what time it is at the server."""

    server_time: Instant


def first_fault(error: ValidationError) -> str:
    """Name the first wrong field and what is wrong with it, never its value."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "the message"
    return f"{where}: {fault['msg']}"[:200]
