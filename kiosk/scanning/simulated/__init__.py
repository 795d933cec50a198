"""A simulated lobby posing as a camera, for the demo, the tour and the tests."""

from kiosk.scanning.simulated.held import HeldCode, Medium
from kiosk.scanning.simulated.lobby import Rhythm, SimulatedLobby
from kiosk.scanning.simulated.queue import read_queue, write_queue

__all__ = ["HeldCode", "Medium", "Rhythm", "SimulatedLobby", "read_queue", "write_queue"]
