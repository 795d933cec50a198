import QtQuick
import Lobby
import Lobby.Models

/** The countdown of a kiosk page, at its top right. */
CountdownRing {
    required property Countdown countdown

    anchors {
        right: parent?.right
        top: parent?.top
        rightMargin: Theme.kioskMargin
        topMargin: Theme.portrait ? 5 * Theme.unit : Theme.kioskMargin
    }
    beside: Theme.portrait
    secondsLeft: countdown.secondsLeft
    shareLeft: countdown.shareLeft
    paused: countdown.isPaused
    onClicked: countdown.pauseChosen()
}
