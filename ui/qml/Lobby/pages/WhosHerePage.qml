import QtQuick
import Lobby
import Lobby.Models

/** Everybody who is here and chose to be seen: found as one types, filtered by what is asked for most. */
FocusScope {
    id: root

    required property KioskModel model

    readonly property WhosHereRoom room: model.rooms.whosHere
    readonly property real margin: Theme.kioskMargin
    readonly property real inner: width - 2 * margin
    readonly property bool isWriting: keyboard.isUp
    readonly property bool isStacked: Theme.portrait || Theme.textScale > 1.2
    // Where letters are large, whoever writes sees what is found and not what the page is called.
    readonly property bool isTitled: !(isWriting && isStacked && Theme.crowded)
    readonly property real bodyTop: (chips.visible ? chips.y + chips.height : head.y + head.height) + (isWriting ? 1 : 2.5) * Theme.unit
    readonly property bool isSought: room.search !== "" || room.chosen !== ""

    focus: true
    onIsWritingChanged: if (isWriting) Qt.callLater(people.goToTop)
    Keys.onEscapePressed: room.back()
    Component.onCompleted: {
        entry.text = room.search;
        if (room.place !== 0)
            people.place = room.place;
        if (Hands.areOnKeys)
            back.forceActiveFocus(Qt.TabFocusReason);
    }

    Item {
        id: head
        x: root.margin
        y: 4 * Theme.unit
        width: root.inner
        height: root.isStacked ? entry.y + entry.height : Math.max(back.height, entry.height)

        Touchable {
            id: back
            width: Math.max(Theme.touch, 8 * Theme.unit)
            height: width
            text: qsTr("Back")
            onClicked: root.room.back()
            contentItem: Item {
                Icon { anchors.centerIn: parent; name: "arrow-left"; size: 3.6 * Theme.unit; color: Theme.accent }
            }
        }
        Column {
            id: titles
            anchors { left: back.right; leftMargin: 2.4 * Theme.unit; right: parent.right }
            anchors.rightMargin: root.isStacked ? 0 : parent.width - entry.x + Theme.gap2
            visible: root.isTitled
            y: root.isStacked ? Math.max(0, (back.height - height) / 2) : (back.height - height) / 2
            spacing: 0.2 * Theme.unit

            Heading {
                width: parent.width
                text: qsTr("Who's here")
                size: Theme.large(5)
                smallest: Theme.large(4)
            }
            TextLine {
                width: parent.width
                //: Beside it stands how many of them chose to be seen.
                text: qsTr("%n people", "in the house", root.room.present) + ", "
                    + qsTr("%n chose to be seen", "", root.room.visible)
                size: Theme.text1
                color: Theme.soft
                wrapMode: Text.WordWrap
            }
        }
        TextEntry {
            id: entry

            readonly property real indent: !root.isStacked ? 0.48 * root.inner : root.isTitled ? 0 : back.width + Theme.gap2

            x: indent
            y: root.isStacked && root.isTitled ? Math.max(back.height, titles.y + titles.height) + Theme.gap2 : 0
            width: parent.width - indent
            isRound: true
            iconName: "search"
            label: qsTr("Search")
            hint: qsTr("A name, an offer, an ask")
            maximumLength: 60
            onTextChanged: {
                root.room.searchTyped(text);
                Qt.callLater(people.goToTop); // when the cards stand in their new places
            }
        }
    }
    ChipRow {
        id: chips
        x: root.margin
        y: head.y + head.height + Theme.gap3
        width: root.inner
        visible: !root.isWriting && root.room.visible > 0
        rows: root.isStacked ? 2 : 1
        chips: root.room.chips
        chosen: root.room.chosen
        onPicked: key => {
            root.room.chipChosen(key);
            people.goToTop();
        }
    }
    TextLine {
        id: found
        x: root.margin
        y: root.bodyTop
        height: root.isWriting && more.visible ? more.height : Theme.text(3)
        width: root.inner - (root.isWriting && more.visible ? more.width + Theme.gap2 : 0)
        visible: root.isSought && root.room.count > 0
        text: qsTr("%n people", "found", root.room.count)
        size: Theme.text1
        wght: Theme.semibold
        color: Theme.soft
        onTextChanged: if (found.visible) found.Accessible.announce(found.text)
    }
    PersonGrid {
        id: people
        y: found.visible ? found.y + found.height + (root.isWriting ? Theme.gap1 : 0) : root.bodyTop - ring
        width: parent.width
        isTight: root.isWriting
        room: keyboard.y - root.bodyTop - (found.visible ? Theme.text(3) : 0)
        height: keyboard.y - y - (root.isWriting || !scrolls ? 0 : more.height + 3.5 * Theme.unit)
        visible: root.room.count > 0
        margin: root.margin
        people: root.room.people
        cards: root.room.cards
        total: root.room.count
        onEnded: root.room.moreAsked()
        onPicked: key => {
            root.room.placeLeft(place);
            root.room.openPerson(key);
        }
    }
    MorePill {
        id: more
        x: root.isWriting ? root.margin + root.inner - width : (root.width - width) / 2
        y: root.isWriting ? root.bodyTop : keyboard.y - height - Theme.gap2
        width: Math.min(root.inner, implicitWidth)
        // Letters so large leave no room beside how many were found; a finger scrolls all the same.
        visible: people.visible && people.scrolls && !(root.isWriting && Theme.textScale > 1.2)
        view: people.view
        more: people.below > 0 ? qsTr("%n more people", "", people.below) : ""
    }
    NobodyFound {
        anchors { left: parent.left; right: parent.right; top: found.top; bottom: keyboard.top; margins: root.margin; topMargin: 0 }
        visible: root.room.count === 0
        isSought: root.isSought
        onEverybodyAsked: {
            root.room.chipChosen("");
            entry.text = "";
        }
    }
    Keyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        width: parent.width
        Component.onCompleted: speak(root.model.page.language)
    }
}
