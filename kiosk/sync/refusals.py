"""What a server's refusal asks of us.

ServerError
├── ServerBusyError        come back after `retry_after_s`
├── IndigestibleError      what was sent may itself be the reason; a part of it may pass
└── ServerRefusedError
    └── ServerProblemError a genuine problem report of a lobby server, named by its kind
"""

from kiosk.errors import ServerError, ServerRefusedError


class ServerBusyError(ServerError):
    """The server, or something before it, says when to come back."""

    def __init__(self, sentence: str, retry_after_s: float) -> None:
        super().__init__(sentence)
        self.retry_after_s = retry_after_s


class IndigestibleError(ServerError):
    """What was sent may itself be the reason: a part of it may pass where the whole does not."""


class ServerProblemError(ServerRefusedError):
    """A lobby server said no and why; `kind` is a kiosk.wire.problems.ProblemKind value."""

    def __init__(self, sentence: str, kind: str) -> None:
        super().__init__(sentence)
        self.kind = kind
