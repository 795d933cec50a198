"""The codes that people show here: members' passes and guests' day passes."""

from kiosk.domain.guests import is_guest_text
from kiosk.domain.passes import is_pass_text


def is_our_text(text: str) -> bool:
    """Say whether a text is whole and has the check digits of a pass or a day pass."""
    return is_pass_text(text) or is_guest_text(text)
