import QtQuick
import Lobby

/** One's own page on the phone: a code to photograph, and how it goes on from there. */
Card {
    id: root

    required property string address

    readonly property bool isStacked: Theme.portrait || Theme.crowded

    implicitHeight: (isStacked ? code.height + Theme.gap2 + words.implicitHeight : Math.max(code.height, words.implicitHeight))
        + 2 * Theme.gap3

    QrCode {
        id: code
        x: root.isStacked ? (parent.width - width) / 2 : Theme.gap3
        y: Theme.gap3
        width: side
        height: side
        text: root.address
        name: qsTr("The address of your own page")
        side: (root.isStacked ? 40 : 36) * Theme.unit
    }
    Column {
        id: words
        x: root.isStacked ? Theme.gap3 : code.x + code.width + Theme.gap4
        y: root.isStacked ? code.y + code.height + Theme.gap2 : (parent.height - height) / 2
        width: parent.width - x - Theme.gap3
        spacing: Theme.gap1

        TextLine {
            width: parent.width
            text: qsTr("Or with your phone")
            size: Theme.text(4)
            wght: Theme.bold
            wrapMode: Text.Wrap
        }
        TextLine {
            width: parent.width
            text: qsTr("Take a photo of this code to open your own page. It shows a code that you hold up here.")
            size: Theme.text3
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
}
