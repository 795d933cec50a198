"""`lobby demo`: a sample house with its server, kiosk, wall and camera, each its own program."""
