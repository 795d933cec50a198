"""Finding the fact that makes a whole batch fail."""

from collections import deque
from collections.abc import Sequence
from uuid import UUID

Group = tuple[UUID, ...]


class Halving:
    """What a batch that fails again and again is down to.

    It fails whole twice, then by halves. The halves take turns breadth first: what is sound passes
    between two failures, and each time that happens the waits are short again. A restart may
    forget all of it.
    """

    def __init__(self) -> None:
        self._groups: deque[Group] = deque()

    def group(self) -> Group:
        """Return the facts to send next; none where nothing is under suspicion."""
        return self._groups[0] if self._groups else ()

    def passed(self, group: Group) -> None:
        """Clear a group: it was answered, or nothing of it is left to send."""
        if group and group == self.group():
            self._groups.popleft()

    def failed(self, group: Group, sent: Sequence[UUID]) -> UUID | None:
        """Take note that these facts failed; `group` is what they are left of, if of any.

        Returns:
            The fact to blame, where it failed alone.
        """
        self.passed(group)
        if len(sent) == 1:
            return sent[0]
        middle = len(sent) // 2 if group else len(sent)
        self._groups.extend(half for half in (tuple(sent[:middle]), tuple(sent[middle:])) if half)
        return None
