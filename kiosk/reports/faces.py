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
        initials=initials(shown, profile.first_name),
        hue=_hue(member),
        photo=profile.photo if is_whole else "",
    )


def own_face(key: str, member: Member) -> Face:
    """Return somebody's face on a page that only they, or staff, look at."""
    profile = member.profile
    return Face(
        key=key,
        name=profile.first_name,
        initials=initials(profile.display_name, profile.first_name),
        hue=_hue(member),
        photo=profile.photo,
    )


def guest_face(key: str, guest: Guest) -> Face:
    """Return a guest's face on a page that only they, or staff, look at."""
    first_name = called(guest.name)
    letters = initials(guest.name, first_name)
    return Face(key, first_name, letters, int(guest.handle, 16) % HUES)


def initials(name: str, first_name: str) -> str:
    """Return the first letter of a name, and that of the first surname where it has one."""
    words, given = _words(name), _words(first_name)
    if not words:
        return ""
    is_in_it = bool(given) and given[0] in words
    begins = words.index(given[0]) if is_in_it else 0  # after Dr. or Frau
    surnames = words[begins + (len(given) if is_in_it else 1) :]
    # Ana de la Cruz is AC, unless nothing of her is written with a capital.
    surname = next((word for word in surnames if word[0].isupper()), "".join(surnames))
    return (words[begins][0] + surname[:1]).upper()


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word[0].isalpha()]


def _hue(member: Member) -> int:
    return int(member.handle, 16) % HUES
