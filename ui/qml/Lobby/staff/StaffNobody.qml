import QtQuick
import Lobby

/** What stands in a list without rows. */
TextLine {
    anchors.centerIn: parent
    width: Math.min(implicitWidth, parent.width)
    size: Theme.text(2.5)
    color: Theme.soft
    wrapMode: Text.WordWrap
    horizontalAlignment: Text.AlignHCenter
}
