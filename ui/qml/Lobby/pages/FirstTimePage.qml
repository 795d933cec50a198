import QtQuick
import Lobby
import Lobby.Models

/** What may the wall show of you? Three answers of equal weight; walking away chooses nothing. */
Item {
    id: root

    required property KioskModel model

    readonly property real margin: Theme.kioskMargin
    readonly property bool isFirst: model.page.visibility === ""
    readonly property string counted: qsTr("people here now", "after the number", model.page.present)

    PageRing {
        id: ring
        countdown: root.model.countdown
    }
    Column {
        id: title
        x: root.margin
        y: (Theme.portrait ? 17 : 5) * Theme.unit
        width: (Theme.portrait ? parent.width - root.margin : ring.x - Theme.gap3) - root.margin
        spacing: Theme.gap1

        Heading {
            width: parent.width
            text: root.model.page.name === "" ? qsTr("What may the wall show of you?")
                : qsTr("%1, what may the wall show of you?").arg(root.model.page.name)
            size: Theme.text(6.2)
            smallest: Theme.text(Theme.portrait && root.model.page.name.length < 24 ? 5.4 : 4.6)
            maximumLineCount: Theme.portrait ? 3 : 2
        }
        TextLine {
            width: parent.width
            text: qsTr("You are checked in either way. You can change this at every check-in.")
            size: Theme.text(2.8)
            color: Theme.soft
            wrapMode: Text.WordWrap
        }
    }
    Grid {
        id: cards

        readonly property real room: note.y - y - Theme.gap3
        readonly property real cardWidth: Theme.portrait ? width : (width - 2 * spacing) / 3
        readonly property real cardHeight: Theme.portrait ? (room - 2 * spacing) / 3 : room

        x: root.margin
        y: title.y + title.height + Theme.gap3
        width: parent.width - 2 * root.margin
        columns: Theme.portrait ? 1 : 3
        spacing: 2.3 * Theme.unit

        ChoiceCard {
            width: cards.cardWidth
            height: cards.cardHeight
            title: qsTr("Nothing")
            explanation: qsTr("I am one of the %n, without a face or a name.", "", root.model.page.present)
            text: qsTr("Only count me")
            checked: root.model.page.visibility === "hidden"
            onClicked: root.model.visibilityChosen("hidden")

            Column {
                anchors.centerIn: parent

                TextLine {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: Theme.whole(root.model.page.present)
                    size: Theme.text(11)
                    wght: Theme.heading
                    color: Theme.accent
                    Accessible.ignored: true
                }
                TextLine {
                    text: root.counted
                    Accessible.ignored: true
                }
            }
        }
        ChoiceCard {
            width: cards.cardWidth
            height: cards.cardHeight
            title: qsTr("My first name")
            explanation: root.model.page.name === "" ? qsTr("No photo, nothing else.")
                : qsTr("Just %1. No photo, nothing else.").arg(root.model.page.name)
            text: qsTr("Show my first name")
            checked: root.model.page.visibility === "first_name"
            onClicked: root.model.visibilityChosen("first_name")

            Column {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.gap2
                spacing: Theme.gap1

                Avatar {
                    anchors.horizontalCenter: parent.horizontalCenter
                    diameter: 12 * Theme.unit
                    initials: root.model.page.name.charAt(0)
                    hue: root.model.page.hue
                }
                TextLine {
                    width: parent.width
                    text: root.model.page.name
                    size: Theme.text3
                    wght: Theme.bold
                    elide: Text.ElideRight
                    horizontalAlignment: Text.AlignHCenter
                    Accessible.ignored: true
                }
            }
        }
        ChoiceCard {
            width: cards.cardWidth
            height: cards.cardHeight
            title: qsTr("Name, offers, asks")
            explanation: qsTr("My whole card, as here. And suggest me to people who could use it.")
            text: qsTr("Show all of it")
            checked: root.model.page.visibility === "profile"
            onClicked: root.model.visibilityChosen("profile")

            Card {
                anchors { fill: parent; margins: Theme.portrait ? Theme.gap2 : Theme.gap1 }

                Column {
                    anchors { left: parent.left; right: parent.right; margins: Theme.gap2; verticalCenter: parent.verticalCenter }
                    spacing: 0.8 * Theme.unit

                    Row {
                        width: parent.width
                        spacing: Theme.gap2

                        Avatar {
                            id: face
                            diameter: 6.4 * Theme.unit
                            initials: root.model.page.initials
                            hue: root.model.page.hue
                        }
                        TextLine {
                            anchors.verticalCenter: face.verticalCenter
                            width: parent.width - face.width - parent.spacing
                            text: root.model.page.name
                            size: Theme.text3
                            wght: Theme.bold
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                    }
                    OfferLine {
                        width: parent.width
                        visible: phrase !== ""
                        phrase: root.model.page.offer
                        size: Theme.text1
                        lines: 2
                    }
                    AskLine {
                        width: parent.width
                        visible: phrase !== ""
                        phrase: root.model.page.ask
                        size: Theme.text1
                        lines: 2
                    }
                }
            }
        }
    }
    HintLine {
        id: note
        x: root.margin
        y: root.height - height - root.margin
        width: parent.width - 2 * root.margin
        iconName: "shield-check"
        hint: root.isFirst ? qsTr("If you walk away now, nothing is shown.")
            : qsTr("If you walk away now, nothing changes.")
    }
}
