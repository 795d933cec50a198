pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** One plain circle for each person counted, up to twelve; nobody in particular. */
Row {
    id: root

    required property int count
    property real diameter: 9.4 * Theme.unit
    property color rim: Theme.paper
    readonly property int shown: Math.min(12, count)

    spacing: -0.17 * diameter

    Repeater {
        model: root.shown

        Rectangle {
            required property int index

            width: root.diameter
            height: width
            radius: width / 2
            color: Theme.avatarGround(index)
            border { width: 0.5 * Theme.unit; color: root.rim }
        }
    }
}
