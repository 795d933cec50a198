"""What travels between device and server: one versioned schema for both sides."""

PROTOCOL = 1
PROTOCOL_HEADER = "X-Lobby-Proto"
