pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Faces of people who chose to be seen, one a little over the next. */
Row {
    id: root

    required property QtObject faces // null for none
    property color ground: Theme.paper
    property real diameter: 6.4 * Theme.unit

    spacing: -0.28 * diameter

    Repeater {
        model: root.faces

        Rectangle {
            id: ring

            required property string initials
            required property int hue
            required property string photo
            required property bool isDimmed

            width: root.diameter
            height: width
            radius: width / 2
            color: root.ground

            Avatar {
                anchors { fill: parent; margins: 0.35 * Theme.unit }
                diameter: width
                initials: ring.initials
                hue: ring.hue
                photo: ring.photo
                dimmed: ring.isDimmed
            }
        }
    }
}
