"""What a member's picture is, between those who keep it: a small JPEG, named by what it shows."""

LARGEST_PHOTO = 64_000  # bytes
_DIGEST_LENGTH = 32


def digest_of(photo: bytes) -> str:
    """Return the name of a photo: 32 hex digits that no other one has."""
    import hashlib  # no window waits for it

    return hashlib.sha256(photo).hexdigest()[:_DIGEST_LENGTH]
