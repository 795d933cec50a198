import QtQuick
import Lobby

/** What to do next, large: where help is in the house's own words, unless told otherwise. */
Card {
    id: root

    required property string place
    property string iconName: "map-pin"

    implicitHeight: Math.max((Theme.crowded ? 12 : 17) * Theme.unit, words.implicitHeight + 2 * Theme.gap3)

    Icon {
        id: pin
        anchors { left: parent.left; leftMargin: Theme.crowded ? Theme.gap3 : Theme.gap4; verticalCenter: parent.verticalCenter }
        name: root.iconName
        size: (Theme.crowded ? 6 : 9) * Theme.unit
        color: Theme.accent
    }
    TextLine {
        id: words
        anchors {
            left: pin.right
            right: parent.right
            leftMargin: Theme.gap3
            rightMargin: pin.anchors.leftMargin
            verticalCenter: parent.verticalCenter
        }
        text: root.place !== "" ? root.place : qsTr("The desk helps you in person.")
        size: Theme.large(5)
        wght: Theme.semibold
        wrapMode: Text.Wrap
    }
}
