"""Pixels in, texts out: cameras, files and a simulated lobby, the decoder and the loop."""

import os

# OpenCV reads these before its first camera or clip. FFmpeg's lines on stderr would bury our
# sentence, and ten seconds without a picture are too many before a camera counts as lost.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
# Windows asks every codec of the graphics card first, which takes up to twenty seconds.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
