import QtQuick
import Lobby

/** A card of the staff's page with its title; what it holds goes below. */
Card {
    id: root

    required property string title
    property int badge: 0
    property real wanted: 0 // how high what it holds would like to be
    default property alias content: inside.data
    property alias beside: head.data // what stands behind the title
    readonly property real inset: 2.6 * Theme.unit
    readonly property real foot: 2 * Theme.unit

    readonly property real line: Theme.text(3.8) // of the title and what stands behind it

    implicitHeight: Math.ceil(inside.y + wanted + foot)

    Flow {
        id: head

        x: root.inset
        y: root.inset - 0.8 * Theme.unit
        width: root.width - 2 * root.inset
        spacing: Theme.gap1

        TextLine {
            width: Math.min(implicitWidth, parent.width)
            height: Math.max(implicitHeight, root.line)
            text: root.title
            size: Theme.text2
            wght: Theme.bold
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        Rectangle {
            visible: root.badge > 0
            width: Math.max(height, count.implicitWidth + Theme.gap2)
            height: root.line
            radius: height / 2
            color: Theme.busy

            TextLine {
                id: count

                anchors.centerIn: parent
                text: root.badge
                size: Theme.text1
                wght: Theme.bold
                lineHeight: 1
                color: Theme.verdictInk
                Accessible.ignored: true
            }
        }
    }
    Item {
        id: inside

        x: root.inset
        y: head.y + head.height + Theme.gap1
        width: root.width - 2 * root.inset
        height: root.height - y - root.foot
    }
}
