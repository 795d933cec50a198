import QtQuick
import Lobby

/** Stands where the camera's picture would, in a house that has a scanner instead. */
Rectangle {
    id: root

    color: Theme.accentTint
    radius: Theme.previewRadius

    Rectangle {
        anchors.centerIn: parent
        width: Math.max(8 * Theme.unit, Math.min(36 * Theme.unit, 0.7 * Math.min(root.width, root.height)))
        height: width
        radius: width / 2
        color: Theme.accent

        Icon {
            anchors.centerIn: parent
            name: "scan-line"
            size: 0.56 * parent.width
            color: Theme.accentInk
        }
    }
}
