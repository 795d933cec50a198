import QtQuick
import Lobby

/** Why two people should meet. */
Rectangle {
    id: root

    required property string reason
    property real size: Theme.text(2.8)

    implicitHeight: words.implicitHeight + 2 * Theme.gap1
    radius: Theme.innerRadius
    color: Theme.helloTint

    Icon {
        id: icon
        x: 1.8 * Theme.unit
        y: words.y + (words.implicitHeight / Math.max(1, words.lineCount) - height) / 2
        name: "sparkles"
        size: 1.05 * root.size
        color: Theme.hello
    }
    TextLine {
        id: words
        anchors {
            left: icon.right
            right: parent.right
            leftMargin: 1.3 * Theme.unit
            rightMargin: 1.8 * Theme.unit
            verticalCenter: parent.verticalCenter
        }
        text: root.reason
        size: root.size
        wght: Theme.medium
        wrapMode: Text.Wrap
    }
}
