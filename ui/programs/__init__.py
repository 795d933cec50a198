"""Each window's wiring: the only places that know both the core and the screens."""

import ui.importing  # noqa: F401  # before anything else is
