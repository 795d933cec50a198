import QtQuick
import Lobby
import Lobby.Models

/** The staff's page: five panels in a grid, or one below the other on an upright screen. */
Rectangle {
    id: root

    required property StaffModel model
    signal scannerAsked()
    readonly property bool stacked: Theme.portrait
    readonly property bool odd: hands.badge > 0
    readonly property real gap: Theme.gap2
    readonly property real room: width - 2 * Theme.staffMargin
    readonly property real startY: bar.y + bar.height + Theme.gap3
    readonly property real endY: height - Theme.staffMargin
    readonly property real half: (endY - startY - gap) / 2
    readonly property real startX: Theme.staffMargin
    readonly property real narrow: stacked ? (room - gap) / 2 : 0.236 * room
    readonly property real side: stacked ? narrow : 0.258 * room
    readonly property real sideX: width - Theme.staffMargin - side
    readonly property real middle: stacked ? room : room - narrow - side - 2 * gap
    readonly property real strip: 33 * Theme.unit // rows of a stacked page

    color: Theme.paper

    StaffBar {
        id: bar

        x: root.startX
        y: Theme.staffMargin
        width: root.room
        model: root.model
        onScannerAsked: root.scannerAsked()
    }
    StaffNow {
        id: present

        x: root.startX
        y: root.startY
        width: root.narrow
        height: root.stacked ? root.strip : root.half
        model: root.model
    }
    StaffFacts {
        x: root.stacked ? root.startX + root.narrow + root.gap : root.startX
        y: root.stacked ? root.startY : root.startY + root.half + root.gap
        width: root.narrow
        height: root.stacked ? root.strip : root.half
        model: root.model
    }
    StaffCurve {
        id: curve

        x: root.stacked ? root.startX : root.startX + root.narrow + root.gap
        y: root.stacked ? present.y + present.height + root.gap : root.startY
        width: root.middle
        height: root.stacked ? root.strip : root.half
        model: root.model
    }
    StaffPeople {
        x: curve.x
        y: curve.y + curve.height + root.gap
        width: root.middle
        height: (root.stacked ? movements.y - root.gap : root.endY) - y
        model: root.model
    }
    StaffHands {
        id: hands

        visible: root.odd
        x: root.stacked ? root.startX : root.sideX
        y: root.stacked ? root.endY - height : root.startY
        width: root.side
        height: root.stacked ? root.strip : root.half
        model: root.model
    }
    StaffMovements {
        id: movements

        x: root.stacked && !root.odd ? root.startX : root.sideX
        y: root.stacked ? root.endY - height : root.odd ? root.startY + root.half + root.gap : root.startY
        width: root.stacked && !root.odd ? root.room : root.side
        height: root.stacked ? root.strip : root.endY - y
        model: root.model
    }
}
