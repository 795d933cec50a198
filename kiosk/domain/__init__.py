"""The rules of the house as frozen dataclasses and pure functions; imports nothing else of ours."""
