"""Backups, and a damaged store: made, put back, and what can be saved read out of it."""
