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

    /** Return where, from one side to the other and back, something stands that moves a pixel a step. */
    function wander(step: int): int {
        const most = Theme.burnInShift;
        return most > 0 ? Math.abs(step % (4 * most) - 2 * most) - most : 0;
    }

    Item {
        readonly property int line: 2 * Theme.burnInShift // minutes from one side to the other

        // Against burn-in it wanders over a small square, line by line, on paper that stays.
        x: root.wander(root.model.minute)
        y: root.wander(line > 0 ? Math.floor(root.model.minute / line) : 0)
        width: parent.width
        height: parent.height

        WallBar {
            id: bar

            anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.margin }
            model: root.model
            railWidth: root.railWidth
        }
        WallAwaited {
            id: awaited

            anchors { left: parent.left; right: parent.right; top: bar.bottom; margins: root.margin }
            anchors.topMargin: Theme.gap2
            visible: hosts > 0
            model: root.model
        }
        Loader {
            anchors {
                fill: parent
                margins: root.margin
                topMargin: root.margin + bar.height + Theme.gap2
                    + (awaited.visible ? awaited.height + Theme.gap2 : 0)
            }
            sourceComponent: root.populated ? somebody : nobody
        }
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
