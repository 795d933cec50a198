"""Make the sounds of the door: soft struck notes, written as small WAV files."""

import math
import struct
import wave
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 44_100
ATTACK_S = 0.006
RELEASE_S = 0.06
PEAK = 0.55
OUT = Path(__file__).parent.parent / "resources" / "sounds"

# A marimba bar sounds its note and, far quieter and shorter, two octaves above it.
PARTIALS = ((1.0, 1.0, 1.0), (4.0, 0.16, 0.35), (9.2, 0.03, 0.15))

C4, E4, G4, C5, D5, E5, G5 = 261.63, 329.63, 392.00, 523.25, 587.33, 659.26, 783.99


@dataclass(frozen=True)
class Note:
    """One strike: when, which pitch, how loud, and how long until it has faded to a third."""

    start_s: float
    pitch_hz: float
    loudness: float = 1.0
    fade_s: float = 0.14


# Rising is good, two notes left open ask, falling is goodbye, two equal taps say "again", low says
# "no" without scolding.
SOUNDS: dict[str, tuple[Note, ...]] = {
    "welcome": (Note(0, C5), Note(0.09, E5), Note(0.18, G5, fade_s=0.11)),
    "question": (Note(0, D5, 0.8, 0.1), Note(0.14, G5, 0.8, 0.12)),
    "goodbye": (Note(0, G5, 0.9), Note(0.12, C5, fade_s=0.13)),
    "misread": (Note(0, D5, 0.7, 0.06), Note(0.13, D5, 0.7, 0.06)),
    "refused": (Note(0, E4, fade_s=0.12), Note(0.16, C4, fade_s=0.13)),
    "notice": (Note(0, G4, 0.6), Note(0, D5, 0.8)),
}
LENGTH_S = {
    "welcome": 0.5,
    "question": 0.46,
    "goodbye": 0.48,
    "misread": 0.34,
    "refused": 0.5,
    "notice": 0.42,
}


def strike(note: Note, at_s: float) -> float:
    """The note's sound at that second of the file, before levelling."""
    age_s = at_s - note.start_s
    if age_s < 0:
        return 0.0
    swell = 0.5 - 0.5 * math.cos(math.pi * min(age_s / ATTACK_S, 1.0))
    tone = sum(
        level
        * math.exp(-age_s / (note.fade_s * span))
        * math.sin(math.tau * note.pitch_hz * ratio * age_s)
        for ratio, level, span in PARTIALS
    )
    return note.loudness * swell * tone


def samples(notes: tuple[Note, ...], length_s: float) -> list[int]:
    """16-bit samples at one common peak, faded to silence so that the file ends without a click."""
    count = round(length_s * RATE_HZ)
    raw = [
        sum(strike(note, i / RATE_HZ) for note in notes)
        * min(1.0, (count - 1 - i) / (RELEASE_S * RATE_HZ))
        for i in range(count)
    ]
    gain = PEAK * 32_767 / max(abs(value) for value in raw)
    return [round(value * gain) for value in raw]


def write(path: Path, values: list[int]) -> None:
    """Write one mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))


def main() -> None:
    """Write every sound into the resources."""
    for name, notes in SOUNDS.items():
        write(OUT / f"{name}.wav", samples(notes, LENGTH_S[name]))


if __name__ == "__main__":
    main()
