pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** No code with me: one's name, then one's PIN; or one's own page on the phone. */
FocusScope {
    id: root

    required property KioskModel model

    readonly property ByNameRoom room: model.rooms.byName
    readonly property bool isWriting: keyboard.isUp
    readonly property bool isPressed: isWriting && Theme.crowded // for room
    readonly property bool isPin: room.isChosen
    readonly property bool canTry: room.fault !== "no_pin" && room.fault !== "too_often"
    readonly property bool hasPhone: room.memberPage !== "" && !isWriting && room.search === ""
    readonly property string fault: ({
        wrong_pin: qsTr("That is not your PIN. %n tries left.", "", room.triesLeft),
        no_pin: qsTr("Ask at the desk today, and choose a PIN on your page next time."),
        too_often: qsTr("Please ask at the desk: your name is locked here for a quarter of an hour.")
    })[room.fault] ?? ""

    function begin() {
        if (room.isChosen)
            pad.forceActiveFocus();
        else if (room.memberPage === "" && room.search === "")
            entry.write();
        else if (Hands.areOnKeys)
            frame.focusFirst();
        else
            frame.forceActiveFocus();
    }

    focus: true
    onIsPinChanged: begin()
    Component.onCompleted: begin()

    Connections {
        target: root.room

        function onPinRefused(): void {
            pad.empty();
        }
    }
    PageFrame {
        id: frame
        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: keyboard.top }
        model: root.model
        gap: root.isWriting ? Theme.gap1 : Theme.gap3
        headMargin: root.isWriting ? Theme.gap3 : Theme.gap4
        focus: true
        hasRing: !root.isWriting
        onEscaped: root.room.back()

        head: PageTitle {
            hasBack: true
            corner: frame.corner
            isUnderRing: Theme.portrait && !Theme.crowded && !root.isWriting
            title: root.isPressed ? "" : root.room.isChosen ? root.room.name : qsTr("No code with you?")
            detail: root.isWriting ? "" : !root.room.isChosen ? qsTr("Type at least three letters of your name.")
                : root.canTry ? qsTr("Type your PIN.") : ""
            onBack: root.room.back()
        }
        middle: !root.room.isChosen ? names : root.canTry ? pad : closed
    }
    Column {
        id: names
        visible: !root.room.isChosen
        spacing: root.isWriting ? Theme.gap2 : Theme.gap3

        TextEntry {
            id: entry
            width: parent.width
            isName: true
            iconName: "search"
            label: qsTr("Your name")
            hint: qsTr("Your name")
            size: Theme.text3
            maximumLength: 200
            onTextChanged: root.room.searchTyped(text)
        }
        PeopleToChoose {
            width: parent.width
            people: root.room.people
            onPicked: key => root.room.personChosen(key)
        }
        TextLine {
            id: nobody
            width: parent.width
            visible: root.room.isTooOften || (root.room.isSearched && root.room.peopleCount === 0)
            text: root.room.isTooOften ? qsTr("Please wait a minute before you search again.")
                : qsTr("Nobody found with these letters. If the wall does not show you, type your whole name.")
            size: Theme.text2
            color: Theme.soft
            wrapMode: Text.Wrap
            onVisibleChanged: if (visible) Accessible.announce(nobody.text)
        }
        PhoneCard {
            width: parent.width
            visible: root.hasPhone
            address: root.room.memberPage
        }
    }
    PinPad {
        id: pad
        visible: root.room.isChosen && root.canTry
        label: qsTr("Your PIN")
        fault: root.canTry ? root.fault : ""
        onGiven: digits => root.room.pinGiven(digits)
    }
    Item {
        id: closed
        visible: root.room.isChosen && !root.canTry
        implicitHeight: sorry.height + Theme.gap3 + help.implicitHeight

        TextLine {
            id: sorry
            width: parent.width
            text: root.canTry ? "" : root.fault
            size: Theme.text3
            wght: Theme.semibold
            wrapMode: Text.Wrap
            onTextChanged: Accessible.announce(sorry.text)
        }
        HelpCard {
            id: help
            y: sorry.height + Theme.gap3
            width: parent.width
            height: parent.height - y
            place: root.model.page.placeOfHelp
        }
    }
    Keyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        width: parent.width
        Component.onCompleted: speak(root.model.page.language)
    }
}
