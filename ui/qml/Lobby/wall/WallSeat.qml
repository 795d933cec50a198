import QtQuick
import Lobby

/** Where somebody sits. */
Item {
    id: root

    required property string seat
    required property color tone

    implicitWidth: pin.width + Theme.gap1 + words.implicitWidth
    implicitHeight: words.implicitHeight

    Icon {
        id: pin

        anchors.verticalCenter: parent.verticalCenter
        name: "map-pin"
        size: 3.8 * Theme.unit
        color: root.tone
    }
    TextLine {
        id: words

        anchors { left: pin.right; leftMargin: Theme.gap1; right: parent.right }
        text: root.seat
        size: Theme.text3
        color: Theme.soft
        elide: Text.ElideRight
        mayBeCut: true
    }
}
