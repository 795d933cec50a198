pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** The findings about one device, one below the other; scrolls where they are too many. */
StaffPanel {
    id: root

    required property QtObject findings
    required property string verdict // of all of them; empty for none yet
    required property string waiting // what stands there before the first finding
    property bool large: false // where there is room

    wanted: found.count > 0 ? rows.height : nothing.height
    beside: Rectangle {
        visible: root.verdict !== ""
        width: summary.width + 2 * Theme.gap2
        height: Math.max(root.line, summary.height + Theme.gap1)
        radius: Math.min(height, root.line) / 2
        color: Theme.toneTint(words.tone(root.verdict))

        TextLine {
            id: summary

            anchors.centerIn: parent
            width: Math.min(implicitWidth, root.width - 2 * root.inset - 2 * Theme.gap2)
            text: words.summary(root.verdict)
            size: Theme.text1
            wght: Theme.bold
            lineHeight: 1
            wrapMode: Text.WordWrap
        }
    }

    CheckWords { id: words }
    StaffView {
        anchors.fill: parent
        contentHeight: rows.height
        Accessible.role: Accessible.List
        Accessible.name: root.title

        Column {
            id: rows

            width: parent.width - Theme.gap2 // beside the bar
            spacing: root.large ? Theme.gap3 : 0.6 * Theme.unit

            Repeater {
                id: found

                model: root.findings

                CheckRow {
                    words: words
                    large: root.large
                    width: rows.width
                }
            }
        }
    }
    TextLine {
        id: nothing

        anchors { left: parent.left; right: parent.right; top: parent.top }
        visible: found.count === 0
        text: root.waiting
        size: root.large ? Theme.text2 : Theme.text(2.4)
        color: Theme.soft
        wrapMode: Text.WordWrap
    }
}
