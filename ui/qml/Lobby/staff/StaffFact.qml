import QtQuick
import Lobby

/** A number and what it counts. */
Item {
    id: root

    required property string figure
    required property string words

    implicitHeight: Math.max(number.height, label.height)
    Accessible.role: Accessible.StaticText
    Accessible.name: figure + " " + words

    TextLine {
        id: number

        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(Theme.text(12), implicitWidth + Theme.gap1)
        text: root.figure
        size: Theme.text3
        wght: Theme.bold
        Accessible.ignored: true
    }
    TextLine {
        id: label

        anchors { left: number.right; right: parent.right; verticalCenter: parent.verticalCenter }
        text: root.words
        size: Theme.text1
        color: Theme.soft
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }
}
