import QtQuick
import Lobby
import Lobby.Models

/**
 * The staff's page: panels in three columns, in two on an upright screen, or one below the other where
 * letters are large. What does not fit scrolls, all of it but the bar.
 */
Rectangle {
    id: root

    required property StaffModel model
    signal scannerAsked()

    // How many letters' sizes fit side by side decides; not pixels, nor which way the screen stands.
    readonly property real letters: width / Theme.text(1)
    readonly property int columns: letters > 125 ? 3 : letters > 90 ? 2 : 1
    readonly property real gap: Theme.gap2
    readonly property real room: width - 2 * Theme.staffMargin
    readonly property real half: (room - gap) / 2
    readonly property real narrow: columns === 3 ? 0.236 * room : columns === 2 ? half : room
    readonly property real side: columns === 3 ? 0.258 * room : columns === 2 ? half : room
    readonly property real middle: columns === 3 ? room - narrow - side - 2 * gap : room
    readonly property real head: bar.y + bar.height + Theme.gap3
    readonly property real tall: view.height - Theme.staffMargin
    readonly property real strip: Theme.text(30) // rows of an upright page
    // Rows are as high as what does not scroll in them.
    readonly property real upper: Math.max((tall - gap) / 2, present.implicitHeight)
    readonly property real lower: Math.max(tall - gap - upper, facts.implicitHeight)
    readonly property real first: Math.max(strip, present.implicitHeight, facts.implicitHeight)
    readonly property real most: Math.max(strip, 0.8 * tall) // of a list that scrolls by itself

    color: Theme.paper

    StaffBar {
        id: bar

        parent: root.columns === 1 ? view.contentItem : root
        x: Theme.staffMargin
        y: Theme.staffMargin
        width: root.room
        model: root.model
        onScannerAsked: root.scannerAsked()
    }
    StaffView {
        id: view

        y: root.columns === 1 ? 0 : root.head
        width: root.width
        height: root.height - y
        contentHeight: Math.max(people.y + people.height, movements.y + movements.height) + Theme.staffMargin
        isWhole: true

        StaffNow {
            id: present

            x: Theme.staffMargin
            y: root.columns === 1 ? root.head : 0
            width: root.narrow
            height: root.columns === 3 ? root.upper : root.columns === 2 ? root.first : implicitHeight
            model: root.model
        }
        StaffHands {
            id: hands

            visible: badge > 0
            x: root.columns === 3 ? root.width - Theme.staffMargin - width : Theme.staffMargin
            y: root.columns === 3 ? 0 : root.columns === 2 ? people.y + people.height + root.gap
                : present.y + present.height + root.gap
            width: root.side
            height: !visible ? 0 : root.columns === 3 ? root.upper : root.columns === 2 ? root.strip : implicitHeight
            model: root.model
        }
        StaffFacts {
            id: facts

            x: root.columns === 2 ? Theme.staffMargin + root.half + root.gap : Theme.staffMargin
            y: root.columns === 3 ? root.upper + root.gap : root.columns === 2 ? 0
                : present.y + present.height + root.gap + (hands.visible ? hands.height + root.gap : 0)
            width: root.narrow
            height: root.columns === 3 ? root.lower : root.columns === 2 ? root.first : implicitHeight
            model: root.model
        }
        StaffCurve {
            id: curve

            x: root.columns === 3 ? Theme.staffMargin + root.narrow + root.gap : Theme.staffMargin
            y: root.columns === 3 ? 0 : facts.y + facts.height + root.gap
            width: root.middle
            height: root.columns === 3 ? root.upper : root.strip
            model: root.model
        }
        StaffPeople {
            id: people

            x: curve.x
            y: curve.y + curve.height + root.gap
            width: root.middle
            height: root.columns === 3 ? root.lower
                : root.columns === 2 ? Math.max(0.7 * root.strip, root.tall - y - root.gap - root.strip)
                : Math.min(implicitHeight, root.most)
            model: root.model
        }
        StaffMovements {
            id: movements

            x: root.columns === 1 || root.columns === 2 && !hands.visible ? Theme.staffMargin
                : root.width - Theme.staffMargin - width
            y: root.columns === 3 ? (hands.visible ? root.upper + root.gap : 0) : people.y + people.height + root.gap
            width: root.columns === 2 && !hands.visible ? root.room : root.side
            height: root.columns === 3 ? root.upper + root.gap + root.lower - y
                : root.columns === 2 ? root.strip : Math.min(implicitHeight, root.most)
            model: root.model
        }
    }
}
