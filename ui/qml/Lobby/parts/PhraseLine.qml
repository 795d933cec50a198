import QtQuick
import Lobby

/** An icon and a member's own words beside it. OfferLine and AskLine say which. */
Row {
    id: root

    required property string phrase
    required property string iconName
    property color iconColor: Theme.accent
    property color color: Theme.ink
    property int wght: Theme.regular
    property real size: Theme.text2
    property int lines: 1
    property bool mayBeCut: false // as in TextLine

    spacing: 0.45 * size

    Icon {
        id: icon
        y: (line.lineBox - height) / 2
        name: root.iconName
        size: 1.15 * root.size
        color: root.iconColor
    }
    TextLine {
        id: line

        readonly property real lineBox: lineCount > 0 ? implicitHeight / lineCount : implicitHeight

        width: Math.max(0, root.width - icon.width - root.spacing)
        text: root.phrase
        size: root.size
        wght: root.wght
        color: root.color
        wrapMode: Text.WordWrap
        maximumLineCount: root.lines
        elide: Text.ElideRight
        mayBeCut: root.mayBeCut
    }
}
