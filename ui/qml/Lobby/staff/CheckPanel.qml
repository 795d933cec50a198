pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Lobby

/** The findings about one device, one below the other; scrolls where they are too many. */
StaffPanel {
    id: root

    required property QtObject findings
    required property string verdict // of all of them; empty for none yet
    required property string waiting // what stands there before the first finding
    property bool large: false // where there is room

    CheckWords { id: words }
    Rectangle {
        parent: root
        visible: root.verdict !== ""
        anchors {
            right: parent.right
            rightMargin: root.inset
            top: parent.top
            topMargin: root.inset - Theme.gap1
        }
        width: summary.implicitWidth + 2 * Theme.gap2
        height: 4.4 * Theme.unit
        radius: height / 2
        color: Theme.toneTint(words.tone(root.verdict))

        TextLine {
            id: summary

            anchors.centerIn: parent
            text: words.summary(root.verdict)
            size: Theme.text1
            wght: Theme.bold
            lineHeight: 1
        }
    }
    Flickable {
        id: list

        anchors.fill: parent
        clip: true
        contentHeight: rows.height
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: contentHeight > height
        Keys.onUpPressed: flick(0, 60 * Theme.unit)
        Keys.onDownPressed: flick(0, -60 * Theme.unit)
        Accessible.role: Accessible.List
        Accessible.name: root.title
        ScrollBar.vertical: StaffScroll { list: list }

        Column {
            id: rows

            width: list.width - Theme.gap2 // beside the bar
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
        anchors { left: parent.left; right: parent.right; top: parent.top }
        visible: found.count === 0
        text: root.waiting
        size: root.large ? Theme.text2 : Theme.text(2.4)
        color: Theme.soft
        wrapMode: Text.WordWrap
    }
}
