import QtQuick
import Lobby

/** A card of the staff's page with its title; what it holds goes below. */
Card {
    id: root

    required property string title
    property int badge: 0
    default property alias content: inside.data
    readonly property real inset: 2.6 * Theme.unit

    TextLine {
        id: heading

        x: root.inset
        y: root.inset - 0.4 * Theme.unit
        text: root.title
        size: Theme.text2
        wght: Theme.bold
        Accessible.role: Accessible.Heading
    }
    Rectangle {
        visible: root.badge > 0
        anchors { left: heading.right; leftMargin: Theme.gap1; verticalCenter: heading.verticalCenter }
        width: Math.max(height, count.implicitWidth + Theme.gap2)
        height: 3.4 * Theme.unit
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
    Item {
        id: inside

        anchors {
            fill: parent
            leftMargin: root.inset
            rightMargin: root.inset
            topMargin: heading.y + heading.height + Theme.gap1
            bottomMargin: 2 * Theme.unit
        }
    }
}
