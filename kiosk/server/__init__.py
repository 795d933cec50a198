"""The central server: an API for devices over the one store; itself a device that makes facts."""
