pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Somebody is checked in: their name, whom to say hello to, how they are today. */
Item {
    id: root

    required property KioskModel model

    readonly property int hellos: model.page.helloCount
    readonly property string greeting: model.page.partOfDay === "morning" ? qsTr("Good morning")
        : model.page.partOfDay === "afternoon" ? qsTr("Good afternoon") : qsTr("Good evening")
    readonly property string day: ["", "", qsTr("Second day this week."), qsTr("Third day this week."),
        qsTr("Fourth day this week."), qsTr("Fifth day this week."), qsTr("Sixth day this week."),
        qsTr("Seventh day this week.")][model.page.daysThisWeek] ?? ""
    readonly property string saidBack: model.page.saidBack === "hidden" ? qsTr("The wall only counts you.")
        : model.page.saidBack === "first_name" ? qsTr("The wall shows your first name.")
        : model.page.saidBack === "profile" ? qsTr("The wall shows your name, offers and asks.") : ""
    readonly property string since: model.page.cameAt === "" ? qsTr("You're checked in.")
        : qsTr("You checked in at %1.").arg(model.page.cameAt)

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        gap: Theme.portrait && !Theme.crowded ? Theme.gap3 : Theme.gap2
        headShare: Theme.portrait ? 0.15 : 0.3
        bottomMargin: Theme.gap2 // the words of the row below have room around them
        onEscaped: root.model.timedOut()

        head: VerdictBand {
            id: band

            readonly property bool hasNews: root.model.page.waves.length + root.model.page.guests.length > 0

            tone: "good"
            iconName: "check"
            iconSize: (hasNews && Theme.upright ? 9 : Theme.portrait || hasNews ? 11 : 13) * Theme.unit
            headline: root.model.page.name === "" ? qsTr("Welcome")
                //: Greeting and name, as in "Good morning, Ana".
                : qsTr("%1, %2").arg(root.greeting).arg(root.model.page.name)
            headlineSize: Theme.crowded ? Theme.text(6) : hasNews ? Theme.text(Theme.upright ? 8.4 : 7.4) : Theme.text6
            smallestHeadline: Theme.crowded ? Theme.text(5) : Theme.large(7)
            padding: Theme.portrait && !hasNews ? Theme.gap3 : Theme.gap2
            detail: root.since + " " + (root.saidBack !== "" ? root.saidBack : root.day)
            detailColor: Theme.good
            corner: frame.corner
            notices: [
                WaveNews {
                    most: band.newsWidth
                    names: root.model.page.waves
                },
                GuestNews {
                    most: band.newsWidth
                    names: root.model.page.guests
                }
            ]
        }
        middle: Item {
            implicitHeight: people.y + people.implicitHeight + Theme.gap2 + modes.implicitHeight

            TextLine {
                id: title
                width: parent.width
                text: root.hellos === 2 ? qsTr("Two people to say hello to")
                    : root.hellos === 1 ? qsTr("Somebody to say hello to") : qsTr("In the house")
                size: Theme.text(2.8)
                wght: Theme.semibold + 30
                color: root.hellos > 0 ? Theme.hello : Theme.accent
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
            ButtonRow {
                id: people
                y: title.height + Theme.gap1
                width: parent.width
                height: parent.height - y - Theme.gap2 - modes.height
                most: Theme.portrait || Theme.crowded || root.hellos === 0 ? 1 : 2
                isEven: most > 1

                Repeater {
                    model: root.model.page.hellos

                    HelloCard {
                        width: people.cellWidth
                        height: people.heightOf(this)
                        kiosk: root.model
                    }
                }
                HouseCard {
                    width: people.cellWidth
                    height: people.heightOf(this)
                    visible: root.hellos < 2
                    isAlone: root.hellos === 0
                    model: root.model
                }
            }
            ModeRow {
                id: modes
                y: parent.height - height
                width: parent.width
                height: implicitHeight
                model: root.model
            }
        }
        actions: TextButtons {
            Button {
                kind: "text"
                iconName: "log-out"
                text: qsTr("I'm leaving")
                size: Theme.text(2.5)
                onClicked: root.model.leaveChosen()
            }
            Button {
                visible: root.model.page.canUndo
                kind: "text"
                iconName: "undo-2"
                text: qsTr("Undo")
                size: Theme.text(2.5)
                onClicked: root.model.undoChosen()
            }
            Button {
                kind: "text"
                iconName: "users"
                text: qsTr("Who's here")
                size: Theme.text(2.5)
                onClicked: root.model.pageAsked("whos_here")
            }
            Button {
                visible: root.model.page.hasOwnPage
                kind: "text"
                iconName: "user"
                text: qsTr("My profile")
                size: Theme.text(2.5)
                onClicked: root.model.pageAsked("me")
            }
        }
    }
}
