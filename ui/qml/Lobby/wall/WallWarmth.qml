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
        visible: !root.small && words.contentHeight < words.height - height - Theme.gap2
        x: root.inset
        y: root.inset
        name: "coffee"
        size: 8 * Theme.unit
        color: Theme.accent
    }
    TextLine {
        id: words

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            margins: root.inset
        }
        text: root.model.welcomeLine || qsTr("Good to have you here. Say hello to somebody new today.")
        height: root.height - 2 * root.inset
        size: Theme.large(root.small ? 3.8 : 5)
        wght: Theme.semibold
        lineHeight: 0.95
        wrapMode: Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(Theme.text3)
        verticalAlignment: root.small ? Text.AlignVCenter : Text.AlignBottom
        elide: Text.ElideRight
        mayBeCut: root.model.welcomeLine !== ""
    }
}
