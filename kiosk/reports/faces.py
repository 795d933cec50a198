"""How a present person appears on a screen."""

from kiosk.domain.fold import Visit
from kiosk.domain.guests import Guest, called
from kiosk.domain.people import Member, Visibility
from kiosk.domain.views import Face

HUES = 12


def face_of(visit: Visit, member: Member | None) -> Face:
    """Return the face that everybody may see; the key is the visit's, so it ends with the day.

    A first name comes with its first letter alone, a profile with the initials of the whole name
    and the photo.
    """
    if member is None or not member.visibility or member.visibility is Visibility.HIDDEN:
        return Face(key=str(visit.id), name="", initials="", hue=0)
    is_whole = member.visibility is Visibility.PROFILE
    profile = member.profile
    shown = profile.display_name if is_whole else profile.first_name
    return Face(
        key=str(visit.id),
        name=profile.first_name,
        initials=initials(shown, whole=is_whole),
        hue=_hue(member),
        photo=profile.photo if is_whole else "",
    )


def own_face(key: str, member: Member) -> Face:
    """Return somebody's face on a page that only they, or staff, look at."""
    profile = member.profile
    return Face(
        key=key,
        name=profile.first_name,
        initials=initials(profile.display_name, whole=True),
        hue=_hue(member),
        photo=profile.photo,
    )


def guest_face(key: str, guest: Guest) -> Face:
    """Return a guest's face on a page that only they, or staff, look at."""
    letters = initials(guest.name, whole=True)
    return Face(key, called(guest.name), letters, int(guest.handle, 16) % HUES)


def initials(name: str, *, whole: bool) -> str:
    """Return the first letter, or those of the first and last word of a whole name."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return ""
    letters = words[0][0] + (words[-1][0] if whole and len(words) > 1 else "")
    return letters.upper()


def _hue(member: Member) -> int:
    return int(member.handle, 16) % HUES
