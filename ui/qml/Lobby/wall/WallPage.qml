pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** The whole wall on its paper. */
Rectangle {
    id: root

    required property WallModel model
    readonly property real margin: Theme.wallMargin
    readonly property real railWidth: (width > 1.7 * height ? 0.317 : 0.3) * (width - 2 * margin)
    readonly property bool populated: model.visible > 0

    color: Theme.paper

    WallBar {
        id: bar

        anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.margin }
        model: root.model
        railWidth: root.railWidth
    }
    Loader {
        anchors {
            fill: parent
            margins: root.margin
            topMargin: root.margin + bar.height + Theme.gap2
        }
        sourceComponent: root.populated ? somebody : nobody
    }
    Component {
        id: somebody

        WallPeople {
            model: root.model
            railWidth: root.railWidth
        }
    }
    Component {
        id: nobody

        WallNobody {
            model: root.model
            railWidth: root.railWidth
        }
    }
    Timer {
        interval: 1000
        running: true
        repeat: true
        onTriggered: root.model.tick()
    }
}
