"""Every error of ours, named by what the person who meets it can do.

LobbyError                  one plain sentence, safe to show: no names, no codes
├── InputError              what was given cannot be used; correct it and try again
│   ├── PictureError        not a picture or clip that can be read
│   └── WireError           what came over the wire breaks the protocol
├── SetupError              something is missing on this machine; the sentence says what to do
│   ├── CameraError         no such camera, or it went away
│   └── StoreError          the data folder cannot be used (read-only, damaged, in use)
└── ServerError             the server gave no usable answer; nothing was lost, try later
    └── ServerRefusedError  the server said no; repeating will not help
"""


class LobbyError(Exception):
    """Base of our errors: its text is one plain sentence that says what to do."""


class InputError(LobbyError):
    """What was given cannot be used; correct it and try again."""


class PictureError(InputError):
    """Not a picture or clip that can be read."""


class WireError(InputError):
    """What came over the wire breaks the protocol."""


class SetupError(LobbyError):
    """Something is missing or wrong on this machine."""


class CameraError(SetupError):
    """No such camera, or it went away."""


class NoSuchCameraError(CameraError):
    """None is plugged in where one was looked for."""


class StoreError(SetupError):
    """The data folder or database cannot be used."""


class ServerError(LobbyError):
    """The server gave no usable answer; nothing was lost."""


class ServerRefusedError(ServerError):
    """The server understood and said no; repeating will not help."""
