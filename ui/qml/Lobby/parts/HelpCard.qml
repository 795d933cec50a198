import QtQuick
import Lobby

/** What to do next, large: where help is in the house's own words, unless told otherwise. */
Card {
    id: root

    required property string place
    property string iconName: "map-pin"

    readonly property bool roomy: height > 24 * Theme.unit

    implicitHeight: Math.max(17 * Theme.unit, words.implicitHeight + 2 * Theme.gap3)

    Icon {
        id: pin
        anchors { left: parent.left; leftMargin: Theme.gap4; verticalCenter: parent.verticalCenter }
        name: root.iconName
        size: (root.roomy ? 10 : 6) * Theme.unit
        color: Theme.accent
    }
    TextLine {
        id: words
        anchors {
            left: pin.right
            right: parent.right
            leftMargin: Theme.gap3
            rightMargin: Theme.gap4
            verticalCenter: parent.verticalCenter
        }
        text: root.place !== "" ? root.place : qsTr("The desk helps you in person.")
        size: Theme.text(root.roomy ? 5.2 : 3.8)
        wght: Theme.semibold
        wrapMode: Text.WordWrap
        maximumLineCount: 3
        elide: Text.ElideRight
    }
}
