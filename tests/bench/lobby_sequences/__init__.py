"""Short clips of somebody showing a pass to a webcam in a lobby, drawn by chance from a seed.

    for sequence in sequences(seed=7, per_kind=15):
        for grey in sequence.frames():
            ...

Eight kinds of trouble, each from easy to beyond any single picture. Every clip has a random stream
of its own, so more kinds or more clips leave the others as they were. Light falls in this order:
what the card does to it (screen grid, reflections, cracks), smear and defocus, exposure and bloom,
noise, gamma, the camera's sharpening, JPEG.
"""

from tests.bench.lobby_sequences.clips import KINDS, Sequence, sequence, sequences

__all__ = ["KINDS", "Sequence", "sequence", "sequences"]
