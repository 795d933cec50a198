import QtQuick
import Lobby

/** One line of news for somebody, on a tint, with an icon before it. */
HintLine {
    width: Math.min(implicitWidth, parent?.width ?? 0)
    size: Theme.text(2.8)
    color: Theme.ink
    wght: Theme.semibold
}
