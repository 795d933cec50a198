import QtQuick
import Lobby

/** Where what scrolls fades out into the page, over its whole width. */
Rectangle {
    id: root

    property bool isTop: false
    property color ground: Theme.paper

    width: parent.width
    height: 4 * Theme.unit
    color: "transparent"
    gradient: Gradient {
        GradientStop { position: 0; color: root.isTop ? root.ground : Qt.alpha(root.ground, 0) }
        GradientStop { position: 1; color: root.isTop ? Qt.alpha(root.ground, 0) : root.ground }
    }
}
