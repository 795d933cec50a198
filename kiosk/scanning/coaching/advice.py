"""What somebody can do so that their code is read."""

from enum import StrEnum


class Advice(StrEnum):
    """The sentences the coach knows; the screens put them into words."""

    COME_CLOSER = "come_closer"
    MOVE_BACK = "move_back"
    HOLD_STILL = "hold_still"
    LESS_BRIGHT = "less_bright"
    TILT = "tilt"
    UNCOVER_CORNER = "uncover_corner"
    ONE_AT_A_TIME = "one_at_a_time"
