import QtQuick
import Lobby

/** One fact about somebody, in as many lines as it needs. */
PhraseLine {
    width: parent.width
    visible: phrase !== ""
    iconColor: Theme.accent
    size: Theme.text(2.5)
    lines: 20
}
