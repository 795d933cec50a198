import QtQuick
import Lobby
import Lobby.Models

/** Waves to somebody. Once that is done it says so; where it cannot be, it says why. */
Button {
    id: root

    required property KioskModel model
    required property string key
    required property string name // of whom
    property bool isNamed: false // the button says to whom
    readonly property bool isWaved: model.page.waved.includes(key)
    readonly property string hindrance: model.page.person === "" ? qsTr("To wave, hold up your code and come back")
        : key === model.page.ownKey ? qsTr("This is you")
        : model.page.canWave ? "" : qsTr("To wave, let others see you too")
    readonly property bool isIdle: isWaved || hindrance !== ""

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    kind: "hello"
    enabled: !isIdle
    ground: isIdle ? Theme.helloTint : Theme.hello
    letters: isIdle ? Theme.hello : Theme.helloInk
    iconName: isWaved ? "check" : key === model.page.ownKey ? "user" : "hand"
    text: isWaved ? qsTr("Waved") : hindrance !== "" ? hindrance
        : isNamed ? qsTr("Wave to %1").arg(name) : qsTr("Wave")
    size: Theme.text(2.8)
    Accessible.name: isIdle ? text : qsTr("Wave to %1").arg(name)
    onClicked: model.waveChosen(key)
}
