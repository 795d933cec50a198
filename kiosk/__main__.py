"""`python -m kiosk`: the windowless commands, for a host without Qt."""

from kiosk.cli import main

if __name__ == "__main__":
    main()
