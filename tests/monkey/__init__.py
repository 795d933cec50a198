"""A monkey at the kiosk: random touches, keys and codes at a real house, and who may see what."""
