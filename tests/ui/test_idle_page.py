"""The idle page's ways on: larger letters, lower controls, a person of the strip, the staff."""

import pytest

from tests.ui.conftest import house_of, someone

UPRIGHT, WIDE = (800, 1280), (1280, 800)


def test_letters_become_larger_for_whoever_asks_and_normal_again(screen, model):
    screen.press("Text size")
    screen.press("Largest letters")
    assert model.page.textSize == "largest"
    screen.press("Text size")
    screen.press("Normal letters")
    assert model.page.textSize == "normal"


@pytest.mark.parametrize("screen", [UPRIGHT], indirect=True)
def test_everything_comes_lower_on_an_upright_screen_and_goes_up_again(screen, model):
    screen.press("Text size")
    screen.press("Everything lower down")
    assert model.page.lowReach
    assert min(control.rect().top() for control in screen.controls()) >= 0.4 * 1280
    screen.press("Text size")
    screen.press("Everything at its usual height")
    assert not model.page.lowReach


@pytest.mark.parametrize("screen", [WIDE], indirect=True)
def test_nothing_comes_lower_where_all_of_it_is_low_enough(screen):
    screen.press("Text size")
    assert screen.says("Large letters")
    assert not screen.says("Everything lower down")


def test_a_card_of_the_strip_opens_its_person(screen, model):
    model.showHouse(house_of(someone("Carmen", offers=("Reading your grant",))))
    screen.press("Carmen can help with Reading your grant")
    assert model.page.kind == "profile"
    assert screen.says("Carmen")


@pytest.mark.parametrize(
    ("button", "page"), [("I'm a guest", "guest"), ("Who's here", "whos_here")]
)
def test_a_button_opens_its_page(screen, model, button, page):
    model.showHouse(house_of())
    screen.press(button)
    assert model.page.kind == page


def test_the_cloud_leads_the_staff_to_their_page(screen, model):
    model.showSync("synced", 0, 0)
    screen.press("Everything is with the server")
    screen.press("For the staff")
    assert model.page.kind == "staff"
