"""Where the core's threads meet the Qt event loop."""
