import QtQuick
import Lobby
import Lobby.Models

/** The countdown of a kiosk page, at its top right; low, it stands at the lower right of its place. */
CountdownRing {
    required property Countdown countdown
    property bool isLow: false
    property real room: 0 // how wide it may get while it is low

    x: (parent?.width ?? 0) - width - (isLow ? 0 : Theme.kioskMargin)
    y: isLow ? (parent?.height ?? 0) - height : Theme.kioskMargin
    beside: isLow || Theme.upright
    isBare: isLow && room < besideWidth
    secondsLeft: countdown.secondsLeft
    shareLeft: countdown.shareLeft
    paused: countdown.isPaused
    onClicked: countdown.pauseChosen()
}
