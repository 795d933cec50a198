pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Offers, or asks, one below the other: each can be changed or taken away, and another one added. */
MeStage {
    id: root

    readonly property bool areAsks: me.stage === "asks"
    readonly property list<string> texts: areAsks ? me.record.asks : me.record.offers
    readonly property bool isFull: texts.length >= me.most

    title: areAsks ? qsTr("You are looking for") : qsTr("You can help with")
    detail: texts.length === 0
        ? areAsks ? qsTr("Nothing yet. What would help you? Somebody here may know it.")
            : qsTr("Nothing yet. What do people come to you for?")
        : isFull ? qsTr("%n is the most. Take one out to make room.", "", me.most)
        : qsTr("Touch one to change it or to take it out.")
    middle: Column {
        spacing: Theme.gap2

        Repeater {
            model: root.texts

            Touchable {
                id: phrase

                required property int index
                required property string modelData

                width: (parent as Column)?.width ?? 0
                implicitHeight: Math.max(Theme.touch, line.implicitHeight + 2 * padding)
                padding: Theme.gap2
                text: modelData
                Accessible.description: qsTr("Change or take out")
                onClicked: root.me.writingAsked(root.areAsks ? "ask" : "offer", index)

                contentItem: Item {
                    PhraseLine {
                        id: line
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - pencil.width - Theme.gap2
                        iconName: root.areAsks ? "megaphone" : "hand-helping"
                        iconColor: root.areAsks ? Theme.hello : Theme.accent
                        phrase: phrase.modelData
                        size: Theme.text(2.9)
                        lines: 40
                    }
                    Icon {
                        id: pencil
                        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                        name: "pencil"
                        color: Theme.accent
                    }
                }
            }
        }
    }
    actions: ButtonRow {
        id: row
        visible: !root.isFull
        least: 9 * Theme.unit

        Button {
            width: row.cellWidth
            height: row.cellHeight
            kind: "filled"
            iconName: "plus"
            size: Theme.text(3)
            text: root.areAsks ? qsTr("Say what you are looking for") : qsTr("Say what you can help with")
            onClicked: root.me.writingAsked(root.areAsks ? "ask" : "offer", -1)
        }
    }
}
