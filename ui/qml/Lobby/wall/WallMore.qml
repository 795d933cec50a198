import QtQuick
import Lobby

/** The last place among the faces: how many more people have their turn there. */
Item {
    id: root

    required property int count

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%n more take turns here", "people", count)

    Rectangle {
        id: circle

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.max(height, number.implicitWidth + Theme.gap2)
        height: 8.6 * Theme.unit
        radius: height / 2
        color: Theme.accentTint

        TextLine {
            id: number

            anchors.centerIn: parent
            text: "+" + Theme.whole(root.count)
            size: Math.min(Theme.text3, 5.6 * Theme.unit)
            wght: Theme.bold
            color: Theme.accent
            Accessible.ignored: true
        }
    }
    TextLine {
        anchors { top: circle.bottom; topMargin: 0.4 * Theme.unit }
        width: parent.width
        text: qsTr("in turn", "under a number of people who take turns on the wall")
        size: Theme.text3
        color: Theme.soft
        lineHeight: 0.95
        wrapMode: Text.WordWrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
