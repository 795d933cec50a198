import QtQuick
import Lobby

/** One answer to what the wall may show: a true piece of the wall, the words, and what it does. */
Touchable {
    id: root

    required property string title
    required property string explanation
    default property alias sample: piece.data
    readonly property bool low: Theme.portrait // in portrait the piece stands beside the words

    padding: 2 * Theme.unit
    Accessible.description: title + ". " + explanation

    contentItem: Item {
        Rectangle {
            id: piece
            width: root.low ? 0.42 * parent.width : parent.width
            height: root.low ? parent.height : 25 * Theme.unit
            radius: Theme.innerRadius
            color: Theme.paper
        }
        Column {
            id: words
            x: root.low ? piece.width + Theme.gap3 : Theme.gap1
            y: root.low ? Theme.gap1 : piece.height + Theme.gap3
            width: parent.width - x - Theme.gap1
            spacing: Theme.gap1

            TextLine {
                width: parent.width
                text: root.title
                size: Theme.text3
                wght: Theme.bold
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
            TextLine {
                width: parent.width
                text: root.explanation
                size: Theme.text2
                color: Theme.soft
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
        }
        // Looks like a button so that nobody wonders where to touch; the whole card is it.
        Rectangle {
            x: words.x
            y: parent.height - height - (root.low ? 0 : Theme.gap1)
            width: words.width
            height: 8 * Theme.unit
            radius: Theme.radius
            color: root.checked ? Theme.accent : Theme.card
            border { width: Theme.edgeWidth; color: Theme.accent }

            TextLine {
                anchors { fill: parent; margins: Theme.gap1 }
                text: root.text
                size: Theme.text2
                wght: Theme.semibold
                color: root.checked ? Theme.accentInk : Theme.accent
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
        }
    }
}
