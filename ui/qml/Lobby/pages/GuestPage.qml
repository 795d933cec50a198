pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** I'm a guest: a name and what for, then whom they visit; or out again by the badge's number. */
FocusScope {
    id: root

    required property KioskModel model

    readonly property GuestRoom room: model.rooms.guest
    readonly property string step: room.step
    readonly property bool isNameMissing: room.isNameMissing
    readonly property bool isWho: room.step === "who"
    readonly property bool isHost: room.step === "host"
    readonly property bool isBadge: room.step === "badge"
    readonly property string fault: ({
        nobody: qsTr("No guest who is in has this badge. Look at the number again."),
        twice: qsTr("Two guests have this badge today. Please hold up your day pass."),
        too_often: qsTr("Please ask at the desk, or hold up your day pass.")
    })[room.fault] ?? ""
    // Who lets an eye rest on the page sees all of it; whoever writes, what they write.
    readonly property bool isWriting: keyboard.isUp
    readonly property bool isPressed: isWriting && Theme.crowded // for room

    function begin() {
        if (isWho && room.name === "")
            who.write();
        else if (isBadge)
            badge.forceActiveFocus();
        else if (Hands.areOnKeys)
            frame.focusFirst();
        else
            frame.forceActiveFocus();
    }

    focus: true
    onStepChanged: begin()
    onIsNameMissingChanged: if (isNameMissing) who.write()
    Component.onCompleted: begin()

    Connections {
        target: root.room

        function onBadgeRefused(): void {
            badge.empty();
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
            title: root.isPressed ? "" : root.isBadge ? qsTr("Leaving?") : root.isHost ? qsTr("Whom are you visiting?") : qsTr("Welcome. What is your name?")
            detail: root.isBadge ? qsTr("Type the number of your badge, or just hold up your day pass.")
                : root.isWriting ? "" : root.isHost ? qsTr("We let them know that you are here.")
                : qsTr("You get a badge, and a code to check out with.")
            other: root.isWriting ? meanwhile : null
            onBack: root.room.back()

            // The keyboard hides the row of actions. The field keeps the focus, or both would go at the touch.
            Button {
                id: meanwhile
                anchors.right: parent.right
                width: Math.min(implicitWidth, parent.width - 8 * Theme.unit - Theme.gap3)
                visible: root.isWriting && !root.isBadge
                focusPolicy: Qt.NoFocus
                kind: "text"
                iconName: root.isHost ? "" : "log-out"
                text: root.isHost ? qsTr("Nobody in particular") : qsTr("I'm leaving")
                size: Theme.text(2.5)
                onClicked: root.isHost ? root.room.nobodyChosen() : root.room.leavingAsked()
            }
        }
        middle: root.isBadge ? badge : root.isHost ? hosts : who
        actions: root.isHost ? nobody : foot
    }
    GuestWho {
        id: who
        visible: root.isWho
        room: root.room
        isWriting: root.isWriting
    }
    GuestHosts {
        id: hosts
        visible: root.isHost
        room: root.room
    }
    PinPad {
        id: badge
        visible: root.isBadge
        label: qsTr("The number of your badge")
        isSecret: false
        least: 1
        most: 4
        fault: root.fault
        onGiven: digits => root.room.badgeGiven(digits)
    }
    Button {
        id: nobody
        visible: root.isHost && !root.isWriting
        implicitHeight: Math.max(Theme.touch, 9 * Theme.unit, implicitContentHeight + 2 * Theme.gap1)
        edge: Theme.accent
        text: qsTr("Nobody in particular")
        size: Theme.text3
        onClicked: root.room.nobodyChosen()
    }
    Flow {
        id: foot
        visible: root.isWho && !root.isWriting
        spacing: Theme.gap3

        Button {
            width: Math.min(implicitWidth, parent.width)
            implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gap1)
            iconName: "log-out"
            text: qsTr("I'm a guest and I'm leaving")
            size: Theme.text2
            onClicked: root.room.leavingAsked()
        }
        LanguageSwitch {
            languages: root.model.languages
            current: root.model.page.language
            onChosen: language => root.model.languageChosen(language)
        }
    }
    Keyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        width: parent.width
        Component.onCompleted: speak(root.model.page.language)
    }
}
