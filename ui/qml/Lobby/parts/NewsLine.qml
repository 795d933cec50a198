import QtQuick
import Lobby

/** One line of news for somebody, on a tint, with an icon before it. */
HintLine {
    required property real most // as wide as it may get

    width: Math.min(implicitWidth, most)
    size: Theme.text(2.8)
    color: Theme.ink
    wght: Theme.semibold
}
