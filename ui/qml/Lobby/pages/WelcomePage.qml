pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Somebody is checked in: their name, whom to say hello to, how they are today. */
Item {
    id: root

    required property KioskModel model

    readonly property real margin: Theme.kioskMargin
    readonly property int tiles: model.page.helloCount === 1 ? 2 : Math.max(1, model.page.helloCount)
    readonly property string greeting: model.page.partOfDay === "morning" ? qsTr("Good morning")
        : model.page.partOfDay === "afternoon" ? qsTr("Good afternoon") : qsTr("Good evening")
    readonly property string day: ["", "", qsTr("Second day this week."), qsTr("Third day this week."),
        qsTr("Fourth day this week."), qsTr("Fifth day this week."), qsTr("Sixth day this week."),
        qsTr("Seventh day this week.")][model.page.daysThisWeek] ?? ""
    readonly property string saidBack: model.page.saidBack === "hidden" ? qsTr("The wall only counts you.")
        : model.page.saidBack === "first_name" ? qsTr("The wall shows your first name.")
        : model.page.saidBack === "profile" ? qsTr("The wall shows your name, offers and asks.") : ""
    readonly property string since: model.page.cameAt === "" ? qsTr("You're checked in.")
        : qsTr("You're checked in, %1.").arg(model.page.cameAt)

    VerdictBand {
        id: band
        width: parent.width
        height: Math.max(implicitHeight, (Theme.portrait ? 37 : 25) * Theme.unit)
        tone: "good"
        iconName: "check"
        iconSize: (Theme.portrait ? 11 : 13) * Theme.unit
        headline: root.model.page.name === "" ? qsTr("Welcome")
            //: Greeting and name, as in "Good morning, Ana".
            : qsTr("%1, %2").arg(root.greeting).arg(root.model.page.name)
        headlineSize: Theme.text6
        smallestHeadline: Theme.text(7)
        detail: root.since + " " + (root.saidBack !== "" ? root.saidBack : root.day)
        detailColor: Theme.good
        corner: 20 * Theme.unit
    }
    PageRing { countdown: root.model.countdown }

    Rise {
        anchors { fill: parent; topMargin: band.height }

        TextLine {
            id: title
            x: root.margin
            y: Theme.gap3
            text: root.model.page.helloCount === 2 ? qsTr("Two people to say hello to")
                : root.model.page.helloCount === 1 ? qsTr("Somebody to say hello to") : qsTr("In the house")
            size: Theme.text(2.8)
            wght: Theme.semibold + 30
            color: root.model.page.helloCount > 0 ? Theme.hello : Theme.accent
            Accessible.role: Accessible.Heading
        }
        Grid {
            id: cards

            readonly property real room: modes.y - y - Theme.gap3

            x: root.margin
            y: title.y + title.height + Theme.gap1
            width: parent.width - 2 * root.margin
            columns: Theme.portrait ? 1 : root.tiles
            spacing: Theme.gap2

            readonly property real cardWidth: (width - (columns - 1) * spacing) / columns
            readonly property real cardHeight: Theme.portrait
                ? (room - (root.tiles - 1) * spacing) / root.tiles : room

            Repeater {
                model: root.model.page.hellos

                HelloCard {
                    width: cards.cardWidth
                    height: cards.cardHeight
                }
            }
            HouseCard {
                width: cards.cardWidth
                height: cards.cardHeight
                visible: root.model.page.helloCount < 2
                model: root.model
            }
        }
        Row {
            id: modes
            x: root.margin
            y: small.y - height - (Theme.portrait ? Theme.gap4 : Theme.gap2)
            spacing: Theme.gap2

            readonly property real chipWidth: (parent.width - 2 * root.margin - 2 * spacing) / 3

            ModeChip {
                width: modes.chipWidth
                text: qsTr("Come and talk")
                explanation: qsTr("People may say hello")
                iconName: "message-circle"
                checked: root.model.page.mode === "hello"
                onClicked: root.model.modeChosen("hello")
            }
            ModeChip {
                width: modes.chipWidth
                text: qsTr("Heads down")
                explanation: qsTr("Shown dimmed, not suggested")
                iconName: "headphones"
                checked: root.model.page.mode === "heads_down"
                onClicked: root.model.modeChosen("heads_down")
            }
            ModeChip {
                width: modes.chipWidth
                text: qsTr("Invisible today")
                explanation: qsTr("Only counted")
                iconName: "eye-off"
                checked: root.model.page.mode === "invisible"
                onClicked: root.model.modeChosen("invisible")
            }
        }
        Row {
            id: small
            x: root.margin
            y: parent.height - height - Theme.gap3
            spacing: Theme.gap4

            Button {
                kind: "text"
                iconName: "log-out"
                text: qsTr("I'm leaving")
                size: Theme.text(2.5)
                onClicked: root.model.leaveChosen()
            }
            Button {
                kind: "text"
                iconName: "undo-2"
                text: qsTr("Undo")
                size: Theme.text(2.5)
                onClicked: root.model.undoChosen()
            }
        }
        Button {
            anchors { right: parent.right; rightMargin: root.margin; verticalCenter: small.verticalCenter }
            visible: !root.model.page.isUnknown
            kind: "text"
            iconName: "eye"
            text: qsTr("What the wall shows")
            size: Theme.text(2.5)
            onClicked: root.model.visibilityAsked()
        }
    }
}
