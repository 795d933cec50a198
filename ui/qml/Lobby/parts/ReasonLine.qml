import QtQuick
import Lobby

/** Why two people should meet, in the reader's language. */
Rectangle {
    id: root

    required property string reason
    property int lines: 5
    property real size: Theme.text(2.8)

    implicitHeight: words.implicitHeight + 2 * Theme.unit * 1.5
    radius: Theme.innerRadius
    color: Theme.helloTint

    Icon {
        id: icon
        x: 1.8 * Theme.unit
        y: words.y + (words.lineBox - height) / 2
        name: "sparkles"
        size: 1.05 * root.size
        color: Theme.hello
    }
    TextLine {
        id: words

        readonly property real lineBox: implicitHeight / Math.max(1, lineCount)

        anchors {
            left: icon.right
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: 1.3 * Theme.unit
            rightMargin: 1.8 * Theme.unit
        }
        text: root.reason
        size: root.size
        wght: Theme.medium
        wrapMode: Text.WordWrap
        maximumLineCount: root.lines
        elide: Text.ElideRight
    }
}
