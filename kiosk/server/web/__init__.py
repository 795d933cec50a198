"""Pages for people, on their own phones."""
