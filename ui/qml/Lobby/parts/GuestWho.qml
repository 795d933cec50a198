pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** A guest's name, and what brings them here: a touch on that goes on. */
Column {
    id: root

    required property GuestRoom room
    property bool isWriting: false

    function write() {
        entry.write();
    }

    spacing: Theme.gap3

    component Purpose: Button {
        required property string key

        width: purposes.cellWidth
        height: purposes.cellHeight
        edge: Theme.accent
        onClicked: root.room.purposeChosen(key)
    }

    TextEntry {
        id: entry
        width: parent.width
        iconName: "user"
        isName: true
        label: qsTr("Your name")
        hint: qsTr("Your name")
        size: Theme.text3
        maximumLength: 80
        onTextChanged: root.room.nameTyped(text)
        Component.onCompleted: text = root.room.name
    }
    TextLine {
        id: question
        width: parent.width
        text: root.room.isNameMissing ? qsTr("Please type your name first.") : qsTr("What brings you here?")
        size: Theme.text(2.8)
        wght: Theme.semibold
        color: root.room.isNameMissing ? Theme.stop : Theme.ink
        wrapMode: Text.Wrap
        onTextChanged: Accessible.announce(question.text)
    }
    ButtonRow {
        id: purposes
        width: parent.width
        height: implicitHeight
        least: (root.isWriting ? 8 : 12) * Theme.unit

        Purpose { key: "meeting"; iconName: "users"; text: qsTr("A meeting") }
        Purpose { key: "event"; iconName: "calendar"; text: qsTr("An event") }
        Purpose { key: "tour"; iconName: "door-open"; text: qsTr("A look round") }
        Purpose { key: "other"; iconName: "ellipsis"; text: qsTr("Something else") }
    }
    HintLine {
        width: parent.width
        visible: !root.isWriting
        iconName: "shield-check"
        size: Theme.text2
        hint: qsTr("No screen shows your name. Only staff and your host read it; it is forgotten after 30 days.")
    }
}
