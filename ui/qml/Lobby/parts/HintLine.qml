import QtQuick
import Lobby

/** A quiet line with an icon before it. */
Item {
    id: root

    required property string iconName
    required property string hint
    property real size: Theme.text(2.5)
    property color color: Theme.soft
    property color iconColor: color
    property int wght: Theme.regular

    implicitWidth: words.x + Math.ceil(words.implicitWidth)
    implicitHeight: Math.max(icon.height, words.height)

    Icon {
        id: icon
        y: Math.max(0, (words.height / Math.max(1, words.lineCount) - height) / 2)
        name: root.iconName
        size: root.size * 1.2
        color: root.iconColor
    }
    TextLine {
        id: words
        x: icon.width + 1.2 * Theme.unit
        width: Math.max(0, Math.min(Math.ceil(implicitWidth), root.width - x))
        text: root.hint
        size: root.size
        wght: root.wght
        color: root.color
        wrapMode: Text.Wrap
    }
}
