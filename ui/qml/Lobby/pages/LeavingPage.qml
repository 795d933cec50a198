import QtQuick
import Lobby
import Lobby.Models

/** A second scan: leaving? No answer means staying. */
Item {
    id: root

    required property KioskModel model

    readonly property real margin: Theme.kioskMargin
    readonly property int hours: Math.floor(model.page.stayedMinutes / 60)
    readonly property int minutes: model.page.stayedMinutes % 60
    readonly property string came: hours === 0
        ? qsTr("You came at %1, %n minutes ago.", "", minutes).arg(model.page.cameAt)
        : minutes === 0 ? qsTr("You came at %1, %n hours ago.", "", hours).arg(model.page.cameAt)
        : qsTr("You came at %1, %2 h %3 min ago.").arg(model.page.cameAt).arg(hours).arg(minutes)

    VerdictBand {
        id: band
        width: parent.width
        height: Math.max(implicitHeight, Theme.portrait ? 0.42 * parent.height : 52 * Theme.unit)
        tone: "accent"
        iconName: "log-out"
        headline: root.model.page.name === "" ? qsTr("Leaving?") : qsTr("Leaving, %1?").arg(root.model.page.name)
        detail: (root.model.page.cameAt === "" ? "" : root.came + " ") + qsTr("Without an answer you stay checked in.")
        corner: 20 * Theme.unit
    }
    PageRing { countdown: root.model.countdown }

    Rise {
        anchors { fill: parent; topMargin: band.height }

        Grid {
            id: answers

            readonly property real answerWidth: (width - (columns - 1) * spacing) / columns
            readonly property real answerHeight: (height - (rows - 1) * spacing) / rows

            anchors { fill: parent; margins: root.margin }
            columns: Theme.portrait ? 1 : 2
            rows: Theme.portrait ? 2 : 1
            spacing: Theme.gap3

            Button {
                width: answers.answerWidth
                height: answers.answerHeight
                kind: "filled"
                iconName: "log-out"
                text: qsTr("Yes, I'm leaving")
                size: Theme.text(4.2)
                onClicked: root.model.leaveChosen()
            }
            Button {
                width: answers.answerWidth
                height: answers.answerHeight
                edge: Theme.accent
                iconName: "coffee"
                text: qsTr("No, I'm staying")
                size: Theme.text(4.2)
                onClicked: root.model.stayChosen()
            }
        }
    }
}
