import QtQuick
import Lobby

/** A quiet line with an icon before it. */
Row {
    id: root

    required property string iconName
    required property string hint
    property real size: Theme.text(2.5)
    property color color: Theme.soft
    property color iconColor: color
    property int wght: Theme.regular

    spacing: 1.2 * Theme.unit

    Icon {
        id: icon
        y: (words.implicitHeight / Math.max(1, words.lineCount) - height) / 2
        name: root.iconName
        size: root.size * 1.2
        color: root.iconColor
    }
    TextLine {
        id: words
        width: Math.max(0, Math.min(implicitWidth, root.width - icon.width - root.spacing))
        text: root.hint
        size: root.size
        wght: root.wght
        color: root.color
        wrapMode: Text.Wrap
    }
}
