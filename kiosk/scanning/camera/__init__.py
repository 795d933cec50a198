"""Cameras of this machine: opened for speed, watched, and opened anew when they fail."""

from kiosk.scanning.camera.capture import Capture, OpenCapture, open_device
from kiosk.scanning.camera.devices import Device, stable_device
from kiosk.scanning.camera.settings import CameraSettings, Control
from kiosk.scanning.camera.source import Camera, Patience, first_camera

__all__ = [
    "Camera",
    "CameraSettings",
    "Capture",
    "Control",
    "Device",
    "OpenCapture",
    "Patience",
    "first_camera",
    "open_device",
    "stable_device",
]
