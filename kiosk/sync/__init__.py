"""The device's side of sync: outbox up, feed down, and pairing."""
