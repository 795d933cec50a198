"""Scanners at the USB: read as input devices, as serial ports, or as what they type."""
