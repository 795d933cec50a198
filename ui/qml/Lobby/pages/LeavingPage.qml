import QtQuick
import Lobby
import Lobby.Models

/** A second scan: leaving? No answer means staying. */
Item {
    id: root

    required property KioskModel model

    readonly property int hours: Math.floor(model.page.stayedMinutes / 60)
    readonly property int minutes: model.page.stayedMinutes % 60
    readonly property string came: hours === 0
        ? qsTr("You came at %1, %n minutes ago.", "", minutes).arg(model.page.cameAt)
        : minutes === 0 ? qsTr("You came at %1, %n hours ago.", "", hours).arg(model.page.cameAt)
        : qsTr("You came at %1, %2 h %3 min ago.").arg(model.page.cameAt).arg(hours).arg(minutes)

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        headShare: Theme.portrait ? 0.35 : 0.5
        actionsShare: 1 - headShare
        gap: Theme.kioskMargin
        onEscaped: root.model.stayChosen()

        head: VerdictBand {
            id: band
            tone: "accent"
            iconName: "log-out"
            headline: root.model.page.name === "" ? qsTr("Leaving?") : qsTr("Leaving, %1?").arg(root.model.page.name)
            detail: (root.model.page.cameAt === "" ? "" : root.came + " ") + qsTr("Without an answer you stay checked in.")
            corner: frame.corner
            // Who has been in for hours hears of these here; nobody greets them at the door again.
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
        actions: ButtonRow {
            id: answers
            most: Theme.portrait ? 1 : 2
            spacing: Theme.gap3
            least: 10 * Theme.unit

            Button {
                width: answers.cellWidth
                height: answers.cellHeight
                kind: "filled"
                iconName: "log-out"
                text: qsTr("Yes, I'm leaving")
                size: Theme.text(4.2)
                onClicked: root.model.leaveChosen()
            }
            Button {
                width: answers.cellWidth
                height: answers.cellHeight
                edge: Theme.accent
                iconName: "coffee"
                text: qsTr("No, I'm staying")
                size: Theme.text(4.2)
                onClicked: root.model.stayChosen()
            }
        }
    }
}
