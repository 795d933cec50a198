"""How closely a live picture is looked at."""

import cv2
import numpy as np
import pytest

from kiosk.scanning.frames import Image
from kiosk.scanning.scene import Attention, SceneWatch


@pytest.fixture
def lobby(lobby_frames) -> Image:
    """The empty lobby."""
    (frame, *_) = lobby_frames()
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)


@pytest.fixture
def watch(lobby) -> SceneWatch:
    """A watch that saw the empty lobby at second 0 and long enough to be calm at 2."""
    watch = SceneWatch()
    watch.attention(lobby, 0.0)
    watch.attention(lobby, 2.0)
    return watch


def grainy(image: Image, seed: int) -> Image:
    noise = np.random.default_rng(seed).normal(0, 8, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def test_the_first_picture_gets_full_attention(lobby):
    assert SceneWatch().attention(lobby, 50.0) is Attention.FULL


def test_a_calm_scene_gets_eight_quick_looks_a_second(watch, lobby):
    seconds = [2.0 + n / 40 for n in range(1, 41)]
    looks = [watch.attention(grainy(lobby, n), at_s) for n, at_s in enumerate(seconds)]
    assert set(looks) == {Attention.QUICK, Attention.NONE}
    assert looks.count(Attention.QUICK) == 8


def test_a_small_far_card_gets_full_attention(watch, lobby):
    with_card = lobby.copy()
    with_card[300:370, 500:600] = 235
    assert watch.attention(with_card, 2.05) is Attention.FULL


def test_what_came_to_rest_is_looked_at_closely_a_little_longer(watch, lobby):
    darker = lobby // 2
    looks = [watch.attention(darker, 3.0 + n * 0.5) for n in range(6)]
    assert looks == [Attention.FULL] * 4 + [Attention.QUICK] * 2
