import QtQuick
import Lobby
import Lobby.Models

/** What may the wall show of you? Three answers of equal weight; walking away chooses nothing. */
Item {
    id: root

    required property KioskModel model

    readonly property bool isFirst: model.page.visibility === ""

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        headMargin: Theme.kioskMargin
        onEscaped: root.isFirst ? root.model.timedOut() : root.model.backAsked()

        head: PageTitle {
            title: root.model.page.name === "" ? qsTr("What may the wall show of you?")
                : qsTr("%1, what may the wall show of you?").arg(root.model.page.name)
            detail: qsTr("You are checked in either way. You can change this at every check-in.")
            hasBack: !root.isFirst
            corner: frame.corner
            isUnderRing: Theme.upright && !Theme.crowded
            onBack: root.model.backAsked()
        }
        middle: ButtonRow {
            id: answers
            most: Theme.portrait ? 1 : 3
            spacing: 2.3 * Theme.unit

            // No card is stronger than another one.
            readonly property real pieceHeight: Math.max((Theme.crowded ? 20 : 25) * Theme.unit,
                counted.sampleRoom, named.sampleRoom, whole.sampleRoom)

            ChoiceCard {
                id: counted
                width: answers.cellWidth
                height: answers.cellHeight
                pieceHeight: answers.pieceHeight
                title: qsTr("Nothing")
                explanation: qsTr("I am one of the %n, without a face or a name.", "", root.model.page.present)
                text: qsTr("Only count me")
                checked: root.model.page.visibility === "hidden"
                onClicked: root.model.visibilityChosen("hidden")

                SampleCount {
                    count: root.model.page.present
                }
            }
            ChoiceCard {
                id: named
                width: answers.cellWidth
                height: answers.cellHeight
                pieceHeight: answers.pieceHeight
                title: qsTr("My first name")
                explanation: root.model.page.name === "" ? qsTr("No photo, nothing else.")
                    : qsTr("Just %1. No photo, nothing else.").arg(root.model.page.name)
                text: qsTr("Show my first name")
                checked: root.model.page.visibility === "first_name"
                onClicked: root.model.visibilityChosen("first_name")

                SampleName {
                    name: root.model.page.name
                    hue: root.model.page.hue
                }
            }
            ChoiceCard {
                id: whole
                width: answers.cellWidth
                height: answers.cellHeight
                pieceHeight: answers.pieceHeight
                title: qsTr("Name, offers, asks")
                explanation: qsTr("My whole name and card, on the wall and on this kiosk. And suggest me to people who could use it.")
                text: qsTr("Show all of it")
                checked: root.model.page.visibility === "profile"
                onClicked: root.model.visibilityChosen("profile")

                SampleCard {
                    name: root.model.page.name
                    initials: root.model.page.initials
                    hue: root.model.page.hue
                    photo: root.model.page.photo
                    offer: root.model.page.offer
                    ask: root.model.page.ask
                }
            }
        }
        actions: HintLine {
            iconName: "shield-check"
            hint: root.isFirst ? qsTr("If you walk away now, nothing is shown.")
                : qsTr("If you walk away now, nothing changes.")
        }
    }
}
