"""Pictures of the screens: of running windows, and of every page with sample people."""
