"""Pixels in, texts out: cameras, files and a simulated lobby, the decoder and the loop."""

import os

# OpenCV reads these before its first camera or clip. Its lines and FFmpeg's on stderr would bury
# our sentence, and ten seconds without a picture are too many before a camera counts as lost.
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
