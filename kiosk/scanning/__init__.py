"""Pixels in, texts out: cameras, files and a simulated lobby, the decoder and the loop."""
