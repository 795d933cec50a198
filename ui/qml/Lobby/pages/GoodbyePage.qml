import QtQuick
import Lobby
import Lobby.Models

/** Checked out, or the check-in taken back. Who is still here says so with one touch. */
Item {
    id: root

    required property KioskModel model

    readonly property real margin: Theme.kioskMargin

    VerdictBand {
        id: band
        width: parent.width
        height: Math.max(implicitHeight, Theme.portrait ? 0.62 * parent.height : 52 * Theme.unit)
        tone: root.model.page.isUndone ? "accent" : "good"
        iconName: root.model.page.isUndone ? "undo-2" : "door-open"
        headline: root.model.page.isUndone ? qsTr("Taken back")
            : root.model.page.name === "" ? qsTr("See you soon") : qsTr("See you soon, %1").arg(root.model.page.name)
        detail: root.model.page.isUndone ? qsTr("You are not checked in.")
            : root.model.page.leftAt === "" ? qsTr("You are checked out.")
            : qsTr("You are checked out, %1.").arg(root.model.page.leftAt)
        corner: 20 * Theme.unit
    }
    PageRing { countdown: root.model.countdown }

    Rise {
        anchors { fill: parent; topMargin: band.height }

        Button {
            id: back
            x: root.margin
            y: root.margin
            width: parent.width - 2 * root.margin
            height: hint.y - y - Theme.gap3
            visible: !root.model.page.isUndone
            edge: Theme.accent
            iconName: "undo-2"
            text: qsTr("I'm still here")
            size: Theme.text(4.2)
            onClicked: root.model.stillHereChosen()
        }
        HintLine {
            id: hint
            x: root.margin
            y: parent.height - height - root.margin
            width: parent.width - 2 * root.margin
            visible: !root.model.page.isUndone
            iconName: "scan-line"
            size: Theme.text2
            hint: qsTr("Back again later? Just hold your code up.")
        }
        HelpCard {
            anchors { fill: parent; margins: root.margin }
            visible: root.model.page.isUndone
            iconName: "scan-line"
            place: qsTr("To check in after all, hold your code up again.")
        }
    }
}
