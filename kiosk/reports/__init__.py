"""What people and screens get to see, computed from the store."""
