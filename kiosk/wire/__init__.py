"""What travels between device and server: one versioned schema for both sides."""

PROTOCOL = 1
PROTOCOL_HEADER = "X-Lobby-Proto"
ECHO_HEADER = "X-Lobby-Echo"
"""A device sends some text that it never sent before, and the answer brings it back: an earlier
answer out of some cache would look like a server that was put back to an older state."""
LONGEST_ECHO = 64
