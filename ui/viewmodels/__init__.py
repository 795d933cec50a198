"""What each window shows and what people can do there, on frozen page states."""
