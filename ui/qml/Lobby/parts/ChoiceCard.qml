import QtQuick
import Lobby

/** One answer to what the wall may show: a true piece of the wall, the words, and what it does. */
Touchable {
    id: root

    required property string title
    required property string explanation
    default property Item sample
    // On an upright screen the piece stands beside the words, unless they need the width.
    readonly property bool low: Theme.portrait && Theme.textScale < 1.3
    readonly property real sampleRoom: (sample?.implicitHeight ?? 0) + 2 * Theme.gap2
    readonly property real wordsRoom: words.implicitHeight + Theme.gap3 + answer.height
    property real pieceHeight: sampleRoom // where it stands above the words

    padding: 2 * Theme.unit
    implicitHeight: 2 * padding + (low ? Math.max(sampleRoom, wordsRoom + 2 * Theme.gap1)
        : pieceHeight + Theme.gap3 + wordsRoom + Theme.gap1)
    Accessible.description: title + ". " + explanation

    Binding { target: root.sample; property: "parent"; value: piece }
    Binding { target: root.sample; property: "x"; value: Theme.gap2 }
    Binding { target: root.sample; property: "y"; value: (piece.height - (root.sample?.implicitHeight ?? 0)) / 2 }
    Binding { target: root.sample; property: "width"; value: piece.width - 2 * Theme.gap2 }

    contentItem: Item {
        Rectangle {
            id: piece
            width: root.low ? 0.42 * parent.width : parent.width
            height: root.low ? parent.height : root.pieceHeight
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
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            TextLine {
                width: parent.width
                text: root.explanation
                size: Theme.text2
                color: Theme.soft
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        // Looks like a button so that nobody wonders where to touch; the whole card is it.
        Rectangle {
            id: answer
            x: words.x
            y: parent.height - height - Theme.gap1
            width: words.width
            height: Math.max(8 * Theme.unit, label.implicitHeight + 2 * Theme.gap1)
            radius: Theme.radius
            color: root.checked ? Theme.accent : Theme.card
            border { width: Theme.edgeWidth; color: Theme.accent }

            TextLine {
                id: label
                anchors { left: parent.left; right: parent.right; margins: Theme.gap1; verticalCenter: parent.verticalCenter }
                text: root.text
                size: Theme.text2
                wght: Theme.semibold
                color: root.checked ? Theme.accentInk : Theme.accent
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
