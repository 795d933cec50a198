import QtQuick
import Lobby

/** How many people are here: the number large, the words beside it. */
Item {
    id: root

    required property int count
    required property string words
    property real numberSize: Theme.text(11)
    property real wordsSize: Theme.text3

    implicitWidth: number.implicitWidth + Theme.gap2 + label.implicitWidth
    implicitHeight: number.implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: root.count + " " + root.words

    TextLine {
        id: number
        text: root.count
        size: root.numberSize
        wght: Theme.heading
        color: Theme.accent
        Accessible.ignored: true
    }
    TextLine {
        id: label
        anchors { left: number.right; leftMargin: Theme.gap2; baseline: number.baseline }
        text: root.words
        size: root.wordsSize
        wght: Theme.semibold
        Accessible.ignored: true
    }
}
