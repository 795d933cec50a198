import QtQuick
import Lobby
import Lobby.Models

/** The house's own warm line, where nobody's words are featured. */
Card {
    id: root

    required property WallModel model
    readonly property real inset: 3.4 * Theme.unit

    readonly property bool small: height < 30 * Theme.unit

    Icon {
        visible: !root.small
        x: root.inset
        y: root.inset
        name: "coffee"
        size: 8 * Theme.unit
        color: Theme.accent
    }
    TextLine {
        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: root.inset
            bottomMargin: root.small ? (root.height - height) / 2 : root.inset
        }
        text: root.model.welcomeLine || qsTr("Good to have you here. Say hello to somebody new today.")
        size: Theme.text(root.small ? 3.8 : 5)
        wght: Theme.semibold
        lineHeight: 0.95
        wrapMode: Text.WordWrap
        maximumLineCount: root.small ? 3 : 5
        elide: Text.ElideRight
    }
}
