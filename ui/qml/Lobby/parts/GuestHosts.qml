import QtQuick
import Lobby
import Lobby.Models

/** Whom a guest may visit: who is here and chose to be seen, anybody else by their whole name. */
Column {
    id: root

    required property GuestRoom room

    spacing: Theme.gap3

    TextEntry {
        width: parent.width
        isRound: true
        isName: true
        iconName: "search"
        label: qsTr("Search a name")
        hint: qsTr("Type a name")
        maximumLength: 80
        onTextChanged: root.room.searchTyped(text)
        onVisibleChanged: if (visible) text = root.room.search
    }
    PeopleToChoose {
        width: parent.width
        people: root.room.hosts
        onPicked: key => root.room.hostChosen(key)
    }
    TextLine {
        id: nobody
        width: parent.width
        visible: root.room.isTooOften || root.room.hostCount === 0
        text: root.room.isTooOften ? qsTr("Please wait a minute before you search again.")
            : root.room.search === "" ? qsTr("Nobody here chose to be seen. Type the whole name of the person you visit.")
            : qsTr("Nobody found with these letters. Some people are found by their whole name only.")
        size: Theme.text2
        color: Theme.soft
        wrapMode: Text.Wrap
        onVisibleChanged: if (visible) Accessible.announce(nobody.text)
    }
}
