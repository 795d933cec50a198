"""Each window's wiring: the only places that know both the core and the screens."""
