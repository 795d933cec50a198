import QtQuick
import Lobby
import Lobby.Models

/** The house's own warm line, where nobody's words are featured. */
Card {
    id: root

    required property WallModel model
    readonly property real inset: 3.4 * Theme.unit

    Icon {
        x: root.inset
        y: root.inset
        name: "coffee"
        size: 8 * Theme.unit
        color: Theme.accent
    }
    TextLine {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: root.inset }
        height: Math.min(implicitHeight, root.height - 2 * root.inset - 9 * Theme.unit)
        text: root.model.welcomeLine || qsTr("Good to have you here. Say hello to somebody new today.")
        size: Theme.text4
        wght: Theme.semibold
        lineHeight: 1
        wrapMode: Text.WordWrap
        elide: Text.ElideRight
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(Theme.text3)
    }
}
