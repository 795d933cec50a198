import QtQuick
import Lobby

/** Somebody's offer or ask on the wall, over as many rows as there is room for. */
Item {
    id: root

    required property string phrase
    required property real size
    property bool isAsk: false
    property bool isDimmed: false
    property int lines: 1
    readonly property color tone: isDimmed ? Theme.soft : isAsk ? Theme.hello : Theme.accent

    implicitHeight: words.implicitHeight

    Icon {
        id: icon

        y: (0.9 * first.height - height) / 2
        name: root.isAsk ? "megaphone" : "hand-helping"
        size: 1.15 * root.size
        color: root.tone
    }
    TextLine {
        id: words

        anchors { left: icon.right; leftMargin: 0.45 * root.size; right: parent.right }
        text: root.phrase
        size: root.size
        lineHeight: 0.9
        wght: root.isAsk ? Theme.medium : Theme.regular
        color: root.isDimmed || root.isAsk ? root.tone : Theme.ink
        wrapMode: Text.WordWrap
        maximumLineCount: root.lines
        elide: Text.ElideRight
        mayBeCut: true
        Accessible.ignored: true
    }
    FontMetrics {
        id: first

        font: words.font
    }
}
