pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** One text of one's own, with the keyboard below; it is kept when they say so. */
MeStage {
    id: root

    property bool hasKeyboard: false // on the screen, with a key that saves
    readonly property bool isTight: hasKeyboard && Theme.crowded
    readonly property bool isWritten: me.written !== ""
    readonly property bool isPhrase: me.writing === "offer" || me.writing === "ask"
    readonly property string example: ({
        headline: qsTr("Brand designer"),
        seat: qsTr("Upstairs, by the window"),
        ask_about: qsTr("Beekeeping on a balcony"),
        offer: qsTr("Reading your grant application"),
        ask: qsTr("A logo for a school garden")
    })[me.writing] ?? ""

    function save(): void {
        me.textGiven(entry.text);
    }

    // The keyboard takes its room a moment after the entry has the focus.
    onHeightChanged: if (entry.isWriting) bringIntoView(entry)

    title: ({
        headline: qsTr("What do you do?"),
        seat: qsTr("Where do you sit?"),
        ask_about: qsTr("What may people ask you about?"),
        offer: qsTr("What can you help with?"),
        ask: qsTr("What are you looking for?")
    })[me.writing] ?? ""
    middle: Column {
        spacing: Theme.gap1

        TextEntry {
            id: entry
            width: parent.width
            label: root.title
            hint: root.example
            size: Theme.text(2.9)
            maximumLength: root.me.longest
            onTextChanged: root.model.touched()
            onAccepted: root.save()
            Component.onCompleted: {
                text = root.me.written;
                write();
            }
        }
        TextLine {
            width: parent.width
            visible: !root.isTight
            text: qsTr("%n letters left", "", Math.max(0, root.me.longest - entry.text.length))
            size: Theme.text1
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
    actions: ButtonRow {
        id: row
        visible: !root.hasKeyboard || (root.isWritten && !root.isTight)

        Button {
            visible: root.isWritten
            width: row.cellWidth
            height: row.cellHeight
            iconName: "trash-2"
            text: root.isPhrase ? qsTr("Take it out") : qsTr("Leave it empty")
            onClicked: root.me.textGiven("")
        }
        Button {
            width: row.cellWidth
            height: row.cellHeight
            kind: "filled"
            iconName: "check"
            visible: !root.hasKeyboard
            text: qsTr("Save")
            onClicked: root.save()
        }
    }
}
